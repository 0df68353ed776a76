package wfr.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wfr.spec.ClaimResult;
import wfr.spec.VerificationResult;

/** evidence.json: the ledger with the evidence of one run. */
public final class EvidenceJson {
  private EvidenceJson() {}

  /** The file's text. */
  public static String text(VerificationResult result) {
    return Json.text(tree(result));
  }

  static Map<String, Object> tree(VerificationResult result) {
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
                  tree.put("acceptedBy", m.acceptedBy());
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
    return root;
  }

  /** Verdict, value and bound of a claim in an evidence file of an earlier run; empty if there is none. */
  public static Optional<String> lastLine(Path file, String id) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      for (JsonNode c : new ObjectMapper().readTree(file.toFile()).path("claims")) {
        if (c.path("id").asText().equals(id)) {
          return Optional.of(
              c.path("verdict").asText()
                  + ", value "
                  + c.path("value").asText()
                  + ", bound "
                  + c.path("bound").asText());
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("unreadable: " + file);
    }
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
