package wfr.defects;

import static wfr.defects.GridMutants.normalised;
import static wfr.defects.GridMutants.plus;
import static wfr.defects.GridMutants.scaled;
import static wfr.defects.GridMutants.vector;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.INITIAL_LOG_RATIO;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.KILL_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.RESAMPLE;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.exact.GaussianFlow;
import wfr.math.LogSumExp;
import wfr.measure.DiscreteTarget;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.WeightOperations.KillLogWeights;
import wfr.operation.WeightOperations.Resample;
import wfr.reference.Reference;

/** Legitimate other choices in the schemes: numerics, quadrature, resampling, seeds. */
final class SchemeVariants {
  private static final int PANELS = 8;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20, 0, 1);

  private SchemeVariants() {}

  static List<Variant> all() {
    return List.of(
        Variant.of(
            "fv-masses-by-gauss",
            "cell masses of pi by a composite Gauss rule",
            List.of("G1", "G3", "B6"),
            DISCRETISE,
            (c, next) -> byGauss(c.problem(), next.apply(c))),
        new Variant(
            "fv-start-at-centres",
            "rho_0 at the centres of the cells for its cell averages",
            Group.GRID_RUN,
            List.of("G3", "B6", "B5"),
            List.of(),
            Reference.IMPLEMENTATION.with(
                INITIAL_LOG_RATIO,
                (c, next) -> {
                  double[] x = c.target().grid().axis(0).centres();
                  double[] l = vector(x.length, i -> c.problem().initial().logDensity(x[i]));
                  return plus(normalised(l), i -> -c.target().logMass()[i]);
                })),
        Variant.of(
            "transport-halved",
            "backward Euler in two half steps",
            List.of("A10", "B5", "B6", "C1", "F4", "G2", "G7"),
            TRANSPORT,
            (c, next) -> {
              Transport half = c.withDt(c.dt() / 2);
              return next.apply(half.withLogRatio(next.apply(half).logRatio()));
            }),
        // The same linear system, eliminated from the other end.
        Variant.of(
            "transport-mirrored",
            "cells numbered from right to left",
            List.of("G1", "G2", "B5"),
            TRANSPORT,
            (c, next) -> {
              DiscreteTarget t = c.target();
              DiscreteTarget mirrored =
                  DiscreteTarget.onLine(
                      t.grid().axis(0), reversed(t.logMass()), reversed(t.faces()));
              return next.apply(c.withTarget(mirrored).withLogRatio(reversed(c.logRatio())))
                  .map(SchemeVariants::reversed);
            }),
        Variant.of(
            "reaction-power",
            "reaction as u^theta / sum p u^theta, the sum plain below its largest term",
            List.of("A7", "A10", "B1", "B2", "B8", "C1", "F4", "G4", "G7"),
            REACTION,
            (c, next) -> {
              double theta = Math.exp(-c.rate());
              double[] p = c.logMass();
              double[] l = vector(p.length, i -> p[i] + theta * c.logRatio()[i]);
              double top = Arrays.stream(l).max().orElseThrow();
              double shift = top + Math.log(Arrays.stream(relative(l)).sum());
              return vector(p.length, i -> theta * c.logRatio()[i] - shift);
            }),
        Variant.of(
            "reaction-in-two",
            "reaction in a third and two thirds of its step",
            List.of("B1", "B2", "G7", "A10"),
            REACTION,
            (c, next) ->
                next.apply(
                    c.withLogRatio(next.apply(c.withRate(c.rate() / 3)))
                        .withRate(2 * c.rate() / 3))),
        Variant.of(
            "weights-plain",
            "weights normalised by a plain sum of exponentials below the largest",
            List.of("E8", "E7"),
            NORMALISE,
            (c, next) -> {
              double[] w = relative(c.logWeights().log());
              double sum = Arrays.stream(w).sum();
              return Arrays.stream(w).map(v -> v / sum).toArray();
            }),
        Variant.of(
            "ess-by-ratio",
            "effective sample size as 1/sum W^2 of normalised weights",
            List.of("E8"),
            EFFECTIVE_SAMPLE_SIZE,
            (c, next) -> 1 / Arrays.stream(c.logWeights().normalised()).map(v -> v * v).sum()),
        Variant.of(
            "resampling-mirrored",
            "every uniform u replaced by 1 - u",
            List.of("E2"),
            RESAMPLE,
            (c, next) -> {
              double[] u = c.uniforms();
              return next.apply(
                  c.withUniforms(vector(u.length, i -> Math.min(1 - u[i], Math.nextDown(1.0)))));
            }),
        Variant.of(
            "resampling-reversed",
            "particles numbered from the last to the first",
            List.of("E2"),
            RESAMPLE,
            (c, next) -> {
              int last = c.weights().length - 1;
              Resample turned = new Resample(c.scheme(), reversed(c.weights()), c.uniforms());
              return Arrays.stream(next.apply(turned)).map(a -> last - a).toArray();
            }),
        Variant.of(
            "fk-weights-by-halves",
            "the weight of a step added in two halves",
            List.of("D13", "D14"),
            KILL_LOG_WEIGHTS,
            (c, next) -> next.apply(half(c, next.apply(half(c, c.logWeights()))))),
        Variant.of(
            "gaussian-scalar",
            "on the line the scalar closed form for the matrix one",
            List.of("A7G", "A7P", "A13"),
            GAUSSIAN_FLOW,
            (c, next) -> {
              if (c.target().dimension() > 1) {
                return next.apply(c);
              }
              GaussianFlow flow =
                  new GaussianFlow(c.target(), c.initial(), c.lambda(), c.diffusivity());
              return GaussianLaw.of(flow.mean(c.time()), flow.variance(c.time()));
            }),
        PopulationMutants.literal(),
        PopulationMutants.oracleLiteral(),
        new Variant(
            "other-seeds",
            "every particle run from another seed",
            Group.PARTICLE_RUN,
            List.of("E5", "E6S", "E7S", "D6", "D14", "D15"),
            List.of(),
            Reference.IMPLEMENTATION
                .with(PARTICLE_RUN, (c, next) -> next.apply(c.withSettings(other(c.settings()))))
                .with(FEYNMAN_KAC_RUN, (c, next) -> next.apply(c.withSettings(other(c.settings()))))
                .with(
                    REWEIGHTED_RUN, (c, next) -> next.apply(c.withSettings(other(c.settings()))))));
  }

  /** Another quadrature of the cell masses; the conductances carry the same 1/Z. */
  private static DiscreteTarget byGauss(WfrProblem problem, DiscreteTarget t) {
    int nodes = RULE.getNumberOfPoints();
    double width = t.grid().axis(0).dx() / PANELS;
    double[] m =
        normalised(
            vector(
                t.grid().cells(),
                c ->
                    LogSumExp.of(
                        vector(
                            PANELS * nodes,
                            q -> {
                              double in = q / nodes + RULE.getPoint(q % nodes);
                              return Math.log(width * RULE.getWeight(q % nodes))
                                  - problem
                                      .potential()
                                      .value(t.grid().axis(0).edge(c) + width * in);
                            }))));
    double shift = t.logMass()[m.length / 2] - m[m.length / 2];
    return scaled(t.withLogMass(m), f -> -shift);
  }

  /** e^{l - max l}. */
  private static double[] relative(double[] l) {
    double top = Arrays.stream(l).max().orElseThrow();
    return vector(l.length, i -> Math.exp(l[i] - top));
  }

  private static double[] reversed(double[] a) {
    return vector(a.length, i -> a[a.length - 1 - i]);
  }

  private static KillLogWeights half(KillLogWeights c, Weights weights) {
    return new KillLogWeights(c.rule(), weights, c.start(), c.end(), c.dt() / 2);
  }

  private static ParticleSettings other(ParticleSettings settings) {
    return settings.withSeed(~settings.seed());
  }
}
