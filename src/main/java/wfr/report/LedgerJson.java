package wfr.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.spec.ClaimEntry;

/** The ledger, or one entry of it, as JSON. */
public final class LedgerJson {
  private LedgerJson() {}

  /** All entries under the key "claims". */
  public static String text(List<ClaimEntry> ledger) {
    return Json.text(Map.of("claims", ledger.stream().map(LedgerJson::tree).toList()));
  }

  /** One entry. */
  public static String text(ClaimEntry entry) {
    return Json.text(tree(entry));
  }

  private static Map<String, Object> tree(ClaimEntry entry) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", entry.claim().id());
    tree.put("title", entry.claim().title());
    tree.put("status", entry.status());
    tree.put("class", entry.claim().evidence().name());
    tree.put("operations", entry.claim().uses().stream().map(Enum::name).sorted().toList());
    tree.put("alpha", entry.claim().alpha());
    tree.put("detectable", entry.claim().detectable());
    tree.put("mutants", entry.mutants());
    tree.put("note", entry.note());
    return tree;
  }
}
