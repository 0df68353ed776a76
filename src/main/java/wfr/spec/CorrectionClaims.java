package wfr.spec;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.Domain;
import wfr.model.GaussianMeasure;
import wfr.model.InitialLaw;
import wfr.model.LinearQuadratic;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.operation.CorrectionOperations.CorrectionRate;
import wfr.operation.CorrectionOperations.ReweightedGrid;
import wfr.operation.FeynmanKacOperations.WeightedGaussian;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims D7, D7G and D15: the correction term restores the prescribed path for any drift. */
public final class CorrectionClaims {
  private static final double ACCURACY = 1e-8;
  private static final double CONTOUR = 1e-13;
  private static final int NODES = 4096;

  /**
   * A path of densities e^{-U_t} with a drift b beside -D U', all with their derivatives.
   *
   * @param name what is special
   * @param value U
   * @param slope U'
   * @param timeDerivative d_t U
   * @param drift b
   * @param divergence b'
   * @param domain torus, or a box that holds all mass
   */
  record Path(
      String name,
      TimeField value,
      TimeField slope,
      TimeField timeDerivative,
      TimeField drift,
      TimeField divergence,
      Domain domain) {}

  static final double DIFFUSIVITY = 0.7;
  private static final double HORIZON = 0.8;

  /** D7: gauge freedom and escorted Jarzynski. */
  public static final Claim<Path> D7 =
      Claim.exact(
          "D7",
          "Correction term: with any drift b and (log w)' = -d_t U + div b - b.grad U, E[w f] = int f e^{-U_t}/Z_0 and E[w] = Z_t/Z_0",
          EvidenceClass.D,
          Set.of(Group.CORRECTION),
          List.of(random(11), random(12), random(13), annealed()),
          (ops, i, seed) -> gauge(ops, i));

  /** D7G: linear drift, Gaussian target. */
  public static final Claim<double[]> D7G =
      Claim.exact(
          "D7G",
          "Correction term of a linear drift keeps a Gaussian target exactly, E[w] = 1 (closed form of the weighted Gaussian law)",
          EvidenceClass.D,
          Set.of(Group.CORRECTION, Group.FEYNMAN_KAC_CLOSED),
          List.of(new double[] {0.4, -0.7}, new double[] {-1.1, 0.5}, new double[] {0.8, 0}),
          (ops, b, seed) -> gaussian(ops, b));

  /** D15: walkers with a correction term. */
  public static final Claim<Path> D15 =
      new Claim<>(
          "D15",
          "Walkers with a correction term follow the path whatever the drift: law of the scheme of weak order 1, walkers unbiased for it",
          EvidenceClass.S,
          Set.of(Group.CORRECTION, Group.CORRECTION_PARTICLES),
          CorrectedScheme.ALPHA,
          CorrectedScheme.DETECTABLE,
          List.of(moving()),
          (ops, i, seed) ->
              CorrectedScheme.check(ops, i, DIFFUSIVITY, CorrectedScheme.POPULATIONS, seed));

  private CorrectionClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D7, D7G, D15);
  }

  /** Random trigonometric U_t and b on the circle. */
  static Path random(long seed) {
    SplittableRandom draw = new SplittableRandom(seed);
    int n = 3;
    double[][] c = new double[n][6];
    for (double[] row : c) {
      for (int j = 0; j < row.length; j++) {
        row[j] = 2 * draw.nextDouble() - 1;
      }
    }
    // mode k of U: (c0 + c1 t) cos(k x + 3 c2); of b: c3 sin(k x + 3 c4 + c5 t)
    return new Path(
        "torus, draw " + seed,
        (x, t) -> sum(n, k -> (c[k][0] + c[k][1] * t) * Math.cos((k + 1) * x + 3 * c[k][2])),
        (x, t) ->
            sum(n, k -> -(k + 1) * (c[k][0] + c[k][1] * t) * Math.sin((k + 1) * x + 3 * c[k][2])),
        (x, t) -> sum(n, k -> c[k][1] * Math.cos((k + 1) * x + 3 * c[k][2])),
        (x, t) -> sum(n, k -> c[k][3] * Math.sin((k + 1) * x + 3 * c[k][4] + c[k][5] * t)),
        (x, t) ->
            sum(n, k -> (k + 1) * c[k][3] * Math.cos((k + 1) * x + 3 * c[k][4] + c[k][5] * t)),
        Domain.interval(0, 2 * Math.PI, Domain.Boundary.PERIODIC));
  }

  /** One mode that turns while time runs: potential and drift of another time are far off. */
  private static Path moving() {
    return new Path(
        "torus, turning",
        (x, t) -> 0.6 * Math.cos(x) + 2.5 * t * Math.sin(x + 0.4),
        (x, t) -> -0.6 * Math.sin(x) + 2.5 * t * Math.cos(x + 0.4),
        (x, t) -> 2.5 * Math.sin(x + 0.4),
        (x, t) -> 0.5 * Math.sin(x - 6 * t),
        (x, t) -> 0.5 * Math.cos(x - 6 * t),
        Domain.interval(0, 2 * Math.PI, Domain.Boundary.PERIODIC));
  }

  private static double sum(int n, java.util.function.IntToDoubleFunction term) {
    double s = 0;
    for (int k = 0; k < n; k++) {
      s += term.applyAsDouble(k);
    }
    return s;
  }

  /** From x^2/2 to a tilted double well, linearly in time, escorted by a drift away from the origin. */
  private static Path annealed() {
    double rate = 1 / HORIZON;
    TimeField from = (x, t) -> 0.5 * x * x;
    TimeField to = (x, t) -> 1.5 * (x * x - 1) * (x * x - 1) + 0.4 * x;
    return new Path(
        "annealed to a double well",
        (x, t) -> (1 - rate * t) * from.at(x, t) + rate * t * to.at(x, t),
        (x, t) -> (1 - rate * t) * x + rate * t * (6 * x * (x * x - 1) + 0.4),
        (x, t) -> rate * (to.at(x, t) - from.at(x, t)),
        (x, t) -> 0.5 * Math.tanh(x - 0.2) + 0.1 * t,
        (x, t) -> 0.5 / Math.pow(Math.cosh(x - 0.2), 2),
        Domain.interval(-7.5, 7.5, Domain.Boundary.LINE));
  }

  private static Evidence gauge(Implementation ops, Path p) {
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion(
            (x, t) -> -DIFFUSIVITY * p.slope().at(x, t) + p.drift().at(x, t),
            (x, t) ->
                ops.apply(
                    new CorrectionRate(
                        p.timeDerivative().at(x, t),
                        p.divergence().at(x, t),
                        p.drift().at(x, t),
                        p.slope().at(x, t))),
            DIFFUSIVITY,
            law(x -> -p.value().at(x, 0)),
            p.domain());
    return follows(
        ops,
        diffusion,
        x -> Math.exp(-p.value().at(x, HORIZON)),
        integral(x -> Math.exp(-p.value().at(x, 0)), p.domain()),
        HORIZON,
        p.name());
  }

  /** Integrals of 1, cos x and sin 2x against the extrapolated weighted law, and against density/normaliser. */
  static Evidence follows(
      Implementation ops,
      ReweightedDiffusion diffusion,
      java.util.function.DoubleUnaryOperator density,
      double normaliser,
      double time,
      String name) {
    List<java.util.function.DoubleUnaryOperator> functions =
        List.of(x -> 1, Math::cos, x -> Math.sin(2 * x));
    RombergTable[] tables = new RombergTable[functions.size()];
    for (int j = 0; j < tables.length; j++) {
      tables[j] = new RombergTable(2, 4, 6, 8);
    }
    // a box that holds all mass is wider than the circle on the scale of the solution
    int coarsest = diffusion.domain().boundary(0) == Domain.Boundary.PERIODIC ? 64 : 96;
    int steps = 0;
    for (int l = 0; l < 5; l++) {
      int cells = coarsest << l;
      steps = 12 << l;
      double[] masses = ops.apply(new ReweightedGrid(diffusion, time, cells, steps));
      double left = diffusion.domain().left();
      double dx = (diffusion.domain().right() - left) / cells;
      for (int j = 0; j < tables.length; j++) {
        double s = 0;
        for (int i = 0; i < cells; i++) {
          s += masses[i] * functions.get(j).applyAsDouble(left + (i + 0.5) * dx);
        }
        tables[j].add(s);
      }
    }
    Evidence worst = null;
    String[] names = {"E[w]", "E[w cos]", "E[w sin 2x]"};
    for (int j = 0; j < tables.length; j++) {
      java.util.function.DoubleUnaryOperator f = functions.get(j);
      double exact =
          integral(x -> density.applyAsDouble(x) * f.applyAsDouble(x), diffusion.domain())
              / normaliser;
      Estimate e = tables[j].estimate();
      double error = e.error() + 8 * steps * CONTOUR * Math.max(1, Math.abs(exact));
      Evidence one =
          Evidence.atMost(Math.abs(e.value() - exact), error, name + ": " + names[j])
              .worse(Evidence.atMost(error, ACCURACY, name + ": error of " + names[j]));
      worst = worst == null ? one : worst.worse(one);
    }
    return worst;
  }

  static InitialLaw law(java.util.function.DoubleUnaryOperator logDensity) {
    return new InitialLaw() {
      @Override
      public int dimension() {
        return 1;
      }

      @Override
      public double logDensity(double[] x) {
        return logDensity.applyAsDouble(x[0]);
      }
    };
  }

  /** Midpoint rule: spectral for periodic functions and for functions that vanish at the ends with their derivatives. */
  private static double integral(java.util.function.DoubleUnaryOperator f, Domain domain) {
    double dx = (domain.right() - domain.left()) / NODES;
    double s = 0;
    for (int i = 0; i < NODES; i++) {
      s += f.applyAsDouble(domain.left() + (i + 0.5) * dx);
    }
    return s * dx;
  }

  /** The rate of b = b0 + b1 x is a quadratic, read off the operation at -1, 0, 1; then D4 must leave N(m, s) with mass 1. */
  private static Evidence gaussian(Implementation ops, double[] b) {
    double m = 0.3;
    double s = 0.6;
    double d = 0.9;
    double time = 0.7;
    double[] rate = new double[3];
    for (int j = 0; j < 3; j++) {
      double x = j - 1;
      rate[j] = ops.apply(new CorrectionRate(0, b[1], b[0] + b[1] * x, (x - m) / s));
    }
    double q = -(0.5 * (rate[0] + rate[2]) - rate[1]);
    double l = -0.5 * (rate[2] - rate[0]);
    double kappa = d / s - b[1];
    LinearQuadratic p =
        new LinearQuadratic(kappa, (d * m / s + b[0]) / kappa, 2 * d, q, l, -rate[1]);
    GaussianMeasure law = ops.apply(new WeightedGaussian(p, m, s, time));
    double worst = Math.abs(law.mean() - m);
    worst = Math.max(worst, Math.abs(law.variance() - s));
    worst = Math.max(worst, Math.abs(law.logMass()));
    // about a hundred roundings of terms of the size of log R and of nu^2 t^2, both below 20 here
    return Evidence.atMost(worst, Bounds.rounding(100, 20), "b = " + b[0] + " + " + b[1] + " x");
  }
}
