package wfr.spec;

import static wfr.spec.Verdicts.assertVerdict;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.measure.PlaneDensity;
import wfr.model.GridSettings;
import wfr.model.Integrator;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;

/** Claims whose bound is an error that the answers state, or that is read off them: a large one is no way to pass. */
class StatedErrorsTest {
  private static final double LARGE = 1e9;

  private static <I> Stream<DynamicTest> refutes(Claim<I> claim, Operations defect) {
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
            new ReferenceOperations() {
              @Override
              public Estimate curvature(Potential v, double lower, double upper) {
                return new Estimate(0, LARGE);
              }
            });
    Stream<DynamicTest> gap =
        refutes(
            OperatorClaims.F5,
            new ReferenceOperations() {
              @Override
              public Estimate[] spectrum(WfrProblem problem, int cells, int count) {
                Estimate[] mu = super.spectrum(problem, cells, count);
                mu[1] = vague(mu[1]);
                return mu;
              }
            });
    return Stream.concat(curvature, gap);
  }

  @TestFactory
  Stream<DynamicTest> higherRatesOfTheLinearisation() {
    return refutes(
        OperatorClaims.F4J,
        new ReferenceOperations() {
          @Override
          public Estimate[] linearisedSpectrum(WfrProblem problem, int cells, int count) {
            Estimate[] nu = super.linearisedSpectrum(problem, cells, count);
            nu[count - 1] = vague(nu[count - 1]);
            return nu;
          }
        });
  }

  /** A step that contracts nothing: its variance and the rounding of it are infinite. */
  @TestFactory
  Stream<DynamicTest> stationaryVarianceOfAStepWithoutDrift() {
    return refutes(
        ParticleClaims.E5,
        new ReferenceOperations() {
          @Override
          public double[] sdeStep(
              Integrator integrator,
              Potential v,
              double diffusivity,
              double dt,
              double[] x,
              double[] noise,
              double[] next) {
            double[] y = super.sdeStep(integrator, v, diffusivity, dt, x, noise, next);
            if (integrator != Integrator.EULER_MARUYAMA) {
              double[] origin =
                  super.sdeStep(integrator, v, diffusivity, dt, new double[x.length], noise, next);
              for (int i = 0; i < y.length; i++) {
                y[i] = x[i] + origin[i];
              }
            }
            return y;
          }
        });
  }

  /** Grids that answer for another time, in turn: their extrapolation claims an error as large as what is wrong. */
  @TestFactory
  Stream<DynamicTest> extrapolationOfGridsThatDoNotConverge() {
    Operations defect =
        new ReferenceOperations() {
          private int calls;

          private double other() {
            return calls++ % 2 == 0 ? 0.8 : 1.2;
          }

          @Override
          public GridDensity kernelisedRun(
              WfrProblem p, double bandwidth, int cells, int steps, double time) {
            return super.kernelisedRun(p, bandwidth, cells, steps, other() * time);
          }

          @Override
          public List<PlaneDensity> planeRun(WfrProblem p, GridSettings s, double[] times) {
            double factor = other();
            double[] wrong = times.clone();
            for (int k = 0; k < wrong.length; k++) {
              wrong[k] *= factor;
            }
            return super.planeRun(p, s, wrong);
          }
        };
    return Stream.of(
            refutes(JumpClaims.E4K, defect),
            refutes(PlaneClaims.B12, defect),
            refutes(SpaceClaims.B7P, defect))
        .flatMap(s -> s);
  }
}
