package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.ExactSolution;
import wfr.reference.ParticleResult;
import wfr.reference.Progress;
import wfr.reference.RunStopped;
import wfr.report.Agreement;
import wfr.report.RunResult;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** Particles where no grid reaches, beside the solutions that are known there: products of factors (B12) and Gaussians (B7). */
class ManyDimensionsTest {
  private static final Progress NONE = (what, done) -> {};

  /** In stated errors, every figure and nine tenths of them: a standard error and the step's bias are stated, not a bound. */
  private static final double EVERY = 4;

  private static final double MOST = 2;
  private static final double SHARE = 0.9;

  private static final String FACTORS =
      "\"2*(x^2-1)^2 + 0.3*x\", \"3*(x^2-1)^2\", \"1.5*(x^2-1)^2 - 0.2*x\", \"2.5*(x^2-1)^2 + 0.1*x\"";

  private static String gaussians(String form, double mean, double variance, int count) {
    String each = form.formatted(mean, variance);
    return String.join(", ", Collections.nCopies(count, each));
  }

  /** Four wells and six Gaussians in a reflected frame. */
  private static Scenario product(String density, int count) {
    String frame = "frame: {householder: [1, 2, -1, 0.5, 1, -2, 0.3, 1, 0.7, -0.4]}";
    String potential =
        "{product: {factors: [%s, %s], %s}}"
            .formatted(
                FACTORS, gaussians("{quadratic: {mean: %s, variance: %s}}", 0.2, 0.7, 6), frame);
    String start =
        "{product: {factors: [%s, %s], %s}}"
            .formatted(
                gaussians("{gaussian: {mean: %s, variance: %s}}", 0.4, 0.25, 4),
                gaussians("{gaussian: {mean: %s, variance: %s}}", -0.1, 0.5, 6),
                frame);
    return read(10, potential, start, "density: %s".formatted(density), count);
  }

  private static Scenario read(int d, String potential, String start, String density, int count) {
    return ScenarioReader.read(
        "many",
        "many",
        """
        dimension: %d
        potential: %s
        initial: %s
        reaction-rate: 1
        output-times: [0.3]
        observables: {right: "x1 > x%d"}
        particles: {count: %d, time-step: 0.03, seed: 1, %s}
        """
            .formatted(d, potential, start, d, count, density));
  }

  private static RunResult compared(Scenario s) {
    Engine engine = new Engine();
    Optional<ExactSolution> exact = engine.exact(s, NONE);
    return new RunResult(s, Optional.empty(), exact, Optional.of(engine.sample(s, 2, NONE)));
  }

  private static void assertWithinStatedErrors(List<double[]> figures) {
    assertTrue(figures.stream().allMatch(f -> f[1] < Double.POSITIVE_INFINITY), "errors are known");
    double[] ratios = figures.stream().mapToDouble(f -> f[0] / f[1]).toArray();
    double worst = Arrays.stream(ratios).max().orElseThrow();
    assertTrue(worst <= EVERY, "largest distance in stated errors: " + worst);
    double share = Arrays.stream(ratios).filter(r -> r <= MOST).count() / (double) ratios.length;
    assertTrue(share >= SHARE, "share within two stated errors: " + share);
  }

  private static double[] distance(Estimate exact, Estimate particles) {
    return new double[] {
      Math.abs(exact.value() - particles.value()), exact.error() + particles.error()
    };
  }

  @Test
  void figures_areThoseOfTheFactors_inTenDimensions() {
    RunResult run = compared(product("oracle", 8000));
    assertEquals(65, run.agreements().size(), "ten means and fifty-five entries of a covariance");
    List<double[]> all =
        new java.util.ArrayList<>(
            run.agreements().stream().map(a -> distance(a.grid(), a.particles())).toList());
    MeasureSummary exact = run.standard().orElseThrow().get(0);
    MeasureSummary particles = run.particles().orElseThrow().summaries().get(0);
    all.add(distance(exact.kl(), particles.kl()));
    all.add(distance(exact.logRatioVariance(), particles.logRatioVariance()));
    assertWithinStatedErrors(all);
    assertEquals(Estimate.UNKNOWN, particles.reverseKl());
    assertEquals(Estimate.UNKNOWN, particles.fisherInformation());
    assertTrue(run.agreements().stream().allMatch(Agreement::agrees));
  }

  @Test
  void moments_areThoseOfTheClosedForm_inFiftyDimensionsByTheGaussianClosure() {
    String d = "mean: [%s], covariance: %s";
    String target = "{quadratic: {" + d.formatted(ramp(50, 0.3), matrix(50, 1.2, 0.02)) + "}}";
    String start = "{gaussian: {" + d.formatted(ramp(50, -0.2), matrix(50, 0.8, -0.01)) + "}}";
    RunResult run = compared(read(50, target, start, "density: gaussian", 16000));
    assertEquals(50 + 50 * 51 / 2, run.agreements().size());
    assertWithinStatedErrors(
        run.agreements().stream().map(a -> distance(a.grid(), a.particles())).toList());
  }

  private static String ramp(int d, double size) {
    double[] v = new double[d];
    Arrays.setAll(v, k -> size * Math.sin(k));
    return String.join(", ", Arrays.stream(v).mapToObj(Double::toString).toList());
  }

  /** c on the diagonal and a constant beside it: eigenvalues c - b and c + (d - 1) b. */
  private static String matrix(int d, double c, double b) {
    String[] rows = new String[d];
    for (int j = 0; j < d; j++) {
      Object[] row = new Object[d];
      Arrays.fill(row, b);
      row[j] = c;
      rows[j] = Arrays.toString(row);
    }
    return Arrays.toString(rows);
  }

  @Test
  void kernelsThatSeeOnlyThemselves_areRefused() {
    Scenario alone = product("transition", 32000);
    RunStopped e = assertThrows(RunStopped.class, () -> new Engine().sample(alone, 2, NONE));
    assertTrue(e.getMessage().contains("a particle's own kernel is "), e.getMessage());
    assertTrue(e.getMessage().contains("at most 10 %"), e.getMessage());
  }

  /** In four dimensions a wide kernel over many particles is let through, and its share is told. */
  @Test
  void shareOfTheOwnKernel_isTold() {
    Scenario four =
        read(
            4,
            "{quadratic: {mean: [0, 0, 0, 0], variance: 1}}",
            "{gaussian: {mean: [0, 0, 0, 0], variance: 0.8}}",
            "density: {kernel: {bandwidth: 0.8}}",
            9600);
    ParticleResult run = new Engine().sample(four, 2, NONE);
    assertEquals(1, run.warnings().size());
    assertTrue(
        run.warnings().get(0).startsWith("particles.density: a particle's own kernel is "),
        run.warnings().get(0));
  }

  @Test
  void noExactSolution_isSaid() {
    Scenario s =
        read(
            4,
            "\"x1^4 + x2^2 + x3^2 + x4^2 + x1*x2\"",
            "{gaussian: {mean: [0, 0, 0, 0], variance: 0.3}}",
            "density: gaussian",
            1600);
    assertEquals(Optional.empty(), new Engine().exact(s, NONE));
    RunResult run = compared(s);
    assertEquals(Optional.empty(), run.standard());
    assertEquals(List.of(), run.agreements());
    assertEquals(
        Map.of("right", run.summaries().get(0).observables().get("right")).keySet(),
        run.summaries().get(0).observables().keySet());
  }
}
