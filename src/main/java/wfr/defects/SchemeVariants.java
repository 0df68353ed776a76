package wfr.defects;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.exact.GaussianFlow;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.WeightedSample;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;
import wfr.model.ReweightedDiffusion;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Legitimate other choices in the schemes: numerics, quadrature, resampling, seeds. */
final class SchemeVariants {
  private static final int PANELS = 8;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20, 0, 1);

  private SchemeVariants() {}

  static List<Variant> all() {
    return List.of(
        cellMassesByGauss(),
        startAtCentres(),
        transportHalved(),
        transportMirrored(),
        reactionByPowers(),
        reactionInTwo(),
        weightsPlain(),
        sizeByRatio(),
        resamplingMirrored(),
        resamplingReversed(),
        killingByHalves(),
        scalarGaussian(),
        PopulationMutants.literal(),
        PopulationMutants.oracleLiteral(),
        otherSeeds());
  }

  /** Another quadrature of the cell masses; the conductances carry the same 1/Z. */
  private static Variant cellMassesByGauss() {
    return new Variant(
        "fv-masses-by-gauss",
        "cell masses of pi by a composite Gauss rule",
        Group.DISCRETISATION,
        List.of("G1", "G3", "B6"),
        () ->
            new ReferenceOperations() {
              @Override
              public DiscreteTarget discretise(WfrProblem problem, int cells) {
                DiscreteTarget t = super.discretise(problem, cells);
                Grid grid = t.grid();
                double[] m = new double[cells];
                double top = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < cells; c++) {
                  m[c] = logMass(problem, grid, c);
                  top = Math.max(top, m[c]);
                }
                double total = 0;
                for (double l : m) {
                  total += Math.exp(l - top);
                }
                double[] k = t.logConductance().clone();
                double scale = top + Math.log(total);
                double shift = t.logMass()[cells / 2] - (m[cells / 2] - scale);
                for (int c = 0; c < cells; c++) {
                  m[c] -= scale;
                }
                for (int f = 0; f < k.length; f++) {
                  k[f] -= shift;
                }
                return new DiscreteTarget(grid, m, k);
              }
            });
  }

  private static double logMass(WfrProblem problem, Grid grid, int cell) {
    double[] v = new double[PANELS * RULE.getNumberOfPoints()];
    double[] w = new double[v.length];
    double width = grid.dx() / PANELS;
    double least = Double.POSITIVE_INFINITY;
    for (int q = 0; q < v.length; q++) {
      int node = q % RULE.getNumberOfPoints();
      double x = grid.edge(cell) + width * (q / RULE.getNumberOfPoints() + RULE.getPoint(node));
      v[q] = problem.potential().value(x);
      w[q] = width * RULE.getWeight(node);
      least = Math.min(least, v[q]);
    }
    double sum = 0;
    for (int q = 0; q < v.length; q++) {
      sum += w[q] * Math.exp(least - v[q]);
    }
    return Math.log(sum) - least;
  }

  private static Variant startAtCentres() {
    return new Variant(
        "fv-start-at-centres",
        "rho_0 at the centres of the cells for its cell averages",
        Group.GRID_RUN,
        List.of("G3", "B6", "B5"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] initialLogRatio(WfrProblem problem, DiscreteTarget target) {
                Grid grid = target.grid();
                double[] h = new double[grid.cells()];
                double total = 0;
                for (int c = 0; c < h.length; c++) {
                  h[c] =
                      problem.initial().logDensity(new double[] {grid.centre(c)})
                          + Math.log(grid.dx())
                          - target.logMass()[c];
                  total += Math.exp(h[c] + target.logMass()[c]);
                }
                for (int c = 0; c < h.length; c++) {
                  h[c] -= Math.log(total);
                }
                return h;
              }
            });
  }

  private static Variant transportHalved() {
    return new Variant(
        "transport-halved",
        "backward Euler in two half steps",
        Group.TRANSPORT,
        List.of("A10", "B5", "B6", "C1", "F4", "G2", "G7"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] transport(
                  DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme) {
                return super.transport(
                    target, super.transport(target, logRatio, dt / 2, scheme), dt / 2, scheme);
              }
            });
  }

  /** The same linear system, eliminated from the other end. */
  private static Variant transportMirrored() {
    return new Variant(
        "transport-mirrored",
        "cells numbered from right to left",
        Group.TRANSPORT,
        List.of("G1", "G2", "B5"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] transport(
                  DiscreteTarget t, double[] logRatio, double dt, TransportScheme scheme) {
                DiscreteTarget mirrored =
                    new DiscreteTarget(
                        t.grid(), reversed(t.logMass()), reversed(t.logConductance()));
                return reversed(super.transport(mirrored, reversed(logRatio), dt, scheme));
              }
            });
  }

  private static double[] reversed(double[] a) {
    double[] r = new double[a.length];
    Arrays.setAll(r, i -> a[a.length - 1 - i]);
    return r;
  }

  private static Variant reactionByPowers() {
    return new Variant(
        "reaction-power",
        "reaction as u^theta / sum p u^theta, the sum plain below its largest term",
        Group.REACTION,
        List.of("A7", "A10", "B1", "B2", "B8", "C1", "F4", "G4", "G7"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                double theta = Math.exp(-rate);
                double top = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < logMass.length; i++) {
                  top = Math.max(top, logMass[i] + theta * logRatio[i]);
                }
                double sum = 0;
                for (int i = 0; i < logMass.length; i++) {
                  sum += Math.exp(logMass[i] + theta * logRatio[i] - top);
                }
                double shift = top + Math.log(sum);
                return Arrays.stream(logRatio).map(h -> theta * h - shift).toArray();
              }
            });
  }

  private static Variant reactionInTwo() {
    return new Variant(
        "reaction-in-two",
        "reaction in a third and two thirds of its step",
        Group.REACTION,
        List.of("B1", "B2", "G7", "A10"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                return super.reaction(
                    logMass, super.reaction(logMass, logRatio, rate / 3), 2 * rate / 3);
              }
            });
  }

  private static Variant weightsPlain() {
    return new Variant(
        "weights-plain",
        "weights normalised by a plain sum of exponentials below the largest",
        Group.WEIGHTS,
        List.of("E8", "E7"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] normalise(double[] logWeights) {
                double top = Arrays.stream(logWeights).max().orElseThrow();
                double[] w = Arrays.stream(logWeights).map(l -> Math.exp(l - top)).toArray();
                double sum = Arrays.stream(w).sum();
                return Arrays.stream(w).map(v -> v / sum).toArray();
              }
            });
  }

  private static Variant sizeByRatio() {
    return new Variant(
        "ess-by-ratio",
        "effective sample size as (sum w)^2 / sum w^2 of unnormalised weights",
        Group.WEIGHTS,
        List.of("E8"),
        () ->
            new ReferenceOperations() {
              @Override
              public double effectiveSampleSize(double[] logWeights) {
                double top = Arrays.stream(logWeights).max().orElseThrow();
                double sum = 0;
                double squares = 0;
                for (double l : logWeights) {
                  double w = Math.exp(l - top);
                  sum += w;
                  squares += w * w;
                }
                return sum * sum / squares;
              }
            });
  }

  private static Variant resamplingMirrored() {
    return new Variant(
        "resampling-mirrored",
        "every uniform u replaced by 1 - u",
        Group.RESAMPLING,
        List.of("E2"),
        () ->
            new ReferenceOperations() {
              @Override
              public int[] resample(ResamplingScheme scheme, double[] weights, double[] uniforms) {
                double[] mirrored =
                    Arrays.stream(uniforms).map(u -> Math.min(1 - u, Math.nextDown(1.0))).toArray();
                return super.resample(scheme, weights, mirrored);
              }
            });
  }

  private static Variant resamplingReversed() {
    return new Variant(
        "resampling-reversed",
        "particles numbered from the last to the first",
        Group.RESAMPLING,
        List.of("E2"),
        () ->
            new ReferenceOperations() {
              @Override
              public int[] resample(ResamplingScheme scheme, double[] weights, double[] uniforms) {
                int n = weights.length;
                int[] ancestors = super.resample(scheme, reversed(weights), uniforms);
                return Arrays.stream(ancestors).map(a -> n - 1 - a).toArray();
              }
            });
  }

  private static Variant killingByHalves() {
    return new Variant(
        "fk-weights-by-halves",
        "the weight of a step added in two halves",
        Group.FEYNMAN_KAC_PARTICLES,
        List.of("D13", "D14"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] killLogWeights(
                  QuadratureRule rule,
                  double[] logWeights,
                  double[] start,
                  double[] end,
                  double dt) {
                return super.killLogWeights(
                    rule,
                    super.killLogWeights(rule, logWeights, start, end, dt / 2),
                    start,
                    end,
                    dt / 2);
              }
            });
  }

  private static Variant scalarGaussian() {
    return new Variant(
        "gaussian-scalar",
        "on the line the scalar closed form for the matrix one",
        Group.CLOSED_FORM,
        List.of("A7G", "A7P", "A13"),
        () ->
            new ReferenceOperations() {
              @Override
              public GaussianLaw gaussianFlow(
                  GaussianLaw target, GaussianLaw initial, double lambda, double d, double time) {
                if (target.dimension() > 1) {
                  return super.gaussianFlow(target, initial, lambda, d, time);
                }
                GaussianFlow flow = new GaussianFlow(target, initial, lambda, d);
                return GaussianLaw.of(flow.mean(time), flow.variance(time));
              }
            });
  }

  private static Variant otherSeeds() {
    return new Variant(
        "other-seeds",
        "every particle run from another seed",
        Group.PARTICLE_RUN,
        List.of("E5", "E6S", "E7S", "D6", "D14", "D15"),
        () ->
            new ReferenceOperations() {
              @Override
              public List<WeightedSample> particleRun(
                  WfrProblem problem, ParticleSettings settings, double[] times) {
                return super.particleRun(problem, settings.withSeed(~settings.seed()), times);
              }

              @Override
              public List<Double> feynmanKacRun(
                  FeynmanKacProblem problem,
                  ParticleSettings settings,
                  QuadratureRule rule,
                  int replicates) {
                return super.feynmanKacRun(
                    problem, settings.withSeed(~settings.seed()), rule, replicates);
              }

              @Override
              public List<WeightedSample> reweightedRun(
                  ReweightedDiffusion diffusion,
                  ParticleSettings settings,
                  double time,
                  int replicates) {
                return super.reweightedRun(
                    diffusion, settings.withSeed(~settings.seed()), time, replicates);
              }
            });
  }
}
