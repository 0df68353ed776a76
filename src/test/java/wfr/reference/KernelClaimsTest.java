package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/** The claims on fused kernels, kernel by kernel: the command line meets the one that runs there, and the scalar one as a variant. */
class KernelClaimsTest {
  /** "auto" is the vector kernel wherever its registers exist: FusedParticlesTest sees to that. */
  @ParameterizedTest
  @CsvSource({"scalar, E12", "auto, E12", "scalar, E13", "auto, E13", "scalar, E14", "auto, E14"})
  void kernel_isTheDefinition(String kernel, String claim) {
    Evidence e =
        Claims.get(claim)
            .verify(
                new ReferenceOperations() {
                  @Override
                  public String kernel() {
                    return kernel;
                  }
                },
                1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }
}
