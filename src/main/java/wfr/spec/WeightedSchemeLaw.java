package wfr.spec;

import java.util.Arrays;
import wfr.math.Estimate;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.UpdateLogWeights;
import wfr.statistics.EmpiricalBernstein;

/**
 * The mean-field law of the weighted Euler-Maruyama scheme, without noise. One step takes the law q to
 *   q* = law of X - D V'(X) dt + sqrt(2 D dt) xi,   q' = q* exp(-lambda dt (log q* + V - E_{q*}[log q* + V])),
 * the second factor read off the weight update of the implementation (its E[w] is 1 + O(dt^2), kept, not divided out).
 * Two statements: q_n / mass converges to the PDE's solution at order 1 in dt; and independent particles carrying the weights of the
 * oracle log q*_n reproduce the histogram of q_n.
 * Instance: an asymmetric double well with the start in the wrong one, so that the reaction carries the mass.
 * Source: proofs-notes, E7, E7S.
 */
final class WeightedSchemeLaw {
  /** Particles of E7S. */
  static final int COUNT = 400_000;

  /** Histogram edges of E7S. */
  static final int EDGES = 24;

  /** Largest weight of E7S, from the law (asserted). */
  static final double LARGEST_WEIGHT = 12;

  /** Smallest error of a probability found with probability 0.999: stated, and asserted before sampling. */
  static final double DETECTABLE = 0.0195;

  /** Second moment of the weights of E7S, from the law (asserted). */
  static final double SECOND_MOMENT = 1.25;

  /** Error of quadrature and interpolation in a probability (asserted by halving the grid). */
  static final double QUADRATURE = 2e-5;

  private static final double LOWER = -4.2;
  private static final double UPPER = 3.8;
  private static final int NODES = 640;
  static final int STEPS = 25;
  private static final double TIME = 0.5;

  private WeightedSchemeLaw() {}

  private static WfrProblem problem() {
    return new WfrProblem(
        PolynomialPotential.doubleWell(1.5, 0.4),
        GaussianLaw.of(0.5, 0.25),
        Domain.interval(LOWER, UPPER, Domain.Boundary.LINE),
        1.4,
        0.9);
  }

  /** One step of the scheme: its map for a given noise, and its weights. */
  interface Scheme {
    double[] step(double dt, double[] x, double noise);

    double mean(double[] logMass, double[] logRho, double[] v);

    double[] logFactor(double[] logRho, double[] v, double mean, double dt);
  }

  /** As an implementation has it. */
  static Scheme of(Implementation ops) {
    return new Scheme() {
      @Override
      public double[] step(double dt, double[] x, double noise) {
        double[] xi = new double[x.length];
        Arrays.fill(xi, noise);
        return ops.apply(
                new SdeStep(
                    Integrator.EULER_MARUYAMA,
                    problem().potential(),
                    problem().diffusivity(),
                    dt,
                    x,
                    xi,
                    new double[x.length]))[0];
      }

      @Override
      public double mean(double[] logMass, double[] logRho, double[] v) {
        return ops.apply(new MeanLogRatio(Weights.of(logMass), logRho, v));
      }

      @Override
      public double[] logFactor(double[] logRho, double[] v, double mean, double dt) {
        return ops.apply(
                new UpdateLogWeights(
                    Weights.of(new double[v.length]),
                    logRho,
                    v,
                    mean,
                    problem().reactionRate(),
                    dt))
            .log();
      }
    };
  }

  /** As its definition states it. */
  static final Scheme DEFINITION =
      new Scheme() {
        @Override
        public double[] step(double dt, double[] x, double noise) {
          double d = problem().diffusivity();
          return Arrays.stream(x)
              .map(y -> y - d * dt * problem().potential().derivative(y))
              .map(y -> y + Math.sqrt(2 * d * dt) * noise)
              .toArray();
        }

        @Override
        public double mean(double[] logMass, double[] logRho, double[] v) {
          double sum = 0;
          double mass = 0;
          for (int i = 0; i < v.length; i++) {
            mass += Math.exp(logMass[i]);
            sum += Math.exp(logMass[i]) * (logRho[i] + v[i]);
          }
          return sum / mass;
        }

        @Override
        public double[] logFactor(double[] logRho, double[] v, double mean, double dt) {
          double[] l = new double[v.length];
          Arrays.setAll(l, i -> -problem().reactionRate() * dt * (logRho[i] + v[i] - mean));
          return l;
        }
      };

  /** The law after every step, and what a particle needs to follow it. */
  record Path(SchemeLaw[] law, SchemeLaw[] transported, double[] mean, double dt) {}

  static Path path(Scheme scheme, int steps, int nodes) {
    WfrProblem p = problem();
    double dt = TIME / steps;
    SchemeLaw[] law = new SchemeLaw[steps + 1];
    SchemeLaw[] transported = new SchemeLaw[steps + 1];
    double[] mean = new double[steps + 1];
    law[0] = SchemeLaw.initial(p, LOWER, UPPER, nodes);
    double[] x = law[0].nodes();
    double[] v = potential(x);
    double[] moved = scheme.step(dt, x, 0);
    double noise = SchemeLaw.noise(moved, scheme.step(dt, x, 1));
    for (int k = 1; k <= steps; k++) {
      transported[k] = law[k - 1].push(moved, noise, 1);
      double[] logRho = logRelative(transported[k]);
      double[] logMass = new double[nodes];
      for (int i = 0; i < nodes; i++) {
        logMass[i] = logRho[i] + Math.log(transported[k].width());
      }
      mean[k] = scheme.mean(logMass, finite(logRho), v);
      double[] factor =
          Arrays.stream(scheme.logFactor(finite(logRho), v, mean[k], dt)).map(Math::exp).toArray();
      law[k] = transported[k].times(factor);
    }
    return new Path(law, transported, mean, dt);
  }

  /** log of the normalised density. */
  static double[] logRelative(SchemeLaw law) {
    double logTotal = Math.log(law.total());
    double[] l = law.logDensity();
    for (int i = 0; i < l.length; i++) {
      l[i] -= logTotal;
    }
    return l;
  }

  /** Empty nodes carry no mass, whatever their logarithm. */
  private static double[] finite(double[] l) {
    return Arrays.stream(l).map(y -> y == Double.NEGATIVE_INFINITY ? -745 : y).toArray();
  }

  private static double[] potential(double[] x) {
    return Arrays.stream(x).map(problem().potential()::value).toArray();
  }

  /** E[X], E[cos X] and E[X^2] of the normalised law at the end, and the logarithm of its mass. */
  static double[] figures(SchemeLaw law) {
    double[] x = law.nodes();
    double total = law.total();
    return new double[] {
      law.expectation(x) / total,
      law.expectation(Arrays.stream(x).map(Math::cos).toArray()) / total,
      law.expectation(Arrays.stream(x).map(y -> y * y).toArray()) / total,
      Math.log(total)
    };
  }

  /** The same of the PDE, whose mass is 1 and stays so. */
  static Estimate[] ofPde(Implementation ops) {
    Estimate[] three = SchemeLimit.ofPde(ops, problem(), TIME, x -> x, Math::cos, x -> x * x);
    return new Estimate[] {three[0], three[1], three[2], Estimate.exact(0)};
  }

  /** Distances to the PDE at 16, 32, ..., 256 steps fall like dt, and their extrapolation is the PDE's value. */
  static Evidence convergence(Implementation ops) {
    Estimate[] pde = ofPde(ops);
    int levels = 5;
    double[][] values = new double[pde.length][levels];
    for (int l = 0; l < levels; l++) {
      Path path = path(of(ops), 16 << l, NODES);
      double[] figures = figures(path.law[path.law.length - 1]);
      for (int j = 0; j < pde.length; j++) {
        values[j][l] = figures[j];
      }
    }
    String[] names = {"E[X]", "E[cos X]", "E[X^2]", "log E[w]"};
    Evidence worst = null;
    for (int j = 0; j < names.length; j++) {
      double truth = pde[j].value();
      // Order 1 with a second-order term: the last rates leave 1 by about the ratio of the two,
      // which halves each level.
      double[] asymptotic = Arrays.stream(values[j]).skip(1).map(v -> v - truth).toArray();
      Evidence e =
          ConvergenceStudy.ofErrors(1, 1, asymptotic)
              .evidence(names[j] + " of the weighted law minus the PDE's, order 1")
              .worse(SchemeLimit.reached(names[j] + " of the weighted law", values[j], pde[j]));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Independent weighted particles against the histogram of the law; the error of the law counts once for and once against. */
  static Evidence particles(Implementation ops, int count, long seed, double alpha) {
    double missed =
        EmpiricalBernstein.known(count, SECOND_MOMENT, LARGEST_WEIGHT, FiniteSample.BETA);
    return Evidence.powered(
        radius(count, alpha) + missed + 2 * QUADRATURE,
        DETECTABLE,
        () -> sampled(ops, count, seed, alpha));
  }

  /** Largest weight and second moment of the weights that the law of a path allows. */
  static double[] weights(Path fine) {
    WfrProblem p = problem();
    double largest = 0;
    SchemeLaw second = fine.law[0];
    double[] x0 = second.nodes();
    double[] v = potential(x0);
    double[] moved = DEFINITION.step(fine.dt, x0, 0);
    for (int k = 1; k < fine.mean.length; k++) {
      double[] logRho = logRelative(fine.transported[k]);
      double[] l = finite(logRho);
      double[] square = new double[v.length];
      double low = Double.POSITIVE_INFINITY;
      for (int i = 0; i < v.length; i++) {
        double h = l[i] + v[i];
        low = logRho[i] > -700 ? Math.min(low, h) : low;
        square[i] = Math.exp(-2 * p.reactionRate() * fine.dt * (h - fine.mean[k]));
      }
      largest -= p.reactionRate() * fine.dt * (low - fine.mean[k]);
      second = second.push(moved, Math.sqrt(2 * p.diffusivity() * fine.dt), 1).times(square);
    }
    return new double[] {Math.exp(largest), second.total()};
  }

  static Evidence sampled(Implementation ops, int count, long seed, double alpha) {
    WfrProblem p = problem();
    Path fine = path(DEFINITION, STEPS, NODES);
    Path coarse = path(DEFINITION, STEPS, NODES / 2);
    double[] assumed = weights(fine);
    Evidence law =
        Evidence.atMost(assumed[0], LARGEST_WEIGHT, "largest weight that the law allows (assumed)")
            .worse(
                Evidence.atMost(
                    assumed[1], SECOND_MOMENT, "second moment of the weights (assumed)"));
    if (law.verdict() != Verdict.SUPPORTED) {
      return Evidence.inconclusive(law.value(), law.bound(), law.detail());
    }
    double[] x = new double[count];
    NormalQuantile.fill(
        new RandomStreams(seed).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, 1), x, count);
    for (int i = 0; i < count; i++) {
      x[i] = 0.5 + 0.5 * x[i];
    }
    double[] logWeights = new double[count];
    double[] xi = new double[count];
    for (int k = 1; k <= STEPS; k++) {
      NormalQuantile.fill(
          new RandomStreams(seed).stream(RandomStreams.Purpose.DIAGNOSTIC, k, 2), xi, count);
      x =
          ops.apply(
                  new SdeStep(
                      Integrator.EULER_MARUYAMA,
                      p.potential(),
                      p.diffusivity(),
                      fine.dt,
                      x,
                      xi,
                      new double[count]))[0];
      logWeights =
          ops.apply(
                  new UpdateLogWeights(
                      Weights.of(logWeights),
                      interpolated(fine.transported[k], logRelative(fine.transported[k]), x),
                      potential(x),
                      fine.mean[k],
                      p.reactionRate(),
                      fine.dt))
              .log();
    }
    double[] cdf = fine.law[STEPS].cdf();
    double[] cdfCoarse = coarse.law[STEPS].cdf();
    double worst = 0;
    double quadrature = 0;
    double[] edges = new double[EDGES];
    double[] found = new double[EDGES];
    double[] stated = new double[EDGES];
    for (int e = 1; e <= EDGES; e++) {
      int cell = cell(e);
      double edge = fine.law[STEPS].edge(cell);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += x[i] <= edge ? Math.exp(logWeights[i]) : 0;
      }
      edges[e - 1] = edge;
      found[e - 1] = sum / count;
      stated[e - 1] = cdf[cell];
      worst = Math.max(worst, Math.abs(sum / count - cdf[cell]));
      quadrature = Math.max(quadrature, Math.abs(cdf[cell] - cdfCoarse[cell / 2]));
    }
    double radius = radius(count, alpha) + QUADRATURE;
    String what =
        "largest |sum w 1(x <= e)/N - F(e)| at "
            + EDGES
            + " edges, N = "
            + count
            + " weighted particles";
    return Evidence.atMost(worst, radius, what)
        .with(Trace.Distribution.of(what, edges, found, stated, radius))
        .worse(
            Evidence.atMost(
                quadrature, QUADRATURE, "change of the law when its grid is halved (assumed)"));
  }

  /** The law with which E7S compares. */
  static SchemeLaw compared() {
    return path(DEFINITION, STEPS, NODES).law[STEPS];
  }

  /** Cell whose right edge is edge number e of the histogram. */
  static int cell(int e) {
    return 2 * (e * (NODES / 2) / (EDGES + 1)) + 1;
  }

  /** Radius of the histogram test at level alpha for all edges together. */
  static double radius(int count, double alpha) {
    return FiniteSample.bernstein(count, SECOND_MOMENT, LARGEST_WEIGHT, alpha / EDGES);
  }

  /** Cubic interpolation of node values; outside the nodes, where no particle is expected, the cubic of the last four. */
  static double[] interpolated(SchemeLaw law, double[] l, double[] x) {
    double[] f = finite(l);
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw new ArithmeticException("a particle left the numbers: " + x[i]);
      }
      double s = (x[i] - law.node(0)) / law.width();
      int k = (int) Math.min(Math.max(1, Math.floor(s)), f.length - 3);
      double t = s - k;
      double a = f[k - 1];
      double b = f[k];
      double c = f[k + 1];
      double d = f[k + 2];
      out[i] =
          -t * (t - 1) * (t - 2) / 6 * a
              + (t + 1) * (t - 1) * (t - 2) / 2 * b
              - (t + 1) * t * (t - 2) / 2 * c
              + (t + 1) * t * (t - 1) / 6 * d;
    }
    return out;
  }
}
