package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.GridOperations.MASS_OUTSIDE;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.KineticOperations.KINETIC_RUN;
import static wfr.operation.OperatorOperations.KINETIC_SPECTRUM;
import static wfr.operation.ParticleOperations.LOG_DENSITY;
import static wfr.spec.Verdicts.assertRefutes;
import static wfr.spec.Verdicts.assertVerdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Transported;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticRun;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.reference.Reference;

/** Parts of checks on grids that no planted defect of the suite reaches: each refutes a defect made for it alone. */
class GridClaimsPartsTest {
  /** What a step makes of the first cell, which carries no mass in the tilted well: the sums do not see it. */
  private static Implementation firstCell(
      TransportScheme of, ToDoubleFunction<double[]> fromStart) {
    return Reference.IMPLEMENTATION.with(
        TRANSPORT,
        (c, next) -> {
          double[] after = next.apply(c).logRatio();
          if (c.scheme() == of) {
            after[0] = fromStart.applyAsDouble(c.logRatio());
          }
          return new Transported(after);
        });
  }

  @TestFactory
  Stream<DynamicTest> anEmptyCell_isSeen_whateverItsMass() {
    return Discovery.test(
        "G2",
        "an empty cell",
        () ->
            assertRefutes(
                DiscretisationClaims.G2,
                firstCell(TransportScheme.BACKWARD_EULER, h -> Double.NEGATIVE_INFINITY)));
  }

  @TestFactory
  Stream<DynamicTest> backwardEuler_staysWithinTheRange() {
    return Discovery.test(
        "G2",
        "range",
        () -> {
          TransportScheme scheme = TransportScheme.BACKWARD_EULER;
          assertRefutes(
              DiscretisationClaims.G2,
              firstCell(scheme, h -> Arrays.stream(h).min().orElseThrow() - 1));
          assertRefutes(
              DiscretisationClaims.G2,
              firstCell(scheme, h -> Arrays.stream(h).max().orElseThrow() + 1));
        });
  }

  /** The finer grid by another time, solved on the grid that the check takes as the middle one. */
  @TestFactory
  Stream<DynamicTest> aDoubleWell_agreesWithItselfOnAFinerGrid() {
    return Discovery.test(
        "D11G",
        "finer grid",
        () -> {
          KineticGridClaims.Run well =
              KineticGridClaims.D11G.instances().stream()
                  .filter(i -> !i.isGaussian())
                  .findAny()
                  .orElseThrow();
          assertVerdict(
              Verdict.REFUTED,
              KineticGridClaims.D11G,
              well,
              Reference.IMPLEMENTATION.with(
                  KINETIC_RUN,
                  (c, next) ->
                      next.apply(
                          c.cells() == 3 * well.cells() / 2
                              ? new KineticRun(
                                  c.problem(), well.cells(), c.steps(), 1.01 * c.time())
                              : c)));
        });
  }

  /** Mass beyond the left edge only: on the right there is less than a billionth of it, but where the box is mirrored. */
  @TestFactory
  Stream<DynamicTest> theMassOutside_isThatOnBothSides() {
    return Discovery.test(
        "G5",
        "one side",
        () -> {
          Implementation left =
              Reference.IMPLEMENTATION.with(
                  MASS_OUTSIDE,
                  (c, next) -> {
                    WfrProblem p = c.problem();
                    double edge = p.domain().left();
                    return new double[] {
                      below(edge, (GaussianLaw) p.initial()),
                      below(edge, (GaussianLaw) p.potential())
                    };
                  });
          GridInstance nearLeft = GridRunClaims.G5.instances().get(0);
          GridInstance nearRight = GridRunClaims.G5.instances().get(1);
          assertVerdict(Verdict.SUPPORTED, GridRunClaims.G5, nearLeft, left);
          assertVerdict(Verdict.REFUTED, GridRunClaims.G5, nearRight, left);
        });
  }

  /** P(X below x). */
  private static double below(double x, GaussianLaw law) {
    double deviation = Math.sqrt(law.covariance()[0][0]);
    return Erf.erfc((law.mean()[0] - x) / deviation / Math.sqrt(2)) / 2;
  }

  /** F6: a slow rate that turns, the same at every degree. */
  @TestFactory
  Stream<DynamicTest> theOverdampedRate_isReal() {
    return Discovery.test(
        "F6",
        "imaginary part",
        () ->
            assertVerdict(
                Verdict.REFUTED,
                KineticSpectrumClaims.F6,
                KineticSpectrumClaims.F6.instances().get(2),
                Reference.IMPLEMENTATION.with(
                    KINETIC_SPECTRUM,
                    (c, next) -> {
                      double[][] all = next.apply(c);
                      all[1] = new double[] {all[1][0], 1e-3};
                      return all;
                    })));
  }

  /** G1: for linear V the conductances are the harmonic means on every grid. */
  @TestFactory
  Stream<DynamicTest> conductancesWithoutError_areAccepted() {
    return Discovery.test(
        "G1",
        "linear potential",
        () -> {
          WfrProblem linear =
              new WfrProblem(
                  new PolynomialPotential(0, 1),
                  GaussianLaw.of(0.5, 1),
                  Domain.interval(0, 1, Domain.Boundary.NO_FLUX),
                  1,
                  1);
          GridInstance i = new GridInstance("linear", linear, 16, 0.1);
          assertVerdict(Verdict.SUPPORTED, DiscretisationClaims.G1, i, Reference.IMPLEMENTATION);
        });
  }

  /** Times that a check asks a run for. */
  private static <I> double[] timesAsked(Claim<I> claim, I i) {
    List<double[]> asked = new ArrayList<>();
    Implementation recorder =
        Reference.IMPLEMENTATION.with(
            GRID_RUN,
            (c, next) -> {
              asked.add(c.times().clone());
              return next.apply(c);
            });
    assertVerdict(Verdict.SUPPORTED, claim, i, recorder);
    assertEquals(1, asked.size());
    return asked.get(0);
  }

  /** Both ends, and equal parts. */
  @TestFactory
  Stream<DynamicTest> runs_areAskedAtEqualTimes() {
    return Stream.concat(
        Discovery.test(
            "A8",
            "times",
            () ->
                assertArrayEquals(
                    new double[] {0, 0.5, 1, 1.5, 2, 2.5, 3},
                    timesAsked(FlowClaims.A8, FlowClaims.A8.instances().get(1)),
                    0)),
        Discovery.test(
            "G4",
            "times",
            () ->
                assertArrayEquals(
                    new double[] {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1},
                    timesAsked(GridRunClaims.G4, GridRunClaims.G4.instances().get(0)),
                    0)));
  }

  /** E9: the mass of a node given to its two neighbours keeps mass, mean and interpolation; an empty node is beyond the claim. */
  @TestFactory
  Stream<DynamicTest> anEmptyNode_leavesTheDensityUndecided() {
    return Discovery.test(
        "E9",
        "empty node",
        () -> {
          Implementation emptied =
              Reference.IMPLEMENTATION.with(
                  LOG_DENSITY,
                  (c, next) -> {
                    double a = c.box().left();
                    double b = c.box().right();
                    int n = c.cells();
                    double[] x = c.x()[0];
                    double dx = (b - a) / n;
                    double[] nodes = new double[n + 1];
                    Arrays.setAll(nodes, j -> a + j * dx);
                    double[] probes = Arrays.copyOf(x, x.length + n + 1);
                    System.arraycopy(nodes, 0, probes, x.length, n + 1);
                    double[] w = Arrays.copyOf(c.weights(), probes.length);
                    double[] l = next.apply(new LogDensity(a, b, n, probes, w));
                    double[] at = Arrays.copyOfRange(l, x.length, l.length);
                    at[1] = Math.log(Math.exp(at[1]) + Math.exp(at[2]) / 2);
                    at[3] = Math.log(Math.exp(at[3]) + Math.exp(at[2]) / 2);
                    at[2] = -50;
                    return Arrays.stream(x)
                        .map(
                            y -> {
                              double s = Math.max(0, Math.min(n, (y - a) / dx));
                              int j = (int) Math.min(n - 1, s);
                              return (j + 1 - s) * at[j] + (s - j) * at[j + 1];
                            })
                        .toArray();
                  });
          for (int cells : DensityClaims.E9.instances()) {
            assertVerdict(Verdict.INCONCLUSIVE, DensityClaims.E9, cells, emptied);
          }
        });
  }
}
