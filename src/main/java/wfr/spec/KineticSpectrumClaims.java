package wfr.spec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import wfr.math.Estimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.OperatorOperations.KineticSpectrum;
import wfr.operation.OperatorOperations.Spectrum;

/** Claim F6: the spectrum of the kinetic generator. */
public final class KineticSpectrumClaims {
  private static final int DEGREE = 24;

  /** Share of the smallest difference that truncation may have: it moves the last rate by at most log2(1.05) = 0.07. */
  private static final double TRUNCATION = 0.05;

  /** What rounding may do to an eigenvalue of the ladder, of neighbours at least 0.1 apart. */
  private static final double RESOLVED = 1e-9;

  /**
   * A target and the coefficients of its kinetic equation.
   *
   * @param potential V
   * @param variance variance of pi if it is Gaussian, else 0
   * @param friction g; for the overdamped limit the smallest one
   * @param lambda reaction rate
   */
  public record Kinetic(Interval potential, double variance, double friction, double lambda) {}

  /**
   * pi on an interval.
   *
   * @param potential V
   * @param lower left end
   * @param upper right end
   */
  public record Interval(Potential potential, double lower, double upper) {}

  /** F6. */
  public static final Claim<Kinetic> F6 =
      Claim.exact(
          "F6",
          "Kinetic generator: n_1 m_1 + n_2 m_2 + lambda for N(0, s), g nu_1 -> mu_1 of the overdamped one at the rate g^-2",
          EvidenceClass.D,
          Set.of(Group.KINETIC_SPECTRUM, Group.SPECTRUM, Group.DISCRETISATION),
          List.of(
              new Kinetic(harmonic(0.7), 0.7, 3, 0.5),
              new Kinetic(harmonic(1.6), 1.6, 0.9, 0),
              new Kinetic(
                  new Interval(PolynomialPotential.doubleWell(2, 0.3), -3.2, 3.2), 0, 12, 0)),
          (ops, i, seed) -> i.variance() > 0 ? ladder(ops, i) : overdamped(ops, i));

  private KineticSpectrumClaims() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(F6);
  }

  private static Interval harmonic(double s) {
    double edge = 11 * Math.sqrt(s);
    return new Interval(new PolynomialPotential(0, 0, 0.5 / s), -edge, edge);
  }

  /** All n_1 m_1 + n_2 m_2 of degree up to 4, which the polynomials of that degree contain exactly. */
  private static Evidence ladder(Implementation ops, Kinetic i) {
    int degree = 4;
    double g = i.friction();
    double discriminant = g * g / 4 - 1 / i.variance();
    double root = Math.sqrt(Math.abs(discriminant));
    double[][] m =
        discriminant > 0
            ? new double[][] {{g / 2 - root, 0}, {g / 2 + root, 0}}
            : new double[][] {{g / 2, -root}, {g / 2, root}};
    int size = (degree + 1) * (degree + 2) / 2;
    double[][] expected = new double[size][];
    int k = 0;
    for (int total = 0; total <= degree; total++) {
      for (int n = 0; n <= total; n++) {
        expected[k++] =
            new double[] {
              n * m[0][0] + (total - n) * m[1][0] + (total == 0 ? 0 : i.lambda()),
              n * m[0][1] + (total - n) * m[1][1]
            };
      }
    }
    double[][] found =
        ops.apply(
            new KineticSpectrum(
                i.potential().potential(),
                i.potential().lower(),
                i.potential().upper(),
                g,
                i.lambda(),
                degree,
                size));
    double worst = found.length == size ? 0 : Double.NaN;
    for (double[] z : expected) {
      double nearest =
          Arrays.stream(found)
              .mapToDouble(f -> Math.hypot(f[0] - z[0], f[1] - z[1]))
              .min()
              .orElse(Double.NaN);
      worst = Math.max(worst, nearest);
    }
    for (double[] f : found) {
      double nearest =
          Arrays.stream(expected)
              .min(Comparator.comparingDouble(z -> Math.hypot(f[0] - z[0], f[1] - z[1])))
              .map(z -> Math.hypot(f[0] - z[0], f[1] - z[1]))
              .orElse(Double.NaN);
      worst = Math.max(worst, nearest);
    }
    // Eigenvectors of degree d are d-fold products of the two of degree 1: their condition is its
    // d-th power.
    double norm = degree * (g + 1 / Math.sqrt(i.variance())) + i.lambda();
    double bound =
        Bounds.rounding(size, norm) * Math.pow(condition(m, 1 / Math.sqrt(i.variance())), degree);
    return Evidence.atMost(
            worst, bound, "eigenvalues of degree up to 4; s = " + i.variance() + ", g = " + g)
        .worse(Evidence.atMost(bound, RESOLVED, "what rounding may do to them"));
  }

  /** Condition of the unit eigenvectors (w, -m)/|.| of the matrix ((0, -w), (w, g)) of degree 1. */
  private static double condition(double[][] m, double w) {
    double[] norm = new double[2];
    for (int j = 0; j < 2; j++) {
      norm[j] = Math.sqrt(w * w + m[j][0] * m[j][0] + m[j][1] * m[j][1]);
    }
    // (w, m_1) . (w, conj m_2)
    double re = w * w + m[0][0] * m[1][0] + m[0][1] * m[1][1];
    double im = m[0][1] * m[1][0] - m[0][0] * m[1][1];
    double cosine = Math.hypot(re, im) / (norm[0] * norm[1]);
    return Math.sqrt((1 + cosine) / (1 - cosine));
  }

  /** mu_1 - g nu_1(g) for g, 2g, 4g, 8g falls with order 2; mu_1 from the finite volumes. */
  private static Evidence overdamped(Implementation ops, Kinetic i) {
    Interval p = i.potential();
    WfrProblem problem =
        new WfrProblem(
            p.potential(),
            GaussianLaw.of(0, 1),
            Domain.interval(p.lower(), p.upper(), Domain.Boundary.NO_FLUX),
            0,
            1);
    Estimate mu = ops.apply(new Spectrum(problem, 128, 2))[1];
    double[] missing = new double[4];
    double truncation = 0;
    for (int l = 0; l < missing.length; l++) {
      double g = i.friction() * (1 << l);
      double[][] slowest =
          ops.apply(
              new KineticSpectrum(p.potential(), p.lower(), p.upper(), g, i.lambda(), DEGREE, 2));
      double nu = slowest[1][0];
      double[][] fewer =
          ops.apply(
              new KineticSpectrum(
                  p.potential(), p.lower(), p.upper(), g, i.lambda(), DEGREE - 4, 2));
      missing[l] = mu.value() - g * nu;
      for (int k = 0; k < slowest.length; k++) {
        double change = Math.hypot(slowest[k][0] - fewer[k][0], slowest[k][1] - fewer[k][1]);
        truncation = Math.max(truncation, g * change);
      }
      // the constants, and a real rate: what is not zero there is an error like the truncation's
      double zero = Math.hypot(slowest[0][0], slowest[0][1]) + Math.abs(slowest[1][1]);
      truncation = Math.max(truncation, g * zero);
    }
    double last = Math.abs(missing[missing.length - 1]);
    return ConvergenceStudy.ofErrors(2, 2, missing)
        .evidence("mu_1 - g nu_1 for g = 12 ... 96")
        .worse(
            Evidence.atMost(
                (truncation + mu.error()) / last,
                TRUNCATION,
                "truncation and the error of mu_1, relative to the smallest difference"));
  }
}
