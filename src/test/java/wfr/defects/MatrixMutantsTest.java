package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import wfr.model.GaussianLaw;
import wfr.operation.Implementation;
import wfr.reference.Reference;
import wfr.spec.Evidence;
import wfr.spec.MatrixClaims;
import wfr.spec.Verdict;

class MatrixMutantsTest {
  /** Far beyond what rounding could do. */
  private static final double FAR = 1e3;

  /** The same formula without a fault, unwhitened: the faults are what refutes the mutants, not the way they compute. */
  private static Implementation faultless() {
    return Reference.IMPLEMENTATION.with(
        GAUSSIAN_FLOW, (c, next) -> MatrixMutants.flow(c, MatrixMutants.Fault.NONE));
  }

  @TestFactory
  Stream<DynamicTest> b7_supportsTheReferenceAndTheFaultlessFormula_onEveryInstance() {
    return Map.of("reference", Reference.IMPLEMENTATION, "faultless", faultless())
        .entrySet()
        .stream()
        .flatMap(
            ops ->
                MatrixClaims.B7.instances().stream()
                    .map(
                        i ->
                            DynamicTest.dynamicTest(
                                i.name() + " " + ops.getKey(),
                                () -> {
                                  Evidence e = MatrixClaims.B7.checkOne(ops.getValue(), i, 1);
                                  assertEquals(Verdict.SUPPORTED, e.verdict(), e.toString());
                                })));
  }

  @TestFactory
  Stream<DynamicTest> b7_refutesEveryMatrixMutant_byAValue() {
    return MatrixMutants.all().stream()
        .map(
            m ->
                DynamicTest.dynamicTest(
                    m.id(),
                    () -> {
                      Evidence e = MatrixClaims.B7.verify(m.implementation(), 1);
                      assertEquals(Verdict.REFUTED, e.verdict(), e.toString());
                      assertEquals(true, e.value() > FAR * e.bound(), e.toString());
                    }));
  }

  @Test
  void b7_refutesAFlowThatReturnsNoNumber() {
    Implementation broken =
        Reference.IMPLEMENTATION.with(
            GAUSSIAN_FLOW,
            (c, next) ->
                new GaussianLaw(
                    new double[] {Double.NaN, 0, 0},
                    new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
    Evidence e = MatrixClaims.B7.checkOne(broken, MatrixClaims.B7.instances().get(3), 1);
    assertEquals(Verdict.REFUTED, e.verdict(), e.toString());
  }
}
