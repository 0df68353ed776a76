package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.InitialLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.operation.CorrectionOperations.CorrectionRate;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.Implementation;
import wfr.statistics.EmpiricalBernstein;

/**
 * Exact value of the time-discrete walk with a correction term on the circle, v_n(x) = E[exp(h (r_n(x) + r_{n+1}(X'))/2) v_{n+1}(X')], X' = x + h B_n(x) +
 * sqrt(2 D h) xi wrapped, by the trapezoidal rule on a uniform periodic grid, which converges faster than any power; its order against the prescribed law, and the
 * production walk against it.
 */
final class CorrectedScheme {
  static final double ALPHA = 1e-9;
  static final int POPULATIONS = 20_000;
  static final int COUNT = 8;

  /** Largest standard deviation of one population in units of the largest possible value, on which the power rests; a sample that spreads more is INCONCLUSIVE. */
  static final EmpiricalBernstein TEST = new EmpiricalBernstein(0.1);

  /** Smallest bias in those units found with probability 0.999: stated, and asserted before sampling. */
  static final double DETECTABLE = 0.0125;

  static final int STEPS = 8;
  private static final int NODES = 256;

  private CorrectedScheme() {}

  static Evidence check(
      Implementation ops, CorrectionClaims.Path p, double diffusivity, int populations, long seed) {
    return Evidence.powered(
        TEST.detectable(populations, ALPHA, FiniteSample.BETA),
        DETECTABLE,
        () -> sampled(ops, p, diffusivity, populations, seed));
  }

  static Evidence sampled(
      Implementation ops, CorrectionClaims.Path p, double diffusivity, int populations, long seed) {
    double time = 0.4;
    InitialLaw start =
        new InitialLaw() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensity(double[] x) {
            return -p.value().at(x[0], 0);
          }
        };
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion(
            (x, t) -> -diffusivity * p.slope().at(x, t) + p.drift().at(x, t),
            (x, t) ->
                ops.apply(
                    new CorrectionRate(
                        p.timeDerivative().at(x, t),
                        p.divergence().at(x, t),
                        p.drift().at(x, t),
                        p.slope().at(x, t))),
            diffusivity,
            start,
            p.domain());
    DoubleUnaryOperator f = CorrectedScheme::observable;
    double exact = exact(p.value(), f, time);
    double[] errors = new double[4];
    for (int l = 0; l < errors.length; l++) {
      errors[l] = scheme(diffusion, f, time, 32 << l) - exact;
    }
    int steps = STEPS;
    double law = scheme(diffusion, f, time, steps);
    ParticleSettings settings =
        new ParticleSettings(
            COUNT,
            time / steps,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(0),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.95),
            seed);
    double largest = largest(diffusion, time);
    List<WeightedSample> run =
        IntStream.range(0, populations)
            .mapToObj(
                r ->
                    ops.apply(
                            new ReweightedRun(diffusion, x -> 0, settings, new double[] {time}, r))
                        .samples()
                        .get(0))
            .toList();
    double[] found = run.stream().mapToDouble(s -> average(s, f) / largest).toArray();
    return ConvergenceStudy.ofErrors(1, 1, errors)
        .evidence("law of the scheme to the prescribed law")
        .worse(
            FiniteSample.mean(
                found,
                populations,
                law / largest,
                TEST,
                ALPHA,
                "populations of walkers against the law of their scheme, in units of " + largest))
        .worse(FiniteSample.particles(run, COUNT, "walkers"));
  }

  static double observable(double x) {
    return 1 + 0.5 * Math.sin(2 * x);
  }

  /** Average of the observable over a population. */
  static double average(WeightedSample s) {
    return average(s, CorrectedScheme::observable);
  }

  /** Largest possible value of an estimate: f is at most 1.5. */
  static double largest(ReweightedDiffusion diffusion, double time) {
    return 1.5 * Math.exp(time * largestRate(diffusion, time));
  }

  private static double average(WeightedSample s, DoubleUnaryOperator f) {
    double[] x = s.coordinate(0);
    double[] l = s.logWeights();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(l[i]) * f.applyAsDouble(x[i]);
    }
    return sum / x.length;
  }

  /** Largest rate over a grid finer than the scale of three modes, with their curvature's share between nodes: a percent. */
  private static double largestRate(ReweightedDiffusion d, double time) {
    double most = 0;
    for (int i = 0; i < 4 * NODES; i++) {
      for (int k = 0; k <= 64; k++) {
        most = Math.max(most, d.rate().at(2 * Math.PI * i / (4 * NODES), time * k / 64));
      }
    }
    return 1.01 * most;
  }

  private static double integral(DoubleUnaryOperator g) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += g.applyAsDouble(2 * Math.PI * i / NODES);
    }
    return sum / NODES;
  }

  /** int f e^{-V_t} over int e^{-V_0}, what the weighted average tends to. */
  static double exact(TimeField v, DoubleUnaryOperator f, double time) {
    return integral(x -> f.applyAsDouble(x) * Math.exp(-v.at(x, time)))
        / integral(x -> Math.exp(-v.at(x, 0)));
  }

  /** The same of the scheme with so many steps, backwards in time on the circle. */
  static double scheme(ReweightedDiffusion d, DoubleUnaryOperator f, double time, int steps) {
    double h = time / steps;
    double spread = Math.sqrt(2 * d.diffusivity() * h);
    double dx = 2 * Math.PI / NODES;
    double[] v = new double[NODES];
    Arrays.setAll(v, i -> f.applyAsDouble(i * dx));
    for (int k = steps - 1; k >= 0; k--) {
      double[] carried = new double[NODES];
      for (int j = 0; j < NODES; j++) {
        carried[j] = Math.exp(0.5 * h * d.rate().at(j * dx, (k + 1) * h)) * v[j];
      }
      double[] next = new double[NODES];
      for (int i = 0; i < NODES; i++) {
        double x = i * dx;
        double moved = x + h * d.drift().at(x, k * h);
        int from = (int) Math.floor((moved - 9 * spread) / dx);
        int to = (int) Math.ceil((moved + 9 * spread) / dx);
        double sum = 0;
        for (int j = from; j <= to; j++) {
          double z = (j * dx - moved) / spread;
          sum += Math.exp(-0.5 * z * z) * carried[Math.floorMod(j, NODES)];
        }
        next[i] =
            sum
                * dx
                / (spread * Math.sqrt(2 * Math.PI))
                * Math.exp(0.5 * h * d.rate().at(x, k * h));
      }
      v = next;
    }
    double[] values = v;
    double mass = 0;
    double total = 0;
    for (int i = 0; i < NODES; i++) {
      double p = Math.exp(d.start().logDensity(i * dx));
      mass += p;
      total += p * values[i];
    }
    return total / mass;
  }
}
