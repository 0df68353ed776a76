package wfr.report;

import java.util.LinkedHashMap;
import java.util.Map;
import wfr.spec.ClaimResult;
import wfr.spec.VerificationResult;

/** evidence.json: the ledger with the evidence of one run. */
public final class EvidenceJson {
  private EvidenceJson() {}

  /** The file's text. */
  public static String text(VerificationResult result) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("profile", result.profile());
    root.put("seed", result.seed());
    root.put("alphaTotal", result.alphaTotal());
    root.put("version", BuildInfo.version());
    root.put("environment", BuildInfo.environment());
    root.put("claims", result.claims().stream().map(EvidenceJson::claim).toList());
    root.put(
        "mutants",
        result.mutants().stream()
            .map(
                m -> {
                  Map<String, Object> tree = new LinkedHashMap<>();
                  tree.put("id", m.id());
                  tree.put("defect", m.defect());
                  tree.put("refutedBy", m.refutedBy());
                  return tree;
                })
            .toList());
    root.put(
        "variants",
        result.variants().stream()
            .map(
                v -> {
                  Map<String, Object> tree = new LinkedHashMap<>();
                  tree.put("id", v.id());
                  tree.put("refutedBy", v.refutedBy());
                  return tree;
                })
            .toList());
    return Json.text(root);
  }

  private static Map<String, Object> claim(ClaimResult c) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", c.claim().id());
    tree.put("title", c.claim().title());
    tree.put("status", c.status());
    tree.put("class", c.claim().evidence().name());
    tree.put("verdict", c.evidence().verdict().name());
    tree.put("value", c.evidence().value());
    tree.put("bound", c.evidence().bound());
    tree.put("margin", c.evidence().margin());
    tree.put("alpha", c.claim().alpha());
    tree.put("detectable", c.claim().detectable());
    tree.put("refutes", c.refutes());
    tree.put("detail", c.evidence().detail());
    return tree;
  }
}
