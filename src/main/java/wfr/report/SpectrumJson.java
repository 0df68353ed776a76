package wfr.report;

import java.util.LinkedHashMap;
import java.util.Map;
import wfr.reference.SpectrumResult;

/** A spectrum as one JSON object: "eigenvalues" of -D L and "linearised-wfr", lists of N from 0 upwards. */
public final class SpectrumJson {
  private SpectrumJson() {}

  /** The object. */
  public static String text(SpectrumResult result) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("eigenvalues", result.eigenvalues().stream().map(Json::estimate).toList());
    tree.put("linearised-wfr", result.linearisedWfr().stream().map(Json::estimate).toList());
    tree.put("curvature", Json.estimate(result.curvature()));
    if (!result.kinetic().isEmpty()) {
      tree.put(
          "kinetic",
          result.kinetic().stream()
              .map(
                  m ->
                      Map.of(
                          "real", Json.estimate(m.real()),
                          "imaginary", Json.estimate(m.imaginary())))
              .toList());
    }
    return Json.text(tree);
  }
}
