package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ParticleSettings.Kernel;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations;
import wfr.particle.fused.FusedNormals;
import wfr.reference.Reference;

/** Which loops auto stands for, and what it says about it. */
class KernelChoiceTest {
  private static final ParticleSettings DEFAULT = with(new DensityEstimate.Grid(0));

  private static WfrProblem onLine(Domain.Boundary boundary) {
    return new WfrProblem(
        PolynomialPotential.doubleWell(4, 0.5),
        GaussianLaw.of(0.2, 0.49),
        Domain.interval(-3, 3, boundary),
        1,
        1);
  }

  private static ParticleSettings with(DensityEstimate density) {
    return with(
        Integrator.EULER_MARUYAMA, density, ParticleSettings.Reaction.WEIGHTS, "systematic");
  }

  private static ParticleSettings with(
      Integrator integrator,
      DensityEstimate density,
      ParticleSettings.Reaction reaction,
      String resampling) {
    ResamplingScheme scheme =
        Stream.of(ResamplingScheme.values())
            .filter(s -> s.key().equals(resampling))
            .findFirst()
            .orElseThrow();
    return new ParticleSettings(
        1600, 0.01, integrator, density, reaction, new ParticleSettings.Resampling(scheme, 0.5), 1);
  }

  private static KernelChoice choice(WfrProblem problem, ParticleSettings s) {
    return KernelChoice.of(problem, s, Reference.IMPLEMENTATION);
  }

  /** Settings left out ask for auto, and auto takes the fused step on the line. */
  @Test
  void auto_isTheFusedStep_whereItServes() {
    KernelChoice c = choice(onLine(Domain.Boundary.LINE), DEFAULT);
    assertEquals(FusedNormals.hasVector() ? Kernel.VECTOR : Kernel.SCALAR, c.kernel());
    assertTrue(c.reason().startsWith("the fused step"), c.reason());
  }

  static Stream<Arguments> othersThanTheFusedStep() {
    WfrProblem line = onLine(Domain.Boundary.LINE);
    DensityEstimate grid = new DensityEstimate.Grid(0);
    Integrator euler = Integrator.EULER_MARUYAMA;
    ParticleSettings.Reaction weights = ParticleSettings.Reaction.WEIGHTS;
    return Stream.of(
        Arguments.of("boundary: line", onLine(Domain.Boundary.NO_FLUX), DEFAULT),
        Arguments.of(
            "integrator: euler-maruyama",
            line,
            with(Integrator.LEIMKUHLER_MATTHEWS, grid, weights, "systematic")),
        Arguments.of("density: grid", line, with(new DensityEstimate.Gaussian())),
        Arguments.of(
            "reaction: weights",
            line,
            with(euler, grid, ParticleSettings.Reaction.BIRTH_DEATH, "systematic")),
        Arguments.of(
            "resampling: systematic or none", line, with(euler, grid, weights, "residual")));
  }

  @ParameterizedTest
  @MethodSource("othersThanTheFusedStep")
  void auto_isReadable_andSaysWhatIsMissing(
      String missing, WfrProblem problem, ParticleSettings s) {
    KernelChoice c = choice(problem, s);
    assertEquals(Kernel.READABLE, c.kernel());
    assertEquals("the fused step needs " + missing, c.reason());
  }

  /** A replaced operation is asked: the fused loop would pass it by. */
  @Test
  void auto_isReadable_whereAnOperationItFusesIsReplaced() {
    Implementation other =
        Reference.IMPLEMENTATION.with(ParticleOperations.SDE_STEP, (c, next) -> next.apply(c));
    assertEquals(
        Kernel.READABLE, KernelChoice.of(onLine(Domain.Boundary.LINE), DEFAULT, other).kernel());
  }

  @ParameterizedTest
  @EnumSource(
      value = Kernel.class,
      names = {"READABLE", "SCALAR", "VECTOR"})
  void kernelByName_isTaken(Kernel kernel) {
    KernelChoice c = choice(onLine(Domain.Boundary.NO_FLUX), DEFAULT.withKernel(kernel));
    assertEquals(new KernelChoice(kernel, "asked for"), c);
  }
}
