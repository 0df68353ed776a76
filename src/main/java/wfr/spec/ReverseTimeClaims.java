package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.model.Domain;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.operation.CorrectionOperations.ProductRate;
import wfr.operation.CorrectionOperations.WrongScoreRate;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims D8 and D9: correction terms of reverse-time densities, for products of them and for a wrong score. */
public final class ReverseTimeClaims {
  /** Beyond 1e6 times the data's variance v' = 2 p r2 v^2 carries it to infinity within a step. */
  private static final double EXPLODED = 1e6;

  /** What the two step sizes of the moments may differ by: a wrong derivative would widen its own bound. */
  private static final double RESOLVED = 1e-10;

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** D8: products and powers of reverse-time densities. */
  public static final Claim<double[]> D8 =
      Claim.exact(
          "D8",
          "Feynman-Kac correctors towards prod q_i^{a_i}; Gaussian data: E[w] = Z(c_0)/Z(c_T), and E[w^2] infinite for a = 2.5, 4, 8",
          EvidenceClass.D,
          Set.of(Group.CORRECTION),
          List.of(
              new double[] {1, 0},
              new double[] {1.5, 0},
              new double[] {0.6, 0.4},
              new double[] {2, 1.2}),
          (ops, a, seed) -> products(ops, a));

  /** D9: a wrong score. */
  public static final Claim<Double> D9 =
      Claim.exact(
          "D9",
          "A wrong score s + e with rate g^2 (div e + e.s) restores the data law of reverse time exactly",
          EvidenceClass.D,
          Set.of(Group.CORRECTION),
          List.of(0.4),
          (ops, size, seed) -> wrongScore(ops, size));

  private ReverseTimeClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D8, D9);
  }

  /** Ornstein-Uhlenbeck noising of a two-component mixture: log q_t, its slope, second and time derivative, in closed form. */
  private record Noised(double w, double m1, double s1, double m2, double s2) {
    static final Noised FIRST = new Noised(0.35, -1.2, 0.2, 0.8, 0.5);
    static final Noised SECOND = new Noised(0.6, 0.5, 0.3, 1.5, 0.15);

    /** {log q, s, s', d_t log q}. */
    double[] at(double x, double t) {
      double a = Math.exp(-0.5 * t);
      double[] total = new double[4];
      double[][] parts = {{w, m1, s1}, {1 - w, m2, s2}};
      for (double[] p : parts) {
        double v = p[2] * a * a + 1 - a * a;
        double vt = a * a * (1 - p[2]);
        double z = x - p[1] * a;
        double zt = 0.5 * p[1] * a;
        double n = p[0] * Math.exp(-0.5 * z * z / v) / Math.sqrt(2 * Math.PI * v);
        total[0] += n;
        total[1] += n * (-z / v);
        total[2] += n * (z * z / (v * v) - 1 / v);
        total[3] += n * (-z * zt / v + 0.5 * z * z * vt / (v * v) - 0.5 * vt / v);
      }
      double s = total[1] / total[0];
      return new double[] {Math.log(total[0]), s, total[2] / total[0] - s * s, total[3] / total[0]};
    }
  }

  private static Evidence products(Implementation ops, double[] a) {
    double worst = 0;
    double size = 1;
    for (int k = 0; k < 200; k++) {
      double x = -3 + 6.0 * k / 199;
      double t = 0.05 + 1.1 * (k % 17) / 17;
      double[] one = Noised.FIRST.at(x, t);
      double[] two = Noised.SECOND.at(x, t);
      double s = a[0] * one[1] + a[1] * two[1];
      double slope = a[0] * one[2] + a[1] * two[2];
      double inReverse = -(a[0] * one[3] + a[1] * two[3]);
      double b = 0.5 * x + s; // -f + g^2 sum a s, f = -x/2, g = 1
      double divB = 0.5 + slope;
      // (d_tau T - L* T)/T, T = prod q^a
      double exact = inReverse + divB + b * s - 0.5 * (slope + s * s);
      double found = ops.apply(new ProductRate(a, new double[] {one[1], two[1]}, -0.5, 1));
      worst = Math.max(worst, Math.abs(found - exact));
      size = Math.max(size, s * s + Math.abs(slope) + Math.abs(inReverse) + Math.abs(b * s));
    }
    Evidence residual =
        Evidence.atMost(
            worst,
            Bounds.rounding(60, size),
            "(d_t T - L* T)/T for T = prod q^a, a = " + a[0] + ", " + a[1]);
    return a[1] == 0 ? residual.worse(freeEnergy(ops, a[0])) : residual;
  }

  /** Annealed Gaussian data q^beta, c_0 = 0.3, T = 1.2, along the reverse SDE: moments of the weighted Gaussian law. */
  private static Evidence freeEnergy(Implementation ops, double beta) {
    double c0 = 0.3;
    double horizon = 1.2;
    double[] once = annealed(ops, beta, c0, horizon, 1, 4000);
    double[] half = annealed(ops, beta, c0, horizon, 1, 2000);
    double exact = 0.5 * (1 - beta) * Math.log(c0 / (1 + (c0 - 1) * Math.exp(-horizon)));
    double error = Math.abs(once[0] - half[0]) + 4000 * Bounds.ULP;
    Evidence e =
        Evidence.atMost(
                Math.abs(once[0] - exact), error, "log E[w] = log Z(c_0)/Z(c_T), a = " + beta)
            .worse(
                Evidence.atMost(
                    Math.abs(once[1] - c0 / beta),
                    Math.abs(once[1] - half[1]) + 4000 * Bounds.ULP,
                    "variance c_0/a at the end, a = " + beta))
            .worse(
                Evidence.atMost(
                    error + Math.abs(once[1] - half[1]),
                    RESOLVED,
                    "errors of the moments, a = " + beta));
    double explosions = 0;
    for (double power : new double[] {2.5, 4, 8}) {
      explosions += annealed(ops, power, c0, horizon, 2, 4000)[0] == INFINITE ? 1 : 0;
    }
    double infinite = Double.isFinite(annealed(ops, 1.5, c0, horizon, 2, 4000)[0]) ? 0 : 1;
    return e.worse(Evidence.atMost(3 - explosions, 0, "E[w^2] infinite for a = 2.5, 4, 8"))
        .worse(Evidence.atMost(infinite, 0, "E[w^2] finite for a = 1.5"));
  }

  /** {log E[w^p], variance} by Runge-Kutta; infinite after an explosion, and NaN of a rate that is none. The rate is a quadratic read off the operation at x = 0 and 1. */
  private static double[] annealed(
      Implementation ops, double beta, double c0, double horizon, int p, int steps) {
    double cT = 1 + (c0 - 1) * Math.exp(-horizon);
    double[] y = {0, cT / beta};
    double h = horizon / steps;
    for (int k = 0; k < steps; k++) {
      double t = k * h;
      double[] k1 = slope(ops, beta, c0, horizon, p, t, y, 0, y);
      double[] k2 = slope(ops, beta, c0, horizon, p, t + h / 2, y, h / 2, k1);
      double[] k3 = slope(ops, beta, c0, horizon, p, t + h / 2, y, h / 2, k2);
      double[] k4 = slope(ops, beta, c0, horizon, p, t + h, y, h, k3);
      for (int j = 0; j < 2; j++) {
        y[j] += h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
      }
      if (y[1] <= 0 || y[1] >= EXPLODED) {
        return new double[] {INFINITE, INFINITE};
      }
    }
    return y;
  }

  private static double[] slope(
      Implementation ops,
      double beta,
      double c0,
      double horizon,
      int p,
      double t,
      double[] y,
      double h,
      double[] k) {
    double v = y[1] + h * k[1];
    double c = 1 + (c0 - 1) * Math.exp(-(horizon - t));
    double r0 = ops.apply(new ProductRate(new double[] {beta}, new double[] {0}, -0.5, 1));
    double r2 =
        ops.apply(new ProductRate(new double[] {beta}, new double[] {-1 / c}, -0.5, 1)) - r0;
    return new double[] {p * (r0 + r2 * v), 2 * (0.5 - beta / c) * v + 1 + 2 * p * r2 * v * v};
  }

  /** Reverse time from q_T with the score s + e, weighted by the rate of the operation, ends in q at time horizon - time. */
  private static Evidence wrongScore(Implementation ops, double size) {
    double noisiest = 1.1;
    double time = 0.8;
    Noised q = Noised.FIRST;
    TimeField e = (x, t) -> size * Math.sin(x + 0.3 + t);
    TimeField divE = (x, t) -> size * Math.cos(x + 0.3 + t);
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion(
            (x, t) -> 0.5 * x + q.at(x, noisiest - t)[1] + e.at(x, t),
            (x, t) ->
                ops.apply(
                    new WrongScoreRate(1, divE.at(x, t), e.at(x, t), q.at(x, noisiest - t)[1])),
            0.5,
            CorrectionClaims.law(x -> q.at(x, noisiest)[0]),
            Domain.interval(-8, 8, Domain.Boundary.LINE));
    return CorrectionClaims.follows(
        ops,
        diffusion,
        x -> Math.exp(q.at(x, noisiest - time)[0]),
        1,
        time,
        "wrong score of a mixture");
  }
}
