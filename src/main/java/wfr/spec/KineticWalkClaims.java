package wfr.spec;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.operation.ClosedFormOperations.LinearDriftFlow;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticStep;
import wfr.operation.KineticOperations.KineticWalk;
import wfr.statistics.EmpiricalBernstein;

/** Claims D11B and D11S: the kinetic integrator in law, and weighted kinetic walkers with the oracle of the closed form. */
public final class KineticWalkClaims {
  /** The 2^10-th power of a contraction that forgets a start to a thousandth has a spectral radius below 1. */
  private static final double FORGOTTEN = 1e-3;

  static final double ALPHA = 1e-9;
  static final int POPULATIONS = 20_000;
  private static final int COUNT = 8;
  private static final int STEPS = 8;

  /** Largest standard deviation of one population in units of the largest possible value, on which the power rests. */
  private static final EmpiricalBernstein TEST = new EmpiricalBernstein(0.12);

  /** Smallest bias in those units found with probability 0.999. */
  static final double DETECTABLE = 0.015;

  private static final double STIFFNESS = 2;
  private static final double FRICTION = 0.9;
  private static final double LAMBDA = 1.2;
  private static final double TIME = 0.8;
  private static final GaussianLaw TARGET = KineticClaims.thermal(0.4, STIFFNESS);

  /** C_0 - G is positive definite, so h is bounded below and the weights are bounded. */
  private static final GaussianLaw START =
      new GaussianLaw(new double[] {-0.1, 0.4}, new double[][] {{1.1, 0.25}, {0.25, 1.4}});

  /** f(z) = (1 + cos(b.z + 0.5))/2. */
  private static final double[] WAVE = {1.1, -0.7};

  private static final double PHASE = 0.5;

  /** D11B. */
  public static final Claim<double[]> D11B =
      Claim.exact(
          "D11B",
          "BAOAB in a harmonic well: stationary variance of the position exact for every step, of the velocity 1 - k dt^2/4, covariance 0",
          EvidenceClass.L,
          Set.of(Group.KINETIC_PARTICLES),
          List.of(new double[] {2, 0.9, 0.3}, new double[] {1, 2, 1.2}, new double[] {4, 0.2, 0.8}),
          (ops, i, seed) -> stationary(ops, i));

  /** D11S. */
  public static final Claim<Double> D11S =
      new Claim<>(
          "D11S",
          "Weighted kinetic walkers with the closed form's h: law of the scheme of order 2, walkers unbiased for it, and E[w f] = int f rho_t",
          EvidenceClass.S,
          Set.of(Group.KINETIC_PARTICLES, Group.KINETIC_CLOSED),
          ALPHA,
          DETECTABLE,
          List.of(LAMBDA),
          (ops, lambda, seed) -> walkers(ops, POPULATIONS, seed));

  private KineticWalkClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D11B, D11S);
  }

  /** One step in the well as an affine map z -> T z + c + s xi, read off the operation. */
  private record Affine(RealMatrix t, RealVector c, RealVector s) {
    static Affine of(
        Implementation ops, double mean, double stiffness, double friction, double dt) {
      // columns: origin, e_1, e_2, origin with noise
      double[][] z =
          ops.apply(
              new KineticStep(
                  GaussianLaw.of(mean, 1 / stiffness),
                  friction,
                  dt,
                  new double[] {0, 1, 0, 0},
                  new double[] {0, 0, 1, 0},
                  new double[] {0, 0, 0, 1}));
      double[][] t = new double[2][2];
      double[] s = new double[2];
      double[] c = new double[2];
      for (int i = 0; i < 2; i++) {
        c[i] = z[i][0];
        t[i][0] = z[i][1] - c[i];
        t[i][1] = z[i][2] - c[i];
        s[i] = z[i][3] - c[i];
      }
      return new Affine(
          new Array2DRowRealMatrix(t, false),
          new ArrayRealVector(c, false),
          new ArrayRealVector(s, false));
    }

    RealMatrix push(RealMatrix covariance) {
      return t.multiply(covariance).multiply(t.transpose()).add(s.outerProduct(s));
    }
  }

  /** diag(1/k, 1 - k dt^2/4) is a fixed point of C -> T C T' + s s', the only one as T contracts. */
  private static Evidence stationary(Implementation ops, double[] i) {
    Affine step = Affine.of(ops, 0, i[0], i[1], i[2]);
    RealMatrix c =
        new Array2DRowRealMatrix(
            new double[][] {{1 / i[0], 0}, {0, 1 - i[0] * i[2] * i[2] / 4}}, false);
    double worst = 0;
    RealMatrix next = step.push(c);
    for (int r = 0; r < 2; r++) {
      for (int s = 0; s < 2; s++) {
        worst = Math.max(worst, Math.abs(next.getEntry(r, s) - c.getEntry(r, s)));
      }
    }
    RealMatrix power = step.t();
    for (int k = 0; k < 10; k++) {
      power = power.multiply(power);
    }
    String what = "k = " + i[0] + ", g = " + i[1] + ", dt = " + i[2];
    return Evidence.atMost(
            worst, Bounds.rounding(40, i[0]), "T C T' + s s' - C at the stated C; " + what)
        .worse(
            Evidence.atMost(power.getFrobeniusNorm(), FORGOTTEN, "|T^1024|: T contracts; " + what));
  }

  /** h_t less its mean, a quadratic: (z'Qz)/2 - l.z + c. */
  private record LogRatio(RealMatrix q, RealVector l, double c) {
    static LogRatio of(Implementation ops, double time) {
      GaussianLaw law =
          ops.apply(
              new LinearDriftFlow(
                  KineticClaims.kinetic(STIFFNESS, FRICTION), TARGET, START, LAMBDA, time));
      RealMatrix m = new Array2DRowRealMatrix(TARGET.precision());
      RealMatrix p = new Array2DRowRealMatrix(law.precision());
      RealVector mean = new ArrayRealVector(law.mean());
      RealMatrix q = m.subtract(p);
      RealVector l = m.operate(new ArrayRealVector(TARGET.mean())).subtract(p.operate(mean));
      double expected =
          0.5 * q.multiply(new Array2DRowRealMatrix(law.covariance())).getTrace()
              + 0.5 * mean.dotProduct(q.operate(mean))
              - l.dotProduct(mean);
      return new LogRatio(q, l, -expected);
    }

    double at(double x, double v) {
      return 0.5
              * (q.getEntry(0, 0) * x * x + 2 * q.getEntry(0, 1) * x * v + q.getEntry(1, 1) * v * v)
          - l.getEntry(0) * x
          - l.getEntry(1) * v
          + c;
    }

    double least() {
      RealVector z = new LUDecomposition(q).getSolver().solve(l);
      return at(z.getEntry(0), z.getEntry(1));
    }
  }

  /** Largest possible weight: h at its minimum all the time. */
  static double largest(Implementation ops, int steps) {
    double dt = TIME / steps;
    double gain = 0;
    for (int k = 0; k <= steps; k++) {
      gain -= LAMBDA * LogRatio.of(ops, k * dt).least() * dt * (k == 0 || k == steps ? 0.5 : 1);
    }
    return Math.exp(gain);
  }

  static Evidence walkers(Implementation ops, int populations, long seed) {
    return Evidence.powered(
        TEST.detectable(populations, ALPHA, FiniteSample.BETA),
        DETECTABLE,
        () -> sampled(ops, populations, seed));
  }

  /** What the average of one population estimates, in units of the largest possible weight. */
  static double expected(Implementation ops) {
    return scheme(ops, STEPS)[1] / largest(ops, STEPS);
  }

  static Evidence sampled(Implementation ops, int populations, long seed) {
    GaussianLaw end =
        ops.apply(
            new LinearDriftFlow(
                KineticClaims.kinetic(STIFFNESS, FRICTION), TARGET, START, LAMBDA, TIME));
    double exact =
        wave(new ArrayRealVector(end.mean()), new Array2DRowRealMatrix(end.covariance()));
    double[] errors = new double[4];
    double[] masses = new double[4];
    for (int l = 0; l < errors.length; l++) {
      double[] scheme = scheme(ops, 8 << l);
      errors[l] = scheme[1] - exact;
      masses[l] = scheme[0] - 1;
    }
    double dt = TIME / STEPS;
    LogRatio[] known = new LogRatio[STEPS + 1];
    for (int k = 0; k <= STEPS; k++) {
      known[k] = LogRatio.of(ops, k * dt);
    }
    double largest = largest(ops, STEPS);
    ParticleSettings settings =
        new ParticleSettings(
            COUNT,
            dt,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(0),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.95),
            seed);
    KineticDiffusion diffusion =
        new KineticDiffusion(
            GaussianLaw.of(0.4, 1 / STIFFNESS),
            FRICTION,
            (x, v, t) -> -LAMBDA * known[(int) Math.round(t / dt)].at(x, v));
    List<WeightedSample> run =
        IntStream.range(0, populations)
            .mapToObj(
                r ->
                    ops.apply(
                            new KineticWalk(
                                diffusion, START, null, settings, new double[] {TIME}, r))
                        .samples()
                        .get(0))
            .toList();
    double[] found = run.stream().mapToDouble(s -> average(s) / largest).toArray();
    return ConvergenceStudy.ofErrors(2, 2, errors)
        .evidence("E[w f] of the scheme to int f rho_t")
        .worse(ConvergenceStudy.ofErrors(2, 2, masses).evidence("E[w] of the scheme to 1"))
        .worse(
            FiniteSample.mean(
                found,
                populations,
                expected(ops),
                TEST,
                ALPHA,
                "populations of walkers against the law of their scheme, in units of " + largest))
        .worse(FiniteSample.particles(run, COUNT, "walkers"));
  }

  static double average(WeightedSample s) {
    double[] x = s.coordinate(0);
    double[] v = s.coordinate(1);
    double[] l = s.logWeights();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(l[i]) * 0.5 * (1 + Math.cos(WAVE[0] * x[i] + WAVE[1] * v[i] + PHASE));
    }
    return sum / x.length;
  }

  /** E f under N(m, C). */
  private static double wave(RealVector m, RealMatrix c) {
    RealVector b = new ArrayRealVector(WAVE);
    return 0.5
        * (1 + Math.exp(-0.5 * b.dotProduct(c.operate(b))) * Math.cos(b.dotProduct(m) + PHASE));
  }

  /** {E[w], E[w f]} of the time-discrete scheme: its weighted law stays Gaussian. */
  private static double[] scheme(Implementation ops, int steps) {
    double dt = TIME / steps;
    Affine step = Affine.of(ops, 0.4, STIFFNESS, FRICTION, dt);
    RealVector m = new ArrayRealVector(START.mean());
    RealMatrix c = new Array2DRowRealMatrix(START.covariance());
    double logMass = 0;
    for (int k = 0; k <= 2 * steps - 1; k++) {
      // e^{-(lambda dt/2) (z'Qz/2 - l.z + c)} times N(m, C)
      LogRatio h = LogRatio.of(ops, (k + 1) / 2 * dt);
      double a = 0.5 * LAMBDA * dt;
      RealMatrix p = inverse(c);
      RealMatrix tilted = p.add(h.q().scalarMultiply(a));
      RealMatrix covariance = inverse(tilted);
      RealVector force = p.operate(m).add(h.l().mapMultiply(a));
      RealVector mean = covariance.operate(force);
      logMass +=
          0.5 * Math.log(determinant(covariance) / determinant(c))
              + 0.5 * (mean.dotProduct(force) - m.dotProduct(p.operate(m)))
              - a * h.c();
      m = mean;
      c = covariance;
      if (k % 2 == 0) {
        m = step.t().operate(m).add(step.c());
        c = step.push(c);
      }
    }
    return new double[] {Math.exp(logMass), Math.exp(logMass) * wave(m, c)};
  }

  private static double determinant(RealMatrix a) {
    return new LUDecomposition(a).getDeterminant();
  }

  private static RealMatrix inverse(RealMatrix a) {
    return MatrixUtils.inverse(a);
  }
}
