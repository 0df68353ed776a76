package wfr.spec;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.UpdateLogWeights;
import wfr.statistics.MedianOfMeans;

/**
 * The law of the weighted Euler-Maruyama scheme for Gaussians in d dimensions, with log rho_t from the closed form: an unnormalised Gaussian z N(m, C) after every step. The weight is the
 * exponential of a quadratic, log factor(x) = a + b'x - x'Qx/2, which takes (z, m, C) to
 *   C' = (C^{-1} + Q)^{-1},   m' = C'(C^{-1} m + b),   log z' = log z + a + (log det C' - log det C + m'C'^{-1}m' - m'C^{-1}m)/2,
 * (with the old m in the last term), and the step is affine, x -> A x + c + S xi, so that m'' = A m' + c, C'' = A C' A' + S S'. A, c, S are read off the step, a, b, Q off the weight update of the implementation:
 * both are exact on affine and quadratic functions. E[w^2 f] has a, b, Q doubled.   Source: proofs-notes, E7N, D6N.
 */
final class SpaceSchemeLaw {
  /** Particles of D6N. */
  static final int COUNT = 400_000;

  /** Smallest error of an expectation found with probability 0.999: stated, and asserted before sampling. */
  static final double DETECTABLE = 0.12;

  /** Bound of E[w^2] at the horizon, used for the stated power; the check computes and asserts the scheme's. */
  static final double SECOND_MOMENT = 1.7;

  static final double TIME = 0.4;
  static final int STEPS = 16;

  /** Number of steps of the coarsest of {@link #LEVELS} runs of E7N. */
  private static final int COARSEST = 16;

  private static final int LEVELS = 5;

  private static final double[] WAVE = {0.5, -0.4, 0.7};
  private static final double[] NORMAL = {0.6, 0.3, -0.5};
  private static final double OFFSET = 0.1;

  private SpaceSchemeLaw() {}

  /** z N(m, C). */
  record Law(double logMass, RealVector mean, RealMatrix covariance) {}

  /** a + b'x - x'Qx/2. */
  record Quadratic(double a, RealVector b, RealMatrix q) {}

  /** A x + c + S xi. */
  record Affine(RealMatrix a, RealVector c, RealMatrix s) {}

  /** E7N: mean, covariance and mass against B7 for dt, dt/2, ...: order 1. */
  static Evidence convergence(Implementation ops, WfrProblem p) {
    GaussianLaw exact = ops.apply(GaussianFlow.of(p, TIME));
    double[] mean = new double[LEVELS];
    double[] covariance = new double[LEVELS];
    double[] mass = new double[LEVELS];
    for (int l = 0; l < LEVELS; l++) {
      Law law = law(ops, p, TIME, COARSEST << l, 1);
      mean[l] = law.mean().subtract(new ArrayRealVector(exact.mean())).getNorm();
      covariance[l] =
          law.covariance()
              .subtract(new Array2DRowRealMatrix(exact.covariance()))
              .getFrobeniusNorm();
      mass[l] = law.logMass();
    }
    return ConvergenceStudy.ofErrors(1, 1, mean)
        .evidence("mean of the scheme against the closed form in space")
        .worse(
            ConvergenceStudy.ofErrors(1, 1, covariance)
                .evidence("covariance of the scheme against the closed form in space"))
        .worse(
            ConvergenceStudy.ofErrors(1, 1, mass)
                .evidence("log E[w] of the scheme in space, towards 0"));
  }

  /** The law after equal steps of an implementation, E[w^power f(X)]. */
  static Law law(Implementation ops, WfrProblem p, double time, int steps, int power) {
    GaussianLaw start = (GaussianLaw) p.initial();
    double dt = time / steps;
    Affine move = move(ops, p, dt);
    Law law =
        new Law(0, new ArrayRealVector(start.mean()), new Array2DRowRealMatrix(start.covariance()));
    for (int n = 0; n < steps; n++) {
      Quadratic f = factor(ops, p, n * dt, dt);
      law = moved(weighted(law, f, power), move);
    }
    return law;
  }

  static Law moved(Law law, Affine move) {
    return new Law(
        law.logMass(),
        move.a().operate(law.mean()).add(move.c()),
        move.a()
            .multiply(law.covariance())
            .multiply(move.a().transpose())
            .add(move.s().multiply(move.s().transpose())));
  }

  static Law weighted(Law law, Quadratic f, int power) {
    LUDecomposition old = new LUDecomposition(law.covariance());
    RealMatrix precision = old.getSolver().getInverse();
    RealVector linear = precision.operate(law.mean());
    RealMatrix newPrecision = precision.add(f.q().scalarMultiply(power));
    LUDecomposition lu = new LUDecomposition(newPrecision);
    RealMatrix covariance = lu.getSolver().getInverse();
    RealVector newLinear = linear.add(f.b().mapMultiply(power));
    RealVector mean = covariance.operate(newLinear);
    double logMass =
        law.logMass()
            + power * f.a()
            - 0.5 * Math.log(lu.getDeterminant() * old.getDeterminant())
            + 0.5 * (mean.dotProduct(newLinear) - law.mean().dotProduct(linear));
    return new Law(logMass, mean, covariance);
  }

  /** The step at the origin, at the unit vectors and for unit noise. */
  static Affine move(Implementation ops, WfrProblem p, double dt) {
    int d = p.dimension();
    double[][] x = new double[d][2 * d + 1];
    double[][] noise = new double[d][2 * d + 1];
    for (int k = 0; k < d; k++) {
      x[k][1 + k] = 1;
      noise[k][1 + d + k] = 1;
    }
    double[][] to =
        ops.apply(
            new SdeStep(
                Integrator.EULER_MARUYAMA, p.potential(), p.diffusivity(), dt, x, noise, noise));
    double[] c = new double[d];
    double[][] a = new double[d][d];
    double[][] s = new double[d][d];
    for (int k = 0; k < d; k++) {
      c[k] = to[k][0];
      for (int l = 0; l < d; l++) {
        a[k][l] = to[k][1 + l] - c[k];
        s[k][l] = to[k][1 + d + l] - c[k];
      }
    }
    return new Affine(
        new Array2DRowRealMatrix(a), new ArrayRealVector(c), new Array2DRowRealMatrix(s));
  }

  /** The logarithm of the weight factor of a step that begins at a time, from its values at 0, e_k and e_k + e_l, and at -e_k. */
  private static Quadratic factor(Implementation ops, WfrProblem p, double time, double dt) {
    int d = p.dimension();
    GaussianLaw rho = ops.apply(GaussianFlow.of(p, time));
    int points = points(d);
    double[] logRho = new double[points];
    double[] v = new double[points];
    for (int i = 0; i < points; i++) {
      double[] x = point(i, d);
      logRho[i] = rho.logDensity(x);
      v[i] = p.potential().value(x);
    }
    double[] f =
        ops.apply(
                new UpdateLogWeights(
                    Weights.of(new double[points]),
                    logRho,
                    v,
                    meanLogRatio(rho, p),
                    p.reactionRate(),
                    dt))
            .log();
    return read(f, d);
  }

  /** The quadratic of its values at the points. */
  static Quadratic read(double[] f, int d) {
    double[] b = new double[d];
    double[][] q = new double[d][d];
    for (int k = 0; k < d; k++) {
      b[k] = 0.5 * (f[1 + k] - f[1 + d + k]);
      for (int l = 0; l < d; l++) {
        q[k][l] = f[1 + k] + f[1 + l] - f[1 + 2 * d + k * d + l] - f[0];
      }
    }
    return new Quadratic(f[0], new ArrayRealVector(b), new Array2DRowRealMatrix(q));
  }

  /** Number of points that determine a quadratic here. */
  static int points(int d) {
    return 1 + 2 * d + d * d;
  }

  static double[] point(int i, int d) {
    double[] x = new double[d];
    if (i > 2 * d) {
      x[(i - 1 - 2 * d) / d] += 1;
      x[(i - 1 - 2 * d) % d] += 1;
    } else if (i > 0) {
      x[(i - 1) % d] = i <= d ? 1 : -1;
    }
    return x;
  }

  /** E_rho(log rho + V) of a Gaussian rho: entropy and the mean of a quadratic. */
  private static double meanLogRatio(GaussianLaw rho, WfrProblem p) {
    int d = p.dimension();
    double[] m = rho.mean();
    double sum = rho.logDensity(m) - 0.5 * d + p.potential().value(m);
    double[][] c = rho.covariance();
    double[][] precision = ((GaussianLaw) p.potential()).precision();
    for (int k = 0; k < d; k++) {
      for (int l = 0; l < d; l++) {
        sum += 0.5 * precision[k][l] * c[l][k];
      }
    }
    return sum;
  }

  /** D6N: one population with oracle weights against that law. */
  static Evidence particles(Implementation ops, int count, long seed, double alpha) {
    return Evidence.powered(
        new MedianOfMeans(SECOND_MOMENT).detectable(count, alpha, FiniteSample.BETA),
        DETECTABLE,
        () -> sampled(ops, count, seed, alpha));
  }

  /** E[w^k] of the scheme. */
  static double moment(int k) {
    return Math.exp(DEFINITION.law(SpaceProblem.space(), k).logMass());
  }

  static Evidence sampled(Implementation ops, int count, long seed, double alpha) {
    WfrProblem p = SpaceProblem.space();
    Law law = DEFINITION.law(p, 1);
    double second = moment(2);
    if (!(second <= SECOND_MOMENT)) {
      return Evidence.inconclusive(second, SECOND_MOMENT, "E[w^2] of the scheme in space");
    }
    ParticleSettings settings =
        new ParticleSettings(
            count,
            TIME / STEPS,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Oracle(),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
            seed);
    List<WeightedSample> run =
        ops.apply(new ParticleRun(p, settings, new double[] {TIME})).samples();
    WeightedSample sample = run.get(0);
    double[] w = Arrays.stream(sample.logWeights()).map(Math::exp).toArray();
    double[] wave = new double[w.length];
    double[] side = new double[w.length];
    double[][] x = {sample.coordinate(0), sample.coordinate(1), sample.coordinate(2)};
    for (int i = 0; i < w.length; i++) {
      double phase = 0;
      double across = 0;
      for (int k = 0; k < x.length; k++) {
        phase += WAVE[k] * x[k][i];
        across += NORMAL[k] * x[k][i];
      }
      wave[i] = w[i] * Math.sin(phase);
      side[i] = across > OFFSET ? w[i] : 0;
    }
    double z = Math.exp(law.logMass());
    RealVector a = new ArrayRealVector(WAVE);
    RealVector n = new ArrayRealVector(NORMAL);
    RealMatrix c = law.covariance();
    double sine = WeightedGaussianLaw.sine(z, a.dotProduct(law.mean()), a.dotProduct(c.operate(a)));
    double beyond =
        WeightedGaussianLaw.beyond(OFFSET, z, n.dotProduct(law.mean()), n.dotProduct(c.operate(n)));
    double radius = FiniteSample.medianOfMeans(count, second, alpha);
    return distance(w, z, FiniteSample.medianOfMeans(count, second - z * z, alpha), alpha, "E[w]")
        .worse(distance(wave, sine, radius, alpha, "E[w sin(a.X)]"))
        .worse(distance(side, beyond, radius, alpha, "E[w 1(n.X > 0.1)]"))
        .worse(FiniteSample.particles(run, count, "space"));
  }

  private static Evidence distance(
      double[] draws, double expected, double radius, double alpha, String what) {
    return Evidence.atMost(
        Math.abs(FiniteSample.medianOfMeans(draws, alpha) - expected),
        radius,
        what + " in space against the law of the scheme, " + expected);
  }

  /** The scheme as its definition states it, for particles of any implementation. */
  static final Definition DEFINITION = new Definition();

  /** Euler-Maruyama and the frozen weight, on the closed form. */
  static final class Definition {
    Law law(WfrProblem p, int power) {
      GaussianLaw target = (GaussianLaw) p.potential();
      GaussianLaw start = (GaussianLaw) p.initial();
      double dt = TIME / STEPS;
      RealMatrix precision = new Array2DRowRealMatrix(target.precision());
      RealMatrix one =
          org.apache.commons.math3.linear.MatrixUtils.createRealIdentityMatrix(p.dimension());
      RealMatrix drift = precision.scalarMultiply(p.diffusivity() * dt);
      Affine move =
          new Affine(
              one.subtract(drift),
              drift.operate(new ArrayRealVector(target.mean())),
              one.scalarMultiply(Math.sqrt(2 * p.diffusivity() * dt)));
      Law law =
          new Law(
              0, new ArrayRealVector(start.mean()), new Array2DRowRealMatrix(start.covariance()));
      for (int n = 0; n < STEPS; n++) {
        law = moved(weighted(law, quadratic(p, n * dt, dt), power), move);
      }
      return law;
    }

    /** -lambda dt (log rho + V - E(log rho + V)), rho the closed form, by its matrices. */
    private Quadratic quadratic(WfrProblem p, double time, double dt) {
      GaussianLaw target = (GaussianLaw) p.potential();
      GaussianLaw rho =
          new wfr.exact.GaussianFlowNd(
                  target, (GaussianLaw) p.initial(), p.reactionRate(), p.diffusivity())
              .law(time);
      double rate = p.reactionRate() * dt;
      RealMatrix mine = new Array2DRowRealMatrix(rho.precision());
      RealMatrix its = new Array2DRowRealMatrix(target.precision());
      RealVector linear =
          its.operate(new ArrayRealVector(target.mean()))
              .subtract(mine.operate(new ArrayRealVector(rho.mean())));
      double[] origin = new double[p.dimension()];
      double constant = rho.logDensity(origin) + target.value(origin) - meanLogRatio(rho, p);
      return new Quadratic(
          -rate * constant, linear.mapMultiply(rate), its.subtract(mine).scalarMultiply(rate));
    }
  }
}
