package wfr.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.math.Estimate;
import wfr.model.SpectralProblem;
import wfr.reference.CertifiedEquation;
import wfr.reference.CertifiedProblems;
import wfr.spec.CertificateOperations.EnclosedState;

/**
 * The file of certified problems, {@code java -cp target/wfr.jar wfr.report.CertifiedReference DIR}: for every problem its data, and at every output time the
 * guaranteed bound of log(rho/rho~), guaranteed functionals, and the density with its guaranteed error at 64 points of a circle or 65 Chebyshev points of
 * an interval. Data are hexadecimal floats: nothing is lost.
 */
public final class CertifiedReference {
  /** Intervals between the points at which densities are given. */
  public static final int POINTS = 64;

  private CertifiedReference() {}

  /** Writes certified.json into a directory. */
  public static void main(String[] args) {
    OutputFiles files = OutputFiles.in(Path.of(args[0]));
    List<Object> problems = new ArrayList<>();
    CertifiedProblems.all().forEach((name, p) -> problems.add(problem(name, p)));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", BuildInfo.version());
    root.put(
        "equation",
        "d_t rho = D (rho h')' - lambda rho (h - E_rho h), h = log(rho/pi), pi = exp(-V)/Z");
    root.put("claim", "G8");
    root.put("problems", problems);
    files.write("certified.json", w -> w.append(Json.text(root)).append('\n'));
  }

  /** One problem, solved and enclosed. */
  static Map<String, Object> problem(String name, SpectralProblem p) {
    CertifiedEquation c =
        CertifiedEquation.of(
            p,
            CertifiedProblems.TIMES,
            CertifiedEquation.DEFAULT_AIM,
            CertifiedProblems.observables(p),
            (w, f) -> {});
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("space", p.periodic() ? "circle" : "interval without flux");
    tree.put("domain", p.periodic() ? List.of("0", "2 pi") : hex(p.lower(), p.upper()));
    tree.put(p.periodic() ? "potential-fourier" : "potential-monomials", hex(p.potential()));
    tree.put(p.periodic() ? "h0-fourier" : "h0-slope-over-1-xi2-chebyshev", hex(p.start()));
    tree.put("lambda", Double.toHexString(p.reactionRate()));
    tree.put("diffusivity", Double.toHexString(p.diffusivity()));
    List<Object> times = new ArrayList<>();
    for (int k = 0; k < c.states().size(); k++) {
      EnclosedState s = c.states().get(k);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("time", s.time());
      row.put("relative-bound", s.bound());
      for (int j = 0; j < c.names().size(); j++) {
        row.put(c.names().get(j).replace(' ', '-'), estimate(c.figures().get(k).get(j)));
      }
      Map<String, Object> observables = new LinkedHashMap<>();
      for (int j = 0; j < c.observables().size(); j++) {
        observables.put(c.observables().get(j), estimate(c.expectations().get(k).get(j)));
      }
      row.put("observables", observables);
      List<Estimate> density = c.density(k, POINTS);
      row.put("density", hex(density.stream().mapToDouble(Estimate::value).toArray()));
      row.put("density-error", density.stream().map(Estimate::error).toList());
      times.add(row);
    }
    tree.put("times", times);
    return tree;
  }

  private static Map<String, Object> estimate(Estimate e) {
    Map<String, Object> n = new LinkedHashMap<>();
    n.put("value", Double.toHexString(e.value()));
    n.put("error", e.error());
    return n;
  }

  private static List<String> hex(double... values) {
    return Arrays.stream(values).mapToObj(Double::toHexString).toList();
  }
}
