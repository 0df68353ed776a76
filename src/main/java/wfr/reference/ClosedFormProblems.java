package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import wfr.exact.GaussianFlow;
import wfr.exact.GaussianFlowNd;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.model.GaussianLaw;
import wfr.spec.Bounds;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/**
 * Reference problems with a formula, the error being a count of roundings: Gaussian flows on the line (B5, B6, D = 0 included) and in d dimensions (B7), and
 * pure reaction between quartics (B1): pi ∝ exp(-x^4), rho_0 ∝ exp(-a x^4) gives rho_t ∝ exp(-c x^4), c = 1 + (a - 1) e^{-lambda t}, x^4 ~ Gamma(1/4, c):
 *   E x^2 = c^{-1/2} G(3/4)/G(1/4),   KL = (1/c - 1 + log c)/4,   KL(pi|rho) = (c - 1 - log c)/4,
 *   E|h'|^2 = 16 (1 - c)^2 c^{-3/2} G(7/4)/G(1/4),   Var h = (1 - c)^2/(4 c^2).
 */
public final class ClosedFormProblems {
  private static final double[] TIMES = {0.1, 0.5, 1, 2};
  private static final int CELLS = 400;

  /** Roundings in a formula of at most thirty operations and five functions of a few ulp each. */
  private static final double ROUNDINGS = 64;

  /** The covariances below have condition numbers under ten; the formula multiplies two. */
  private static final double CONDITION = 100;

  private ClosedFormProblems() {}

  /** A Gaussian flow on the line. */
  private record Line(
      String name,
      String profile,
      String claim,
      GaussianLaw target,
      GaussianLaw initial,
      double lambda,
      double d,
      double[] box) {}

  private static final List<Line> LINES =
      List.of(
          new Line(
              "gaussian-widening",
              "core",
              "B6",
              GaussianLaw.of(1, 5),
              GaussianLaw.of(0, 1),
              1,
              1,
              box(-22, 24)),
          new Line(
              "gaussian-narrowing",
              "core",
              "B6",
              GaussianLaw.of(-0.4, 0.5),
              GaussianLaw.of(1.2, 1.6),
              2.5,
              0.7,
              box(-12, 13)),
          new Line(
              "ornstein-uhlenbeck",
              "fokker-planck",
              "B5",
              GaussianLaw.of(0.5, 0.8),
              GaussianLaw.of(-1, 0.3),
              0,
              0.6,
              box(-9, 10)),
          new Line(
              "gaussian-fisher-rao",
              "fisher-rao",
              "B1",
              GaussianLaw.of(0.7, 1.2),
              GaussianLaw.of(-0.8, 0.5),
              1.4,
              0,
              box(-11, 12)));

  /** All, in order. */
  public static List<ReferenceEntry> all() {
    List<ReferenceEntry> all = new ArrayList<>();
    LINES.forEach(p -> all.add(line(p, p.lambda(), p.d())));
    all.addAll(beyondOneGaussian());
    return all;
  }

  private static List<ReferenceEntry> beyondOneGaussian() {
    return List.of(
        quartic("quartic-fisher-rao", 3, 1.5, box(-3, 3)),
        space(
            "gaussian-plane",
            new GaussianLaw(new double[] {0.5, -0.3}, new double[][] {{1.5, 0.6}, {0.6, 0.8}}),
            new GaussianLaw(new double[] {-0.7, 0.9}, new double[][] {{0.4, -0.1}, {-0.1, 0.9}}),
            1.2,
            0.8),
        space(
            "gaussian-space",
            new GaussianLaw(
                new double[] {0.5, -0.3, 0.1},
                new double[][] {{1.5, 0.6, 0.1}, {0.6, 0.8, -0.2}, {0.1, -0.2, 0.7}}),
            new GaussianLaw(
                new double[] {-0.7, 0.9, 0.4},
                new double[][] {{0.4, -0.1, 0.2}, {-0.1, 0.9, 0.1}, {0.2, 0.1, 1.1}}),
            0.6,
            1.1));
  }

  /** The Gaussian problem on the line of this entry with other rates; empty for other entries. */
  public static Optional<ReferenceEntry> withRates(
      ReferenceEntry e, double rateFactor, double dFactor) {
    return LINES.stream()
        .filter(p -> p.name().equals(e.name()))
        .findFirst()
        .map(p -> line(p, rateFactor * p.lambda(), dFactor * p.d()));
  }

  private static double[] box(double lower, double upper) {
    return new double[] {lower, upper};
  }

  private static ReferenceEntry line(Line p, double lambda, double d) {
    GaussianFlow flow = new GaussianFlow(p.target(), p.initial(), lambda, d);
    List<State> states = new ArrayList<>();
    for (double t : TIMES) {
      Map<String, Estimate> f = new LinkedHashMap<>();
      f.put("mean", rounded(flow.mean(t), 1));
      f.put("variance", rounded(flow.variance(t), 1));
      f.put("kl", rounded(flow.kl(t), 1));
      f.put("reverse_kl", rounded(flow.reverseKl(t), 1));
      f.put("fisher_information", rounded(flow.fisherInformation(t), 1));
      f.put("log_ratio_variance", rounded(flow.logRatioVariance(t), 1));
      double m = flow.mean(t);
      double width = Math.sqrt(2 * flow.variance(t));
      states.add(
          new State(
              t,
              f,
              Optional.of(
                  averages(p.box(), (a, b) -> 0.5 * Erf.erf((a - m) / width, (b - m) / width)))));
    }
    Map<String, Object> scenario =
        scenario(
            p.name(),
            Map.of("quadratic", gaussian(p.target())),
            Map.of("gaussian", gaussian(p.initial())),
            List.of(p.box()[0], p.box()[1]),
            lambda,
            d);
    return new ReferenceEntry(
        p.name(), p.profile(), ReferenceEntry.Kind.CLOSED_FORM, p.claim(), scenario, states, true);
  }

  private static Map<String, Object> gaussian(GaussianLaw g) {
    Map<String, Object> law = new LinkedHashMap<>();
    law.put("mean", g.mean()[0]);
    law.put("variance", g.covariance()[0][0]);
    return law;
  }

  private static ReferenceEntry quartic(String name, double a, double lambda, double[] box) {
    double quarter = Math.exp(LogGamma.value(0.25));
    List<State> states = new ArrayList<>();
    for (double t : TIMES) {
      double c = 1 + (a - 1) * Math.exp(-lambda * t);
      Map<String, Estimate> f = new LinkedHashMap<>();
      f.put("mean", Estimate.exact(0)); // by symmetry
      f.put("variance", rounded(Math.exp(LogGamma.value(0.75)) / quarter / Math.sqrt(c), 1));
      f.put("kl", rounded(0.25 * (1 / c - 1 + Math.log(c)), 1));
      f.put("reverse_kl", rounded(0.25 * (c - 1 - Math.log(c)), 1));
      f.put(
          "fisher_information",
          rounded(
              16 * (1 - c) * (1 - c) * Math.pow(c, -1.5) * Math.exp(LogGamma.value(1.75)) / quarter,
              1));
      f.put("log_ratio_variance", rounded((1 - c) * (1 - c) / (4 * c * c), 1));
      DoubleUnaryOperator half =
          x -> 0.5 * Math.signum(x) * RegularizedGamma.P.value(0.25, c * x * x * x * x);
      states.add(
          new State(
              t,
              f,
              Optional.of(averages(box, (l, r) -> half.applyAsDouble(r) - half.applyAsDouble(l)))));
    }
    Map<String, Object> scenario =
        scenario(
            name,
            "x^4",
            Map.of("log-density", "-" + a + "*x^4"),
            List.of(box[0], box[1]),
            lambda,
            0);
    return new ReferenceEntry(
        name, "fisher-rao", ReferenceEntry.Kind.CLOSED_FORM, "B1", scenario, states, true);
  }

  private static ReferenceEntry space(
      String name, GaussianLaw target, GaussianLaw initial, double lambda, double d) {
    int dim = target.dimension();
    double condition = CONDITION * dim * dim;
    GaussianFlowNd flow = new GaussianFlowNd(target, initial, lambda, d);
    List<State> states = new ArrayList<>();
    List<List<Cdf>> distribution = new ArrayList<>();
    for (double t : TIMES) {
      Map<String, Estimate> f = new LinkedHashMap<>();
      double[] mean = flow.mean(t);
      double[][] covariance = flow.covariance(t);
      for (int i = 0; i < dim; i++) {
        f.put("mean[" + i + "]", rounded(mean[i], condition));
      }
      for (int i = 0; i < dim; i++) {
        for (int j = 0; j < dim; j++) {
          f.put("variance[" + i + "][" + j + "]", rounded(covariance[i][j], condition));
        }
      }
      f.put("kl", rounded(flow.kl(t), condition));
      f.put("reverse_kl", rounded(flow.reverseKl(t), condition));
      f.put("fisher_information", rounded(flow.fisherInformation(t), condition));
      f.put("log_ratio_variance", rounded(flow.logRatioVariance(t), condition));
      states.add(new State(t, f, Optional.empty()));
      List<Cdf> axes = new ArrayList<>();
      for (int i = 0; i < dim; i++) {
        axes.add(Cdf.gaussian(mean[i], covariance[i][i]));
      }
      distribution.add(axes);
    }
    Map<String, Object> scenario =
        scenario(
            name,
            Map.of("quadratic", law(target)),
            Map.of("gaussian", law(initial)),
            java.util.Collections.nCopies(dim, List.of(-10.0, 10.0)),
            lambda,
            d);
    return new ReferenceEntry(
        name,
        "dimensions",
        ReferenceEntry.Kind.CLOSED_FORM,
        "B7",
        scenario,
        states,
        true,
        distribution);
  }

  private static Map<String, Object> law(GaussianLaw g) {
    Map<String, Object> law = new LinkedHashMap<>();
    law.put("mean", Arrays.stream(g.mean()).boxed().toList());
    law.put(
        "covariance",
        Arrays.stream(g.covariance()).map(r -> Arrays.stream(r).boxed().toList()).toList());
    return law;
  }

  private static Map<String, Object> scenario(
      String name, Object potential, Object initial, Object domain, double lambda, double d) {
    Map<String, Object> s = new LinkedHashMap<>();
    s.put("name", name);
    s.put("potential", potential);
    s.put("initial", initial);
    s.put("domain", domain);
    s.put("reaction-rate", lambda);
    s.put("diffusivity", d);
    s.put("output-times", Arrays.stream(TIMES).boxed().toList());
    return s;
  }

  private static Estimate rounded(double value, double condition) {
    return new Estimate(value, Bounds.rounding(ROUNDINGS * condition, Math.abs(value)));
  }

  /** Mass of an interval. */
  @FunctionalInterface
  private interface Mass {
    double of(double a, double b);
  }

  private static Density averages(double[] box, Mass mass) {
    Axis grid = new Axis(box[0], box[1], CELLS, false);
    double[] values = new double[CELLS];
    Arrays.setAll(values, i -> mass.of(grid.edge(i), grid.edge(i + 1)) / grid.dx());
    double[] errors = new double[CELLS];
    // the mass of a half line is at most 1: its rounding, divided by the cell
    Arrays.fill(errors, Bounds.rounding(ROUNDINGS, 1) / grid.dx());
    return new Density(grid.centres(), values, errors);
  }
}
