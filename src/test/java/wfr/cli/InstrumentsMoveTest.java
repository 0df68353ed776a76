package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.CertificateOperations.ENCLOSE;
import static wfr.operation.CertificateOperations.SCHEME_STATES;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.FigureOperations.BOX_ERRORS;
import static wfr.operation.FigureOperations.EXTRAPOLATION;
import static wfr.operation.FigureOperations.HISTOGRAM_ERRORS;
import static wfr.operation.GridOperations.ADAPTIVE_RUN;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.KineticOperations.KINETIC_HAMILTON;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.RESAMPLE;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.WeightedSample;
import wfr.operation.Call;
import wfr.operation.CertificateOperations.EnclosedState;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.FigureOperations.HistogramErrors;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.ParticleSolution;
import wfr.reference.ErrorPart;
import wfr.reference.FeynmanKacResult;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.report.Decimal;
import wfr.report.FeynmanKacJson;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * What a run says of itself, in summary.json and on its page, follows what it is named after. Every such number is moved: it takes two values in two runs, each computed here by other means,
 * by counting what the run asked of its operations, by a closed form, or by planting it. {@link #everyInstrument_isMovedByATest} finds the numbers in the files and wants a test for each.
 */
class InstrumentsMoveTest {
  /** Names of the instruments that a test moves: keys of summary.json, or "page: " and the row's header. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  private @interface Moves {
    String[] value();
  }

  private static final Progress NONE = Progress.NONE;
  private static final double LEAK = 1e-6;

  /** Of sums of a few hundred terms of size one. */
  private static final double ROUNDING = 1e-13;

  /** Relative, of a number formed of printed numbers by the same formula. */
  private static final double SAME = 1e-12;

  /** The same, of sums over populations. */
  private static final double PRINTED = 1e-9;

  /** Of a closed form printed in full. */
  private static final double CLOSED_FORM = 1e-10;

  /** Of masses of tails, differences from 1. */
  private static final double TAILS = 1e-8;

  /** The accuracy that expectations are asked for. */
  private static final double SOLVED = 1e-6;

  /** Of a difference of expectations of size 1. */
  private static final double SUBTRACTED = 1e-11;

  /** Variances on few cells exceed the extrapolated one by a few per cent. */
  private static final double OF_COARSE_CELLS = 0.05;

  /** Relative, of what is small and known to its first order. */
  private static final double FEW_DIGITS = 1e-3;

  /** A fault in a state. */
  private static final double PLANTED = 1e-9;

  /** What a bound is to reach. */
  private static final double AIM = 1e-9;

  private static final int POPULATIONS = 16;

  private static final String GAUSSIANS =
      """
      potential: {quadratic: {mean: 0, variance: 1}}
      initial: {gaussian: {mean: 0.5, variance: 0.3}}
      domain: [-6, 6]
      output-times: [0.1]
      """;

  private static final String WALLS =
      """
      potential: "x^2/2"
      initial: {gaussian: {mean: 0.5, variance: 0.3}}
      domain: [-4, 4]
      boundary: no-flux
      output-times: [0.1]
      """;

  private static final String CIRCLE =
      """
      potential: "0.4*cos(x)"
      initial: {log-density: "0.1*cos(x)"}
      domain: [-3.141592653589793, 3.141592653589793]
      boundary: periodic
      output-times: [0.1]
      """;

  private static final String PLANE =
      """
      potential: {quadratic: {mean: [0, 0], covariance: [[1, 0], [0, 1]]}}
      initial: {gaussian: {mean: [0.5, 0], covariance: [[0.3, 0], [0, 0.5]]}}
      domain: [[-4, 4], [-4, 4]]
      boundary: no-flux
      output-times: [0.1]
      """;

  private static final String COARSE = "grid: {cells: 16, time-step: 0.05}\n";
  private static final String COARSE_PLANE = "grid: {cells: 8, time-step: 0.05}\n";

  private static String particles(String settings) {
    return "particles: {count: 320, time-step: 0.025, seed: 3, " + settings + "}\n";
  }

  // ---- finite volumes

  /** Between two transports without a reaction the leak counts twice: that is what the ledger sees before anything is normalised. */
  @ParameterizedTest
  @CsvSource({
    "lie-wfr, 1, 1",
    "lie-frw, 1, 1",
    "strang, 1, 1",
    "strang-wfrw, 1, 2",
    "strang, 0, 2"
  })
  @Moves({"grid.mass_defect", "times.mass"})
  void massDefect_isWhatTransportLeaks_untilAReactionNormalises(
      String scheme, double lambda, int transports) {
    double expected = -Math.expm1(transports * Math.log1p(-LEAK));
    String settings = "reaction-rate: " + lambda + "\n";
    String line =
        WALLS + "grid: {cells: 16, time-step: 0.05, scheme: %s}\n".formatted(scheme) + settings;
    String plane =
        PLANE + "grid: {cells: 8, time-step: 0.05, scheme: %s}\n".formatted(scheme) + settings;
    for (String text : List.of(line, plane)) {
      JsonNode tight = json(solved(Reference.IMPLEMENTATION, text));
      JsonNode leaky = json(solved(leaking(), text));
      assertTrue(defect(tight) <= ROUNDING, tight::toString);
      assertEquals(expected, defect(leaky), FEW_DIGITS * expected, text);
      assertEquals(1, mass(tight), ROUNDING);
      double kept = lambda == 0 ? 1 - expected : 1; // a reaction at the end of the step
      double left = scheme.equals("lie-frw") || scheme.equals("strang-wfrw") ? 1 - LEAK : kept;
      assertEquals(left, mass(leaky), ROUNDING, text);
    }
  }

  private static double defect(JsonNode summary) {
    return summary.at("/grid/mass_defect").asDouble();
  }

  private static double mass(JsonNode summary) {
    return summary.at("/times/0/mass/value").asDouble();
  }

  private static Implementation leaking() {
    return Reference.IMPLEMENTATION.with(
        TRANSPORT, (c, next) -> next.apply(c).map(InstrumentsMoveTest::leaked));
  }

  private static double[] leaked(double[] h) {
    return Arrays.stream(h).map(v -> v + Math.log1p(-LEAK)).toArray();
  }

  /** Refinements leak too; the ledger is that of the run which the other entries speak of. */
  @Test
  @Moves("grid.mass_defect")
  void massDefect_isThatOfTheRunShown_notOfItsRefinements() {
    Implementation finer =
        Reference.IMPLEMENTATION.with(
            TRANSPORT,
            (c, next) -> {
              int shown = c.target().grid().dimension() == 1 ? 16 : 8;
              boolean refined = c.target().grid().axis(0).cells() > shown;
              return next.apply(c).map(h -> refined ? leaked(h) : h);
            });
    assertTrue(defect(json(solved(finer, WALLS + COARSE))) <= ROUNDING);
    assertTrue(defect(json(solved(finer, PLANE + COARSE_PLANE))) <= ROUNDING);
  }

  @Test
  @Moves({
    "page: time steps",
    "page: largest |mass − 1| after transport, before normalising",
  })
  void massLedger_standsOnThePage_onTheLineAndInThePlane() {
    for (String text : List.of(WALLS + COARSE, PLANE + COARSE_PLANE)) {
      Page page = page(solved(leaking(), text));
      assertEquals("2", page.cell("time steps"));
      assertEquals("1e-6", page.cell("largest |mass − 1| after transport, before normalising"));
      Page finer = page(solved(Reference.IMPLEMENTATION, text.replace("step: 0.05", "step: 0.02")));
      assertEquals("5", finer.cell("time steps"));
      String rounding = finer.cell("largest |mass − 1| after transport, before normalising");
      assertTrue(Double.parseDouble(rounding) <= ROUNDING, rounding);
    }
  }

  /** Intervals of 0.1 and 0.15: four and five steps of at most 0.03, two and three of at most 0.05. */
  @ParameterizedTest
  @CsvSource({"16, 0.03, 9", "24, 0.05, 5"})
  @Moves({"grid.cells", "grid.time-step", "grid.steps", "grid.scheme"})
  void cellsAndSteps_areThoseOfTheFile_whereItFixesThem(int cells, double step, int steps) {
    String grid = "grid: {cells: %s, time-step: %s}\n".formatted(cells, step);
    for (String text : List.of(WALLS, PLANE)) {
      JsonNode g =
          json(solved(Reference.IMPLEMENTATION, text.replace("[0.1]", "[0.1, 0.25]") + grid))
              .get("grid");
      JsonNode c = g.get("cells");
      assertEquals(cells, c.isArray() ? c.get(0).asInt() : c.asInt());
      assertEquals(cells, c.isArray() ? c.get(1).asInt() : c.asInt());
      assertEquals(step, g.get("time-step").asDouble());
      assertEquals(steps, g.get("steps").asInt());
      assertEquals("strang", g.get("scheme").asText());
    }
  }

  @Test
  @Moves({"grid.cells", "grid.time-step", "grid.steps", "grid.scheme"})
  void cellsAndSteps_areThoseOfTheFinestRun_whereNothingIsFixed() {
    int wide = finest(WALLS);
    int narrow = finest(WALLS.replace("variance: 0.3", "variance: 0.002"));
    assertTrue(narrow > wide, narrow + " against " + wide);
  }

  /** Cells of the finest run, whose numbers are those of the summary. */
  private static int finest(String text) {
    TreeMap<Integer, double[]> ends = new TreeMap<>();
    Implementation counting =
        watching(
            Reference.IMPLEMENTATION, ADAPTIVE_RUN, (c, r) -> ends.put(c.cells(), r.stepTimes()));
    Scenario s = read(text);
    GridResult grid = new Engine(counting).solve(s, 1e-1, NONE);
    JsonNode g = json(new RunResult(s, Optional.of(grid), Optional.empty())).get("grid");
    int cells = ends.lastKey();
    double[] steps = ends.get(cells);
    double longest = steps[0];
    for (int k = 1; k < steps.length; k++) {
      longest = Math.max(longest, steps[k] - steps[k - 1]);
    }
    assertEquals(cells, g.get("cells").asInt());
    assertEquals("adaptive", g.get("scheme").asText());
    assertEquals(longest, g.get("time-step").asDouble());
    assertEquals(steps.length, g.get("steps").asInt());
    return cells;
  }

  @ParameterizedTest
  @CsvSource({"-2.8, 3.1", "-3.3, 2.6"})
  @Moves({"grid.initial_mass_outside", "grid.target_mass_outside", "page: outside the box"})
  void massOutside_isThatOfTheGaussians(double a, double b) {
    double initial = outside(0.5, 0.3, a, b);
    double target = outside(0, 1, a, b);
    String box = GAUSSIANS.replace("domain: [-6, 6]", "domain: [%s, %s]".formatted(a, b));
    RunResult run = solved(Reference.IMPLEMENTATION, box + COARSE);
    JsonNode g = json(run).get("grid");
    assertEquals(initial, g.get("initial_mass_outside").asDouble(), TAILS * initial);
    assertEquals(target, g.get("target_mass_outside").asDouble(), TAILS * target);
    List<String> row = page(run).row("outside the box");
    assertEquals("initial mass " + Decimal.rounded(initial, 2), row.get(1));
    assertEquals("target mass " + Decimal.rounded(target, 2), row.get(2));
    String plane =
        PLANE
            .replace("boundary: no-flux\n", "")
            .replace("[[-4, 4], [-4, 4]]", "[[%s, %s], [-4, 4]]".formatted(a, b));
    JsonNode p = json(solved(Reference.IMPLEMENTATION, plane + COARSE_PLANE)).get("grid");
    double initialInPlane = 1 - (1 - initial) * (1 - outside(0, 0.5, -4, 4));
    double targetInPlane = 1 - (1 - target) * (1 - outside(0, 1, -4, 4));
    // a few digits of what is outside a rectangle
    assertEquals(
        initialInPlane, p.get("initial_mass_outside").asDouble(), FEW_DIGITS * initialInPlane);
    assertEquals(
        targetInPlane, p.get("target_mass_outside").asDouble(), FEW_DIGITS * targetInPlane);
  }

  @Test
  @Moves({"grid.initial_mass_outside", "grid.target_mass_outside"})
  void massOutside_isNone_whereTheBoxIsTheSpace() {
    for (String text : List.of(WALLS + COARSE, PLANE + COARSE_PLANE)) {
      JsonNode g = json(solved(Reference.IMPLEMENTATION, text)).get("grid");
      assertEquals(0, g.get("initial_mass_outside").asDouble());
      assertEquals(0, g.get("target_mass_outside").asDouble());
    }
  }

  private static double outside(double mean, double variance, double a, double b) {
    NormalDistribution law = new NormalDistribution(null, mean, Math.sqrt(variance));
    return law.cumulativeProbability(a)
        + new NormalDistribution(null, -mean, Math.sqrt(variance)).cumulativeProbability(-b);
  }

  /** Without reaction rho_t is N(m e^{-Dt}, 1 + (v - 1) e^{-2Dt}), and its flux -D (rho' + rho V') is largest where this says. */
  @ParameterizedTest
  @CsvSource({"0, 1e-300", "0.5, 2e-3", "1, 2e-3"})
  @Moves("page: largest |flux| at output times")
  void largestFlux_isThatOfTheOrnsteinUhlenbeckFlow(double diffusivity, double tolerance) {
    String text =
        GAUSSIANS
            + "reaction-rate: 0\ndiffusivity: %s\n".formatted(diffusivity)
            + "grid: {cells: 240, time-step: 0.001}\n";
    String shown =
        page(solved(Reference.IMPLEMENTATION, text)).cell("largest |flux| at output times");
    double decay = Math.exp(-0.1 * diffusivity);
    double m = 0.5 * decay;
    double v = 1 + (0.3 - 1) * decay * decay;
    double largest = 0;
    for (int i = 1; i < 240; i++) {
      double x = -6 + 12 * i / 240.0;
      double rho = Math.exp(-0.5 * (x - m) * (x - m) / v) / Math.sqrt(2 * Math.PI * v);
      largest = Math.max(largest, Math.abs(diffusivity * rho * ((x - m) / v - x)));
    }
    assertEquals(largest, Double.parseDouble(shown), 3 * tolerance * Math.max(1, largest), shown);
  }

  // ---- error budget

  @Test
  @Moves({"page: box", "page: rounding"})
  void boxAndRounding_areWhatIsPlanted() {
    Implementation cut =
        leaking()
            .with(
                BOX_ERRORS,
                (c, next) -> {
                  double[] e = new double[next.apply(c).length];
                  e[1] = 2e-4;
                  e[2] = 1e-4;
                  e[3] = 3e-4;
                  return e;
                });
    Map<String, ErrorPart> planted = parts(solved(cut, WALLS + COARSE));
    assertPart(3e-4, 2e-4, 1e-4, planted.get("box"), ROUNDING);
    MeasureSummary at = solved(cut, WALLS + COARSE).grid().orElseThrow().summaries().get(0);
    double variance = at.variance().get(0).get(0).value();
    double deviation = Math.max(Math.sqrt(variance), Math.abs(at.mean().get(0).value()));
    assertPart(
        LEAK, LEAK * deviation, LEAK * variance, planted.get("rounding"), OF_COARSE_CELLS * LEAK);
    Map<String, ErrorPart> plain = parts(solved(Reference.IMPLEMENTATION, WALLS + COARSE));
    assertPart(0, 0, 0, plain.get("box"), 0);
    assertPart(0, 0, 0, plain.get("rounding"), ROUNDING);
  }

  private static void assertPart(
      double kl, double mean, double variance, ErrorPart part, double tolerance) {
    assertEquals(kl, part.kl(), tolerance, part.source());
    assertEquals(mean, part.mean()[0], tolerance, part.source());
    assertEquals(variance, part.variance()[0], tolerance, part.source());
  }

  /**
   * On the circle without potential and reaction, 1 + a cos x decays by 1/(1 + mu dt) a step, mu = (2 sin(dx/2)/dx)^2, from cell averages: what the step and what the cells do
   * to KL is known by itself.
   */
  @ParameterizedTest
  @CsvSource({"24, 0.05, 10", "24, 0.01, 50", "12, 0.01, 50"})
  @Moves({"page: space", "page: time"})
  void spaceAndTime_areTheErrorsOfCellsAndSteps(int cells, double dt, int steps) {
    String circle =
        """
        potential: "0"
        initial: {log-density: "log(1 + 0.4*cos(x))"}
        domain: [-3.141592653589793, 3.141592653589793]
        boundary: periodic
        reaction-rate: 0
        output-times: [0.5]
        grid: {cells: %s, time-step: %s}
        """
            .formatted(cells, dt);
    double half = Math.PI / cells;
    double averaged = 0.4 * Math.sin(half) / half;
    double mu = Math.pow(Math.sin(half) / half, 2);
    double both = kl(averaged * Math.pow(1 + mu * dt, -steps), cells);
    double inSpace = kl(averaged * Math.exp(-mu * dt * steps), cells);
    double exact = kl(0.4 * Math.exp(-dt * steps), 1 << 12);
    RunResult run = solved(Reference.IMPLEMENTATION, circle);
    Map<String, ErrorPart> parts = parts(run);
    double time = Math.abs(both - inSpace);
    double space = Math.abs(inSpace - exact);
    // parts are of first order in dt and of second in dx: off by the next order, mu about 1
    double next = (dt + half * half) * (time + space);
    assertEquals(time, parts.get("time").kl(), next);
    assertEquals(space, parts.get("space").kl(), next);
  }

  /** KL of cells of mass (1 + a cos x)/n against equal ones. */
  private static double kl(double a, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double u = 1 + a * Math.cos(2 * Math.PI * (i + 0.5) / n);
      sum += u * Math.log(u) / n;
    }
    return sum;
  }

  /** From the populations themselves: s/4, |difference| + sqrt(s^2 + s'^2)/4, and the bias of a plug-in entropy. */
  @ParameterizedTest
  @CsvSource({"320, 0.025", "1280, 0.05"})
  @Moves({"page: number of particles", "page: time step", "page: histogram"})
  void partsOfTheParticles_areTheSpreadsOfTheirPopulations(int count, double dt) {
    Populations seen = new Populations(dt);
    String text =
        GAUSSIANS
            + "particles: {count: %s, time-step: %s, seed: 3, resampling: none}\n"
                .formatted(count, dt);
    RunResult run = sampled(seen.watched(Reference.IMPLEMENTATION), text);
    double[] fine = seen.means(seen.fine);
    double[] coarse = seen.means(seen.coarse);
    double noise = spread(fine) / 4;
    double step =
        Math.abs(average(fine) - average(coarse)) + Math.hypot(spread(fine), spread(coarse)) / 4;
    Map<String, ErrorPart> parts = parts(run);
    assertEquals(noise, parts.get("number of particles").mean()[0], PRINTED * noise);
    assertEquals(step, parts.get("time step").mean()[0], PRINTED * step);
    assertEquals(0, parts.get("histogram").mean()[0]);
    assertEquals(0, parts.get("histogram").variance()[0]);
    double histogram = seen.histogramError();
    assertEquals(histogram, parts.get("histogram").kl(), PRINTED * histogram);
    double total = run.summaries().get(0).mean().get(0).error();
    assertEquals(noise + step, total, PRINTED * total);
  }

  /** The parts of the errors of the one output time, as they stand on the page too. */
  private static Map<String, ErrorPart> parts(RunResult run) {
    List<ErrorPart> budget =
        run.grid()
            .map(GridResult::errorBudget)
            .orElseGet(() -> run.particles().orElseThrow().errorBudget());
    Page page = page(run);
    Map<String, ErrorPart> parts = new TreeMap<>();
    for (ErrorPart p : budget) {
      List<String> expected =
          List.of(
              Decimal.rounded(p.time()),
              p.source(),
              Decimal.rounded(p.kl(), 2),
              Decimal.rounded(p.mean()[0], 2),
              Decimal.rounded(p.variance()[0], 2));
      assertEquals(expected, page.part(run.grid().isPresent() ? "grid" : "particles", p.source()));
      parts.put(p.source(), p);
    }
    return parts;
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Standard deviation. */
  private static double spread(double[] values) {
    double mean = average(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  // ---- particles

  /** What is left over of a division by sixteen is not run, and not counted. */
  @ParameterizedTest
  @CsvSource({"320, 320", "331, 320", "352, 352"})
  @Moves({"particles.count", "particles.replicates"})
  void count_isThatOfTheParticlesThatRan(int asked, int ran) {
    Populations seen = new Populations(0.025);
    String text = GAUSSIANS + particles("resampling: none").replace("320", String.valueOf(asked));
    RunResult run = sampled(seen.watched(Reference.IMPLEMENTATION), text);
    JsonNode p = json(run).get("particles");
    int moved = seen.fine.stream().mapToInt(r -> r.samples().get(0).count()).sum();
    assertEquals(ran, moved);
    assertEquals(ran, p.get("count").asInt());
    assertEquals(seen.fine.size(), p.get("replicates").asInt());
    assertTrue(RunTable.of(run).contains("particles: " + ran + " in 16 populations"));
  }

  /** Eight steps of the half; with threshold one every step after the first finds weights that are not equal. */
  @ParameterizedTest
  @CsvSource({"ess-threshold: 0, 0", "ess-threshold: 1, 7"})
  @Moves({"particles.resamplings", "page: resampled"})
  void resamplings_areThoseOfThePopulationsOfHalfTheStep(String settings, int each) {
    AtomicInteger drawn = new AtomicInteger();
    Populations seen = new Populations(0.025);
    Implementation counting =
        watching(Reference.IMPLEMENTATION, RESAMPLE, (c, r) -> drawn.incrementAndGet());
    RunResult run = sampled(seen.watched(counting), GAUSSIANS + particles(settings));
    int resamplings = each * POPULATIONS;
    assertEquals(resamplings, json(run).at("/particles/resamplings").asInt());
    int coarse = Math.max(0, each - 4) * POPULATIONS; // four steps, of which three are opened so
    assertEquals(resamplings + coarse, drawn.get());
    assertEquals(resamplings, seen.fine.stream().mapToInt(ParticleSolution::resamplings).sum());
    assertTrue(page(run).text().contains("which were resampled " + resamplings + " times in all"));
    assertTrue(RunTable.of(run).contains("with the half " + resamplings + " resamplings"));
  }

  /** Every step of eight adds the same to all logarithms: the mean weight grows by its exponential, the figures stay. */
  @ParameterizedTest
  @CsvSource({"0.02", "-0.05"})
  @Moves("particles.mean_weight")
  void meanWeight_growsByWhatEveryStepAdds(double added) {
    String text =
        GAUSSIANS + particles("kernel: readable, ess-threshold: 0.5"); // to the last digits
    Implementation growing =
        Reference.IMPLEMENTATION.with(
            UPDATE_LOG_WEIGHTS,
            (c, next) -> {
              double[] change = new double[c.logRho().length];
              Arrays.fill(change, added);
              return next.apply(c).plus(change);
            });
    double plain = meanWeight(sampled(Reference.IMPLEMENTATION, text));
    double grown = meanWeight(sampled(growing, text));
    assertEquals(plain * Math.exp(8 * added), grown, SAME);
  }

  /** A replaced operation is one that the fused step cannot stand for. */
  @Test
  @Moves({"particles.kernel", "particles.kernel_reason"})
  void kernel_isTheOneThatRan_andWhyIsSaid() {
    String text = GAUSSIANS + particles("ess-threshold: 0.5");
    JsonNode fused = json(sampled(Reference.IMPLEMENTATION, text)).path("particles");
    assertTrue(List.of("vector", "scalar").contains(fused.path("kernel").asText()));
    Implementation replaced =
        Reference.IMPLEMENTATION.with(UPDATE_LOG_WEIGHTS, (c, next) -> next.apply(c));
    JsonNode loops = json(sampled(replaced, text)).path("particles");
    assertEquals("readable", loops.path("kernel").asText());
    assertTrue(loops.path("kernel_reason").asText().contains("one of which was replaced"));
    assertTrue(fused.path("kernel_reason").asText().startsWith("the fused step"));
  }

  private static double meanWeight(RunResult run) {
    JsonNode w = json(run).at("/particles/mean_weight");
    assertEquals(1, w.size());
    return w.get(0).asDouble();
  }

  @ParameterizedTest
  @CsvSource({"0", "3"})
  @Moves("page: Effective sample size over N")
  void effectiveSampleSize_isThatOfTheWeights_afterEveryStepOfTheHalf(double lambda) {
    List<double[]> weights = new ArrayList<>();
    Implementation watched =
        watching(
            Reference.IMPLEMENTATION,
            EFFECTIVE_SAMPLE_SIZE,
            (c, r) -> weights.add(c.logWeights().log()));
    String text = GAUSSIANS + particles("resampling: none") + "reaction-rate: " + lambda + "\n";
    RunResult run = sampled(watched, text);
    ParticleResult p = run.particles().orElseThrow();
    assertEquals(POPULATIONS * (4 + 8), weights.size());
    double[] expected = new double[8];
    for (int call = POPULATIONS * 4; call < weights.size(); call++) {
      double sum = 0;
      double squares = 0;
      for (double l : weights.get(call)) {
        sum += Math.exp(l);
        squares += Math.exp(2 * l);
      }
      expected[(call - POPULATIONS * 4) % 8] += sum * sum / squares / (20 * POPULATIONS);
    }
    assertArrayEquals(expected, p.effectiveSampleSize(), 1e-12);
    assertArrayEquals(expected, page(run).effectiveSampleSize(), 1e-4); // pixels have two decimals
    assertEquals(0.1, p.stepTimes()[7]);
    assertEquals(lambda == 0, expected[7] == 1);
  }

  // ---- agreement

  @Test
  @Moves({
    "agreement.time",
    "agreement.figure",
    "agreement.grid",
    "agreement.particles",
    "agreement.ratio",
    "agreement.agree"
  })
  void agreement_isOfDifferenceAndErrors_andEndsWhereTheWalkersDrift() {
    String text =
        GAUSSIANS
            + "observables: {right: \"x > 0\"}\n"
            + "grid: {cells: 96, time-step: 0.01}\n"
            + particles("resampling: none");
    JsonNode right = json(compared(Reference.IMPLEMENTATION, text)).get("agreement");
    Implementation drifting =
        Reference.IMPLEMENTATION.with(
            SDE_STEP,
            (c, next) -> {
              double[][] x = next.apply(c);
              x[0] = Arrays.stream(x[0]).map(v -> v + 20 * c.dt()).toArray();
              return x;
            });
    RunResult differing = compared(drifting, text.replace("right", "positive"));
    JsonNode wrong = json(differing).get("agreement");
    assertEquals(3, right.size());
    for (int k = 0; k < 3; k++) {
      JsonNode a = right.get(k);
      JsonNode b = wrong.get(k);
      assertEquals(0.1, a.get("time").asDouble());
      assertEquals(List.of("mean", "variance", "right").get(k), a.get("figure").asText());
      assertEquals(List.of("mean", "variance", "positive").get(k), b.get("figure").asText());
      assertTrue(a.get("agree").asBoolean(), a::toString);
      assertEquals(value(a, "grid"), value(b, "grid"));
      for (JsonNode row : List.of(a, b)) {
        double difference = Math.abs(value(row, "grid") - value(row, "particles"));
        double errors = row.at("/grid/error").asDouble() + row.at("/particles/error").asDouble();
        double ratio = row.get("ratio").asDouble();
        assertEquals(difference / errors, ratio, SAME * ratio);
        assertEquals(ratio <= Estimate.AGREEMENT, row.get("agree").asBoolean());
      }
    }
    // 20 t; drift and reaction change a shift at rates of at most 1 each: by 20 t^2/2 each
    double time = right.get(0).get("time").asDouble();
    double shift = value(wrong.get(0), "particles") - value(right.get(0), "particles");
    assertEquals(20 * time, shift, 20 * time * time);
    assertFalse(wrong.get(0).get("agree").asBoolean(), wrong::toString);
    String ratio = Decimal.rounded(wrong.get(0).get("ratio").asDouble(), 2);
    assertTrue(page(differing).text().contains("DIFFER, " + ratio));
    assertTrue(RunTable.of(differing).contains("NO (" + ratio + ")"));
    RunResult later = compared(Reference.IMPLEMENTATION, text.replace("[0.1]", "[0.2]"));
    assertEquals(0.2, json(later).at("/agreement/0/time").asDouble());
  }

  private static double value(JsonNode row, String key) {
    return row.get(key).get("value").asDouble();
  }

  private static RunResult compared(Implementation ops, String text) {
    Scenario s = read(text);
    Engine engine = new Engine(ops);
    return new RunResult(
        s, Optional.of(engine.solve(s, 1e-2, NONE)), Optional.of(engine.sample(s, 1, NONE)));
  }

  // ---- paths and phase space

  /** -log(Z_T/Z_0) = log(s_0/s_T) between centred Gaussians; a law that is prescribed has no steps, and nothing to leak. */
  @ParameterizedTest
  @CsvSource({"2*x^2, 0.6931471805599453", "x^2/8, -0.6931471805599453"})
  @Moves({"times.free_energy_difference", "times.mass"})
  void freeEnergy_isThatOfTheGaussians_andTheLedgerOfAPathIsEmpty(String target, double expected) {
    Scenario s =
        read(
            """
            potential: "%s"
            initial: {gaussian: {mean: 0, variance: 1}}
            domain: [-16, 16]
            output-times: [0.5]
            target-path: {from: "x^2/2"}
            """
                .formatted(target));
    GridResult grid = new Engine(leaking()).solve(s, 1e-2, NONE);
    RunResult run = new RunResult(s, Optional.of(grid), Optional.empty());
    JsonNode json = json(run);
    assertEquals(
        expected, json.at("/times/0/free_energy_difference/value").asDouble(), CLOSED_FORM);
    assertEquals(Math.exp(-expected), mass(json), CLOSED_FORM);
    assertEquals(0, json.at("/grid/steps").asInt());
    assertTrue(json.at("/grid/mass_defect").isNull());
    assertTrue(json.at("/grid/time-step").isNull());
    assertFalse(page(run).text().contains("Mass ledger"));
    assertTrue(RunTable.of(run).contains("integrals of the prescribed law over"));
  }

  @ParameterizedTest
  @CsvSource({"24, 0.05", "30, 0.04"})
  @Moves({"grid.cells", "grid.time-step", "grid.steps", "grid.scheme"})
  void phaseSpace_countsItsOwnSteps_andKeepsNoLedger(int cells, double dt) {
    Map<Double, Integer> shifts = new TreeMap<>();
    Implementation counting =
        watching(
            Reference.IMPLEMENTATION,
            KINETIC_HAMILTON,
            (c, r) -> shifts.merge(c.dt(), 1, Integer::sum));
    Scenario s =
        read(
            GAUSSIANS
                + "grid: {cells: %s, time-step: %s}\n".formatted(cells, dt)
                + "dynamics: {underdamped: {friction: 1}}\n");
    GridResult grid = new Engine(counting).solve(s, 10, NONE);
    RunResult run = new RunResult(s, Optional.of(grid), Optional.empty());
    JsonNode g = json(run).get("grid");
    Map.Entry<Double, Integer> finest = ((TreeMap<Double, Integer>) shifts).firstEntry();
    assertEquals(cells, g.get("cells").asInt());
    assertEquals(dt / 4, g.get("time-step").asDouble());
    assertEquals(finest.getValue(), g.get("steps").asInt());
    assertTrue(finest.getKey() <= dt / 4 * (1 + ROUNDING), finest::toString);
    assertTrue(g.get("mass_defect").isNull());
    assertFalse(page(run).text().contains("Mass ledger"));
  }

  // ---- warnings

  @Test
  @Moves("warnings")
  void warning_isOfTheAccuracy_exactlyWhereItIsNotReached() {
    AtomicInteger cells = new AtomicInteger();
    Implementation unsure =
        watching(
                Reference.IMPLEMENTATION,
                ADAPTIVE_RUN,
                (c, r) -> cells.accumulateAndGet(c.cells(), Math::max))
            .with(EXTRAPOLATION, (c, next) -> new Estimate(next.apply(c).value(), 1));
    Scenario s = read(WALLS.replace("[0.1]", "[0]"));
    JsonNode reached = warnings(s, new Engine().solve(s, 1e-2, NONE));
    GridResult coarse = new Engine(unsure).solve(s, 1e-2, NONE);
    JsonNode not = warnings(s, coarse);
    assertEquals(0, reached.size(), reached::toString);
    assertEquals(1, not.size(), not::toString);
    assertEquals(
        "accuracy 0.01 was not reached with " + cells + " cells; the errors say what was",
        not.get(0).asText());
    Page page = page(new RunResult(s, Optional.of(coarse), Optional.empty()));
    assertTrue(page.text().contains("<p class=\"warning\">" + not.get(0).asText() + "</p>"));
  }

  @Test
  @Moves("warnings")
  void warning_isOfTheMassOutside_exactlyWhereItCounts() {
    Scenario wide = read(GAUSSIANS + COARSE);
    Scenario narrow = read(GAUSSIANS.replace("[-6, 6]", "[-4, 4.2]") + COARSE);
    JsonNode quiet = warnings(wide, new Engine().solve(wide, 1e-2, NONE));
    JsonNode loud = warnings(narrow, new Engine().solve(narrow, 1e-2, NONE));
    assertEquals(0, quiet.size(), quiet::toString);
    assertEquals(1, loud.size(), loud::toString);
    String share = String.format(java.util.Locale.ROOT, "%.3g", outside(0, 1, -4, 4.2));
    assertTrue(loud.get(0).asText().startsWith("domain: " + share + " of the target's mass"));
  }

  private static JsonNode warnings(Scenario s, GridResult grid) {
    return json(new RunResult(s, Optional.of(grid), Optional.empty())).get("warnings");
  }

  // ---- Feynman-Kac

  private static final String EXPECTATION =
      """
      potential: "x^2/2"
      initial: {gaussian: {mean: 0, variance: 1}}
      domain: [-6, 6]
      output-times: [1]
      particles: {count: 1600, time-step: 0.05, seed: 3, %s}
      feynman-kac: {killing: "%s", functional: "%s", start: 0.4, horizon: %s}
      """;

  /** Under dX = -X dt + sqrt(2) dW: E_x exp(-q int X^2) = exp(-a x^2 - b), a' = q - 2a - 4a^2, b' = 2a, and decays like its ground state, at rate (sqrt(1 + 4q) - 1)/2. */
  @ParameterizedTest
  @CsvSource({"0.3", "0.75"})
  @Moves({
    "feynman-kac.particles",
    "feynman-kac.pde",
    "feynman-kac.closed-form",
    "feynman-kac.second-moment",
    "feynman-kac.second-moment-finite",
    "feynman-kac.principal-eigenvalue",
    "feynman-kac.agree"
  })
  void expectation_isThatOfTheRiccatiEquation_threeWays(double q) {
    JsonNode f =
        expectation(
            Reference.IMPLEMENTATION,
            EXPECTATION.formatted("resampling: none", q + "*x^2", "1", 0.5));
    double exact = riccati(q);
    assertEquals(exact, value(f, "closed-form"), CLOSED_FORM);
    assertEquals(exact, value(f, "pde"), SOLVED);
    assertEquals(exact, value(f, "particles"), 6 * f.at("/particles/error").asDouble());
    assertEquals(riccati(2 * q), f.get("second-moment").asDouble(), CLOSED_FORM);
    assertTrue(f.get("second-moment-finite").asBoolean());
    assertEquals(0.5 * (Math.sqrt(1 + 4 * q) - 1), value(f, "principal-eigenvalue"), SOLVED);
    assertTrue(f.get("agree").asBoolean());
  }

  /** By Runge and Kutta from x = 0.4 over half a unit of time. */
  private static double riccati(double q) {
    DoubleUnaryOperator slope = a -> q - 2 * a - 4 * a * a;
    double a = 0;
    double b = 0;
    double h = 0.5 / 1000;
    for (int k = 0; k < 1000; k++) {
      double k1 = slope.applyAsDouble(a);
      double k2 = slope.applyAsDouble(a + 0.5 * h * k1);
      double k3 = slope.applyAsDouble(a + 0.5 * h * k2);
      double k4 = slope.applyAsDouble(a + h * k3);
      double next = a + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6;
      // Simpson, the middle by the two ends and their slopes
      double mid = 0.5 * (a + next) + h * (k1 - slope.applyAsDouble(next)) / 8;
      b += 2 * h * (a + 4 * mid + next) / 6;
      a = next;
    }
    return Math.exp(-a * 0.4 * 0.4 - b);
  }

  @Test
  @Moves({"feynman-kac.agree", "feynman-kac.particles", "feynman-kac.pde"})
  void expectations_disagree_whereOneOfThemIsDoubled() {
    String text = EXPECTATION.formatted("resampling: none", "0.3*x^2", "1", 0.5);
    Implementation walkers =
        Reference.IMPLEMENTATION.with(
            FEYNMAN_KAC_RUN,
            (c, next) -> {
              var r = next.apply(c);
              return new PathAverage(2 * r.value(), r.secondMoment(), r.resamplings());
            });
    JsonNode f = expectation(walkers, text);
    assertFalse(f.get("agree").asBoolean());
    assertEquals(2 * riccati(0.3), value(f, "particles"), 6 * f.at("/particles/error").asDouble());
    JsonNode g =
        expectation(
            Reference.IMPLEMENTATION.with(FEYNMAN_KAC_GRID, (c, next) -> 2 * next.apply(c)), text);
    assertFalse(g.get("agree").asBoolean());
    assertEquals(2 * riccati(0.3), value(g, "pde"), 2 * SOLVED);
  }

  /** The second moment belongs to twice the killing, and 2 q below -1/4 explodes in finite time. */
  @Test
  @Moves({"feynman-kac.second-moment", "feynman-kac.second-moment-finite", "warnings"})
  void secondMoment_isInfinite_whereTwiceTheBranchingExplodes() {
    String text = EXPECTATION.formatted("resampling: none", "-0.2*x^2", "1", 3.3);
    FeynmanKacResult r = feynmanKac(Reference.IMPLEMENTATION, text);
    JsonNode json = tree(FeynmanKacJson.text(read(text), r, r.warnings()));
    JsonNode f = json.get("feynman-kac");
    assertTrue(f.get("second-moment").isNull());
    assertFalse(f.get("second-moment-finite").asBoolean());
    assertTrue(f.at("/particles/error").isNull());
    assertTrue(json.get("warnings").toString().contains("E[f^2 exp(-2 int k)] is infinite"));
  }

  @Test
  @Moves("warnings")
  void warning_isOfWalkers_exactlyWhereNoneEndsWhereTheFunctionalIsNotZero() {
    String text = EXPECTATION.formatted("resampling: none", "1", "x > %s", 0.1);
    FeynmanKacResult none = feynmanKac(Reference.IMPLEMENTATION, text.formatted("5"));
    FeynmanKacResult all = feynmanKac(Reference.IMPLEMENTATION, text.formatted("0"));
    assertTrue(none.warnings().toString().contains("no walker ended where f is not 0"));
    assertEquals(List.of(), all.warnings());
  }

  @Test
  @Moves("feynman-kac.forward-minus-backward")
  void adjointDifference_isWhatIsAddedToTheForwardEquation() {
    String text = EXPECTATION.formatted("resampling: none", "0.3*x^2", "1", 0.5);
    for (double added : new double[] {0, 1e-5, -3e-4}) {
      Implementation off =
          Reference.IMPLEMENTATION.with(
              FEYNMAN_KAC_GRID, (c, next) -> next.apply(c) + (c.forward() ? added : 0));
      assertEquals(
          added, expectation(off, text).get("forward-minus-backward").asDouble(), SUBTRACTED);
    }
  }

  /** Eight steps of the half, the first without a resampling before it. */
  @ParameterizedTest
  @CsvSource({"resampling: none, 0", "ess-threshold: 1, 7"})
  @Moves({"feynman-kac.resamplings", "feynman-kac.replicates"})
  void resamplingsOfAnExpectation_areThoseOfThePopulationsOfHalfTheStep(String settings, int each) {
    AtomicInteger populations = new AtomicInteger();
    AtomicLong resamplings = new AtomicLong();
    AtomicInteger drawn = new AtomicInteger();
    Implementation counting =
        watching(
            watching(Reference.IMPLEMENTATION, RESAMPLE, (c, r) -> drawn.incrementAndGet()),
            FEYNMAN_KAC_RUN,
            (c, r) -> {
              if (c.settings().timeStep() == 0.025) {
                populations.incrementAndGet();
                resamplings.addAndGet(r.resamplings());
              }
            });
    JsonNode f = expectation(counting, EXPECTATION.formatted(settings, "0.3*x^2", "1", 0.2));
    assertEquals(POPULATIONS, populations.get());
    assertEquals(POPULATIONS, f.get("replicates").asInt());
    assertEquals(each * POPULATIONS, f.get("resamplings").asInt());
    assertEquals(each * POPULATIONS, resamplings.get());
    assertEquals((each + Math.max(0, each - 4)) * POPULATIONS, drawn.get());
  }

  /** A box with walls is the space; on the line it is widened by 5/4 until that changes nothing. */
  @Test
  @Moves({"feynman-kac.cells", "feynman-kac.box"})
  void cellsAndBox_areThoseOfTheFinestBackwardEquation() {
    String line = EXPECTATION.formatted("resampling: none", "0.3*x^2", "1", 0.5);
    double[] walls = cellsAndBox(line + "boundary: no-flux\n");
    double[] wide = cellsAndBox(line);
    double[] sharp =
        cellsAndBox(
            EXPECTATION.formatted("resampling: none", "20*exp(-50*(x - 0.5)^2)", "1", 0.5)
                + "boundary: no-flux\n");
    assertEquals(-6, walls[1]);
    assertEquals(6, walls[2]);
    double widenings = Math.log(wide[2] / 6) / Math.log(1.25);
    assertTrue(Math.rint(widenings) >= 1, () -> Arrays.toString(wide));
    assertEquals(Math.rint(widenings), widenings, PRINTED);
    assertEquals(-wide[2], wide[1], SAME);
    assertTrue(sharp[0] > walls[0], () -> Arrays.toString(sharp) + Arrays.toString(walls));
  }

  private static double[] cellsAndBox(String text) {
    List<FeynmanKacGrid> asked = new ArrayList<>();
    Implementation watched =
        watching(
            Reference.IMPLEMENTATION,
            FEYNMAN_KAC_GRID,
            (c, r) -> {
              if (c.problem().functional().value(0) == 1 && c.problem().killing().value(0.5) != 0) {
                asked.add(c);
              }
            });
    JsonNode f = expectation(watched, text);
    int forward =
        IntStream.range(0, asked.size())
            .filter(k -> asked.get(k).forward())
            .findFirst()
            .orElseThrow();
    FeynmanKacGrid last = asked.get(forward - 1); // of the value; the forward equation comes next
    assertEquals(last.cells(), f.get("cells").asInt());
    assertEquals(last.problem().domain().left(), f.get("box").get(0).asDouble());
    assertEquals(last.problem().domain().right(), f.get("box").get(1).asDouble());
    return new double[] {
      f.get("cells").asDouble(), f.get("box").get(0).asDouble(), f.get("box").get(1).asDouble()
    };
  }

  @Test
  @Moves({"feynman-kac.closed-form", "feynman-kac.principal-eigenvalue"})
  void closedFormAndEigenvalue_areAbsent_whereThereIsNone() {
    String circle =
        EXPECTATION
            .formatted("resampling: none", "1 + 0.5*cos(x)", "1", 0.5)
            .replace("\"x^2/2\"", "\"cos(x)\"")
            .replace("{gaussian: {mean: 0, variance: 1}}", "{log-density: \"0\"}")
            .replace("[-6, 6]", "[-3.141592653589793, 3.141592653589793]");
    JsonNode f = expectation(Reference.IMPLEMENTATION, circle + "boundary: periodic\n");
    assertTrue(f.get("closed-form").isNull());
    assertTrue(f.get("principal-eigenvalue").isNull());
  }

  private static FeynmanKacResult feynmanKac(Implementation ops, String text) {
    return new Engine(ops).feynmanKac(read(text), 1, NONE);
  }

  private static JsonNode expectation(Implementation ops, String text) {
    FeynmanKacResult r = feynmanKac(ops, text);
    return tree(FeynmanKacJson.text(read(text), r, r.warnings())).get("feynman-kac");
  }

  // ---- certificates

  /** One cell of the last state is off by a part in 10^9. */
  @ParameterizedTest
  @CsvSource({"16, 0.05, 2", "20, 0.02, 5"})
  @Moves({"certificate.cells", "certificate.steps", "certificate.times.relative-bound"})
  void boundOfTheScheme_isWhatIsPlantedInAState(int cells, double dt, int steps) {
    Scenario s =
        read(WALLS + "grid: {cells: %s, time-step: %s, scheme: lie-wfr}\n".formatted(cells, dt));
    Implementation planted =
        Reference.IMPLEMENTATION.with(
            SCHEME_STATES,
            (c, next) -> {
              double[][] states = next.apply(c);
              states[states.length - 1][cells / 2] *= 1 + PLANTED;
              return states;
            });
    Map<String, Object> plain = certificate(Certificates.Kind.scheme, Reference.IMPLEMENTATION, s);
    assertEquals(cells, plain.get("cells"));
    assertEquals(steps, plain.get("steps"));
    double tight = bound(plain);
    double loose = bound(certificate(Certificates.Kind.scheme, planted, s));
    assertTrue(tight < SAME, () -> "" + tight);
    // osc log of the state, and the mass of that cell, below a third
    assertTrue(loose >= PLANTED && loose <= PLANTED + PLANTED / 3 + tight, () -> "" + loose);
  }

  /** As many functions as the aim needs: 49 are the first to be tried. */
  @Test
  @Moves({"certificate.modes", "certificate.times.relative-bound"})
  void modesAndBoundOfTheEquation_areThoseOfTheEnclosureThatReachesTheAim() {
    Scenario s = read(CIRCLE);
    Map<Integer, Double> bounds = new TreeMap<>();
    Implementation watched =
        watching(
            Reference.IMPLEMENTATION, ENCLOSE, (c, r) -> bounds.put(c.modes(), r.get(0).bound()));
    Map<String, Object> first = certificate(Certificates.Kind.pde, watched, s);
    assertEquals(Set.of(49), bounds.keySet());
    assertEquals(49, first.get("modes"));
    assertEquals(bounds.get(49), bound(first));
    assertTrue(bound(first) > 0 && bound(first) <= AIM, first::toString);
    Implementation poor =
        watched.with(
            ENCLOSE,
            (c, next) ->
                next.apply(c).stream()
                    .map(
                        e ->
                            new EnclosedState(
                                e.time(), e.trial(), e.bound() + (c.modes() == 49 ? 1e-3 : 0)))
                    .toList());
    Map<String, Object> second = certificate(Certificates.Kind.pde, poor, s);
    assertEquals(Set.of(49, 65), bounds.keySet());
    assertEquals(65, second.get("modes"));
    assertEquals(bounds.get(65), bound(second));
  }

  private static Map<String, Object> certificate(
      Certificates.Kind kind, Implementation ops, Scenario s) {
    return Certificates.of(kind, new Engine(ops), s, "test", NONE).tree();
  }

  private static double bound(Map<String, Object> certificate) {
    List<?> times = (List<?>) certificate.get("times");
    return (Double) ((Map<?, ?>) times.get(times.size() - 1)).get("relative-bound");
  }

  // ---- all of them

  /** What a summary says besides: what was asked, by what program, and the figures, which claims speak of. */
  private static final Set<String> NO_INSTRUMENTS =
      Set.of(
          "scenario",
          "version",
          "seed",
          "environment",
          "times.time",
          "times.mean",
          "times.variance",
          "times.kl",
          "times.reverse_kl",
          "times.fisher_information",
          "times.log_ratio_variance",
          "times.observables",
          "particles.times",
          "feynman-kac.kernel", // always its own loops
          "feynman-kac.kernel_reason",
          "certificate.kind",
          "certificate.scheme",
          "certificate.transport",
          "certificate.guaranteed",
          "certificate.estimated",
          "certificate.problem",
          "certificate.times.time",
          "certificate.times.mean-cos-x",
          "certificate.times.mean-sin-x",
          "certificate.times.kl",
          "certificate.times.observables",
          "certificate.times.trial");

  @Test
  void everyInstrument_isMovedByATest() {
    Set<String> moved = new TreeSet<>();
    for (Method m : InstrumentsMoveTest.class.getDeclaredMethods()) {
      Moves moves = m.getAnnotation(Moves.class);
      if (moves != null) {
        moved.addAll(List.of(moves.value()));
      }
    }
    assertEquals(instruments(), moved);
  }

  private static Set<String> instruments() {
    Set<String> names = new TreeSet<>();
    Engine engine = new Engine();
    RunResult compared =
        compared(Reference.IMPLEMENTATION, GAUSSIANS + COARSE + particles("resampling: none"));
    Scenario circle = read(CIRCLE);
    for (Certificates.Kind kind : Certificates.Kind.values()) {
      Map<String, Object> certificate = certificate(kind, Reference.IMPLEMENTATION, circle);
      keys("", tree(SummaryJson.text(compared, "certificate", certificate)), names);
    }
    Scenario path = read(GAUSSIANS + "target-path: {from: \"x^2/2\"}\n");
    RunResult annealed =
        new RunResult(path, Optional.of(engine.solve(path, 1e-2, NONE)), Optional.empty());
    keys("", json(annealed), names);
    RunResult plane = solved(Reference.IMPLEMENTATION, PLANE + COARSE_PLANE);
    keys("", json(plane), names);
    String expectation = EXPECTATION.formatted("resampling: none", "0.3*x^2", "1", 0.5);
    FeynmanKacResult r = feynmanKac(Reference.IMPLEMENTATION, expectation);
    keys("", tree(FeynmanKacJson.text(read(expectation), r, List.of())), names);
    assertTrue(names.containsAll(NO_INSTRUMENTS), names::toString);
    names.removeAll(NO_INSTRUMENTS);
    names.addAll(page(compared).instruments());
    names.addAll(page(plane).instruments());
    return names;
  }

  /** Keys to a depth of two, those of lists of objects by one of them. */
  private static void keys(String prefix, JsonNode node, Set<String> names) {
    node.properties()
        .forEach(
            e -> {
              String name = prefix + e.getKey();
              JsonNode inner = e.getValue().isArray() ? e.getValue().path(0) : e.getValue();
              boolean group =
                  Set.of(
                          "grid",
                          "particles",
                          "feynman-kac",
                          "agreement",
                          "times",
                          "certificate",
                          "certificate.times")
                      .contains(name);
              if (group) {
                keys(name + ".", inner, names);
              } else {
                names.add(name);
              }
            });
  }

  // ---- runs

  private static Scenario read(String text) {
    return ScenarioReader.read("test", "test", text);
  }

  private static RunResult solved(Implementation ops, String text) {
    Scenario s = read(text);
    Engine engine = new Engine(ops);
    double accuracy = s.problem().dimension() == 1 ? 1e-2 : 1;
    return new RunResult(s, Optional.of(engine.solve(s, accuracy, NONE)), Optional.empty());
  }

  private static RunResult sampled(Implementation ops, String text) {
    Scenario s = read(text);
    return new RunResult(s, Optional.empty(), Optional.of(new Engine(ops).sample(s, 1, NONE)));
  }

  private static JsonNode json(RunResult run) {
    return tree(SummaryJson.text(run));
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The implementation with calls and answers of an operation shown. */
  private static <C extends Call<R>, R> Implementation watching(
      Implementation base, Operation<C, R> operation, BiConsumer<C, R> eye) {
    return base.with(
        operation,
        (c, next) -> {
          R answer = next.apply(c);
          eye.accept(c, answer);
          return answer;
        });
  }

  /** The populations of a run, told apart by their step, and what its histogram of one of them is about. */
  private static final class Populations {
    private final double dt;
    private final List<ParticleSolution> fine = new ArrayList<>();
    private final List<ParticleSolution> coarse = new ArrayList<>();
    private HistogramErrors histogram;

    Populations(double dt) {
      this.dt = dt;
    }

    Implementation watched(Implementation base) {
      return watching(
          watching(
              base, PARTICLE_RUN, (c, r) -> (c.settings().timeStep() == dt ? coarse : fine).add(r)),
          HISTOGRAM_ERRORS,
          (c, r) -> histogram = c);
    }

    double[] means(List<ParticleSolution> populations) {
      assertEquals(POPULATIONS, populations.size());
      return populations.stream().mapToDouble(r -> mean(r.samples().get(0))).toArray();
    }

    private static double mean(WeightedSample s) {
      double[] x = s.coordinate(0);
      double[] l = s.logWeights();
      double sum = 0;
      double total = 0;
      for (int i = 0; i < x.length; i++) {
        sum += Math.exp(l[i]) * x[i];
        total += Math.exp(l[i]);
      }
      return sum / total;
    }

    /** K/(2 ESS) over the K occupied cells, and what a share of one particle of pi in place of half of one and cells of twice the width change. */
    double histogramError() {
      WeightedSample s = histogram.sample();
      double[] x = s.coordinate(0);
      double[] w = Arrays.stream(s.logWeights()).map(Math::exp).toArray();
      double sum = Arrays.stream(w).sum();
      double squares = Arrays.stream(w).map(v -> v * v).sum();
      double half = 0.5 / x.length;
      Axis fine = histogram.target().grid().axis(0);
      Axis coarse = histogram.coarse().grid().axis(0);
      double[] m = masses(fine, x, w, sum);
      long occupied = Arrays.stream(m).filter(v -> v > 0).count();
      double kl = mixed(m, normal(fine), half);
      double twice = mixed(m, normal(fine), 2 * half);
      double wide = mixed(masses(coarse, x, w, sum), normal(coarse), half);
      return occupied * squares / (2 * sum * sum) + Math.abs(kl - twice) + Math.abs(kl - wide);
    }

    private static double[] masses(Axis axis, double[] x, double[] w, double sum) {
      double[] m = new double[axis.cells()];
      for (int i = 0; i < x.length; i++) {
        m[(int) ((x[i] - axis.lower()) / axis.dx())] += w[i] / sum;
      }
      return m;
    }

    /** Of the standard normal law within the box. */
    private static double[] normal(Axis axis) {
      NormalDistribution law = new NormalDistribution(null, 0, 1);
      double[] pi = new double[axis.cells()];
      for (int i = 0; i < pi.length; i++) {
        double all = law.probability(axis.lower(), axis.upper());
        pi[i] = law.probability(axis.edge(i), axis.edge(i + 1)) / all;
      }
      return pi;
    }

    private static double mixed(double[] m, double[] pi, double share) {
      double kl = 0;
      for (int i = 0; i < m.length; i++) {
        double rho = (m[i] + share * pi[i]) / (1 + share);
        kl += rho * Math.log(rho / pi[i]);
      }
      return kl;
    }
  }

  private static Page page(RunResult run) {
    return new Page(RunReport.html(run));
  }

  /**
   * A page by the rows of its tables.
   *
   * @param text the page
   */
  private record Page(String text) {
    private static final Pattern ROW =
        Pattern.compile("<tr><th scope=\"row\">([^<]*)</th>((?:<td[^>]*>[^<]*</td>)*)</tr>");
    private static final Pattern CELL = Pattern.compile("<td[^>]*>([^<]*)</td>");

    private List<List<String>> rows() {
      List<List<String>> rows = new ArrayList<>();
      Matcher m = ROW.matcher(text);
      while (m.find()) {
        List<String> row = new ArrayList<>(List.of(m.group(1)));
        Matcher c = CELL.matcher(m.group(2));
        while (c.find()) {
          row.add(c.group(1));
        }
        rows.add(row);
      }
      return rows;
    }

    /** Cells after the header. */
    List<String> row(String header) {
      List<List<String>> found = rows().stream().filter(r -> r.get(0).equals(header)).toList();
      assertEquals(1, found.size(), header);
      return found.get(0).subList(1, found.get(0).size());
    }

    String cell(String header) {
      assertEquals(1, row(header).size(), header);
      return row(header).get(0);
    }

    /** Time, source, KL, mean and variance of a part of the error budget. */
    List<String> part(String name, String source) {
      List<List<String>> found =
          rows().stream()
              .filter(r -> r.size() == 6 && r.get(0).equals(name) && r.get(2).equals(source))
              .toList();
      assertEquals(1, found.size(), source);
      return found.get(0).subList(1, 6);
    }

    /** The curve of the figure: 0 and 1.05 are drawn at heights 290 and 10. */
    double[] effectiveSampleSize() {
      String figure =
          text.substring(
              text.indexOf("aria-label=\"effective sample size over time\""),
              text.indexOf("Effective sample size over N"));
      Matcher curve = Pattern.compile("<path fill=\"none\" d=\"M([^\"]*)\"").matcher(figure);
      assertTrue(curve.find());
      return Arrays.stream(curve.group(1).split(" L"))
          .mapToDouble(point -> 1.05 * (290 - Double.parseDouble(point.split(" ")[1])) / 280)
          .toArray();
    }

    /** Rows of the ledger, what lies outside, sources of errors, and what is said of the weights. */
    Set<String> instruments() {
      Set<String> names = new TreeSet<>();
      for (List<String> row : rows()) {
        boolean source = row.size() == 6 && Set.of("grid", "particles").contains(row.get(0));
        if (source) {
          names.add("page: " + row.get(2));
        } else if (row.size() == 2 || row.get(0).equals("outside the box")) {
          names.add("page: " + row.get(0));
        }
      }
      for (String caption : List.of("Effective sample size over N", "resampled")) {
        if (text.contains(caption)) {
          names.add("page: " + caption);
        }
      }
      return names;
    }
  }
}
