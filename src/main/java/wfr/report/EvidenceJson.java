package wfr.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wfr.spec.CheckRun;
import wfr.spec.ClaimResult;
import wfr.spec.Trace;
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
    root.put("commit", BuildInfo.commit());
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
                  tree.put("runs", m.runs().stream().map(EvidenceJson::run).toList());
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
                  tree.put("choice", v.choice());
                  tree.put("refutedBy", v.refutedBy());
                  tree.put("runs", v.runs().stream().map(EvidenceJson::run).toList());
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
    tree.put("runs", c.log().stream().map(EvidenceJson::run).toList());
    tree.put("traces", c.evidence().traces().stream().map(EvidenceJson::trace).toList());
    return tree;
  }

  private static Map<String, Object> run(CheckRun run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("claim", run.claim());
    tree.put("instance", run.instance());
    tree.put("verdict", run.evidence().verdict().name());
    tree.put("value", run.evidence().value());
    tree.put("bound", run.evidence().bound());
    tree.put("detail", run.evidence().detail());
    return tree;
  }

  private static Map<String, Object> trace(Trace trace) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("label", trace.label());
    if (trace instanceof Trace.Convergence c) {
      tree.put("kind", "convergence");
      tree.put("order", c.order());
      tree.put("control", c.control());
      tree.put("differences", c.differences());
      tree.put("errors", c.errors());
      tree.put("rates", c.rates());
    } else if (trace instanceof Trace.Draws d) {
      tree.put("kind", "draws");
      tree.put("found", d.found());
      tree.put("expected", d.expected());
      tree.put("radius", d.radius());
      tree.put("edges", d.edges());
      tree.put("counts", d.counts());
    } else if (trace instanceof Trace.Distribution d) {
      tree.put("kind", "distribution");
      tree.put("radius", d.radius());
      tree.put("at", d.at());
      tree.put("found", d.found());
      tree.put("expected", d.expected());
    }
    return tree;
  }
}
