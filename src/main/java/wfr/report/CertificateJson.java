package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.reference.CertifiedEquation;
import wfr.reference.CertifiedScheme;

/** The key "certificate" of summary.json. */
public final class CertificateJson {
  /** What the bounds of the scheme cover. */
  public static final String GUARANTEED_SCHEME =
      "arithmetic: distance of the computed from the exact discrete solution of this mesh and step";

  /** What they do not, and the errors of the figures do. */
  public static final String ESTIMATED_SCHEME =
      "mesh and time step by Richardson extrapolation, the box by the mass outside it";

  /** What the bounds of the equation cover. */
  public static final String GUARANTEED_EQUATION =
      "everything: distance from the solution of the equation on this domain, at every point";

  private CertificateJson() {}

  /** Of the scheme: one guaranteed bound per output time. */
  public static Map<String, Object> tree(CertifiedScheme c) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "scheme");
    tree.put("cells", c.cells());
    tree.put("steps", c.steps());
    tree.put("scheme", c.splitting().key());
    tree.put("transport", "backward-euler");
    tree.put("guaranteed", GUARANTEED_SCHEME);
    tree.put("estimated", ESTIMATED_SCHEME);
    List<Object> times = new ArrayList<>();
    for (int k = 0; k < c.times().length; k++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("time", c.times()[k]);
      row.put("relative-bound", c.bounds()[k]);
      times.add(row);
    }
    tree.put("times", times);
    return tree;
  }

  /** Of the equation: the problem as certified, and eps, guaranteed figures and trial at every output time. */
  public static Map<String, Object> tree(CertifiedEquation c) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "pde");
    tree.put("guaranteed", GUARANTEED_EQUATION);
    tree.put("modes", c.modes());
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("space", c.problem().periodic() ? "torus" : "interval");
    problem.put("domain", List.of(c.problem().lower(), c.problem().upper()));
    problem.put("potential", c.problem().potential());
    problem.put(c.problem().periodic() ? "start" : "start-slope", c.problem().start());
    problem.put("reaction-rate", c.problem().reactionRate());
    problem.put("diffusivity", c.problem().diffusivity());
    tree.put("problem", problem);
    List<Object> times = new ArrayList<>();
    for (int k = 0; k < c.states().size(); k++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("time", c.states().get(k).time());
      row.put("relative-bound", c.states().get(k).bound());
      for (int j = 0; j < c.names().size(); j++) {
        row.put(c.names().get(j).replace(' ', '-'), Json.estimate(c.figures().get(k).get(j)));
      }
      Map<String, Object> observables = new LinkedHashMap<>();
      for (int j = 0; j < c.observables().size(); j++) {
        observables.put(c.observables().get(j), Json.estimate(c.expectations().get(k).get(j)));
      }
      row.put("observables", observables);
      row.put("trial", c.states().get(k).trial());
      times.add(row);
    }
    tree.put("times", times);
    return tree;
  }
}
