package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.operation.ParticleOperations.KERNEL_NORMALS;
import static wfr.operation.ParticleOperations.KERNEL_RUN;
import static wfr.operation.ParticleOperations.KERNEL_STEP;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.model.ParticleSettings.Kernel;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.KernelNormals;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/** The claims on fused kernels, kernel by kernel: the command line meets the one that runs there, and the scalar one as a variant. */
class KernelClaimsTest {
  /** "auto" is the vector kernel wherever its registers exist: FusedParticlesTest sees to that. */
  @ParameterizedTest
  @CsvSource({"SCALAR, E12", "AUTO, E12", "SCALAR, E13", "AUTO, E13", "SCALAR, E14", "AUTO, E14"})
  void kernel_isTheDefinition(Kernel kernel, String claim) {
    Implementation ops =
        Reference.IMPLEMENTATION
            .with(KERNEL_NORMALS, (c, next) -> next.apply(new KernelNormals(kernel, c.numbers())))
            .with(KERNEL_STEP, (c, next) -> next.apply(c.withKernel(kernel)))
            .with(KERNEL_RUN, (c, next) -> next.apply(c.withKernel(kernel)));
    Evidence e = Claims.get(claim).verify(ops, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }
}
