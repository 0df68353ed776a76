package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.model.SpectralProblem;
import wfr.reference.CertifiedEquation;
import wfr.reference.CertifiedProblems;
import wfr.reference.Reference;

/** What the certificate of the equation promises at T = 2, found without hints, with what it costs. */
class PdePromiseTest {
  private static final double TORUS = 1e-9;
  private static final double INTERVAL = 1e-8;
  private static final long NANOSECONDS = 60_000_000_000L;

  static Stream<Arguments> promises() {
    return Stream.of(
        Arguments.of(CertifiedProblems.all().get("two-well-circle"), TORUS),
        Arguments.of(CertifiedProblems.all().get("shallow-well"), INTERVAL));
  }

  @ParameterizedTest
  @MethodSource("promises")
  void equation_isEnclosedToThePromise_inLessThanAMinute(SpectralProblem problem, double promise) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    CertifiedEquation c =
        CertifiedEquation.of(
            problem,
            new double[] {2},
            promise,
            List.of(),
            Reference.IMPLEMENTATION,
            (what, done) -> {});
    long cost = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    double eps = c.states().get(0).bound();
    assertTrue(eps <= promise, "eps = " + eps);
    assertTrue(cost < NANOSECONDS, "nanoseconds: " + cost);
  }
}
