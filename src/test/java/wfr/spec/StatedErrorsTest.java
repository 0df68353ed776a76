package wfr.spec;

import static wfr.operation.GridOperations.ADAPTIVE_RUN;
import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.OperatorOperations.CURVATURE;
import static wfr.operation.OperatorOperations.LINEARISED_SPECTRUM;
import static wfr.operation.OperatorOperations.SPECTRUM;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.spec.Verdicts.assertVerdict;

import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.math.Estimate;
import wfr.model.Integrator;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.KernelisedRun;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.reference.Reference;

/** Claims whose bound is an error that the answers state, or that is read off them: a large one is no way to pass. */
class StatedErrorsTest {
  private static final double LARGE = 1e9;

  private static <I> Stream<DynamicTest> refutes(Claim<I> claim, Implementation defect) {
    return claim.instances().stream()
        .flatMap(
            i ->
                Discovery.test(
                    claim.id(),
                    claim.id() + " " + i,
                    () -> assertVerdict(Verdict.REFUTED, claim, i, defect)));
  }

  private static Estimate vague(Estimate e) {
    return new Estimate(e.value(), LARGE);
  }

  @TestFactory
  Stream<DynamicTest> curvatureAndGap() {
    Stream<DynamicTest> curvature =
        refutes(
            OperatorClaims.F5,
            Reference.IMPLEMENTATION.with(CURVATURE, (c, next) -> new Estimate(0, LARGE)));
    Stream<DynamicTest> gap =
        refutes(
            OperatorClaims.F5,
            Reference.IMPLEMENTATION.with(
                SPECTRUM,
                (c, next) -> {
                  Estimate[] mu = next.apply(c);
                  mu[1] = vague(mu[1]);
                  return mu;
                }));
    return Stream.concat(curvature, gap);
  }

  @TestFactory
  Stream<DynamicTest> higherRatesOfTheLinearisation() {
    return refutes(
        OperatorClaims.F4J,
        Reference.IMPLEMENTATION.with(
            LINEARISED_SPECTRUM,
            (c, next) -> {
              Estimate[] nu = next.apply(c);
              nu[c.count() - 1] = vague(nu[c.count() - 1]);
              return nu;
            }));
  }

  /** A step that contracts nothing: its variance and the rounding of it are infinite. */
  @TestFactory
  Stream<DynamicTest> stationaryVarianceOfAStepWithoutDrift() {
    return refutes(
        ParticleClaims.E5,
        Reference.IMPLEMENTATION.with(
            SDE_STEP,
            (c, next) -> {
              double[][] y = next.apply(c);
              if (c.integrator() != Integrator.EULER_MARUYAMA) {
                double[] x = c.x()[0];
                double[] origin =
                    next.apply(
                            new SdeStep(
                                c.integrator(),
                                c.potential(),
                                c.diffusivity(),
                                c.dt(),
                                new double[x.length],
                                c.noise()[0],
                                c.nextNoise()[0]))[0];
                for (int i = 0; i < y[0].length; i++) {
                  y[0][i] = x[i] + origin[i];
                }
              }
              return y;
            }));
  }

  /** Grids that answer for another time, in turn: their extrapolation claims an error as large as what is wrong. */
  @TestFactory
  Stream<DynamicTest> extrapolationOfGridsThatDoNotConverge() {
    int[] calls = new int[1];
    DoubleSupplier other = () -> calls[0]++ % 2 == 0 ? 0.8 : 1.2;
    Implementation defect =
        Reference.IMPLEMENTATION
            .with(
                KERNELISED_RUN,
                (c, next) ->
                    next.apply(
                        new KernelisedRun(
                            c.problem(),
                            c.bandwidth(),
                            c.cells(),
                            c.steps(),
                            other.getAsDouble() * c.time())))
            .with(
                ADAPTIVE_RUN,
                (c, next) -> {
                  double factor = other.getAsDouble();
                  double[] wrong = c.times().clone();
                  for (int k = 0; k < wrong.length; k++) {
                    wrong[k] *= factor;
                  }
                  return next.apply(new AdaptiveRun(c.problem(), c.cells(), wrong, c.tolerance()));
                });
    return Stream.of(
            refutes(JumpClaims.E4K, defect),
            refutes(BoxClaims.B12, defect),
            refutes(SpaceClaims.B7P, defect))
        .flatMap(s -> s);
  }
}
