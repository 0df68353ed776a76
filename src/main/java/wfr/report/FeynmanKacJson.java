package wfr.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.math.Estimate;
import wfr.reference.FeynmanKacResult;
import wfr.scenario.Scenario;

/** summary.json of {@code wfr feynman-kac}: the figures under the key feynman-kac. */
public final class FeynmanKacJson {
  private FeynmanKacJson() {}

  /** The file's text. */
  public static String text(Scenario scenario, FeynmanKacResult result, List<String> warnings) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("scenario", scenario.asUnderstood());
    root.put("version", BuildInfo.version());
    root.put("seed", scenario.particles().seed());
    root.put("environment", BuildInfo.environment());
    root.put("warnings", warnings);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("particles", Json.estimate(result.particles()));
    m.put("kernel", result.kernel());
    m.put("kernel_reason", result.kernelReason());
    m.put("pde", Json.estimate(result.pde()));
    m.put("closed-form", result.closedForm().map(Json::estimate).orElse(null));
    m.put("agree", result.agree());
    m.put("second-moment", Json.number(result.secondMoment()));
    m.put("second-moment-finite", result.secondMoment() < Double.POSITIVE_INFINITY);
    m.put("forward-minus-backward", Json.number(result.adjoint()));
    m.put(
        "principal-eigenvalue",
        result.principalEigenvalue().map((Estimate e) -> Json.estimate(e)).orElse(null));
    m.put("replicates", result.replicates());
    m.put("resamplings", result.resamplings());
    m.put("cells", result.cells());
    m.put("box", result.box());
    root.put("feynman-kac", m);
    return Json.text(root);
  }
}
