package wfr.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.Grid;
import wfr.model.WfrProblem;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;

/** report.html of a run: what was solved, densities over time, curves, weights, mass ledger and error budget. */
public final class RunReport {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 340;
  private static final String EQUATION =
      "\\partial_t\\rho = D\\,\\nabla\\cdot(\\rho\\nabla h) - \\lambda\\rho\\,(h - \\mathbb{E}_\\rho h),\\qquad h = \\log(\\rho/\\pi),"
          + "\\qquad \\pi \\propto e^{-V}";

  private static final String BANDS =
      ". Bands: the grid's error, mostly thinner than its line; two standard errors of the particles' histogram.";
  private static final int DENSITY_WIDTH = 560;

  private final RunResult run;
  private final WfrProblem problem;
  private final SvgPages svg = new SvgPages();
  private final StringBuilder body = new StringBuilder();

  private RunReport(RunResult run) {
    this.run = run;
    problem =
        run.grid()
            .map(GridResult::problem)
            .or(() -> run.particles().map(ParticleResult::problem))
            .orElseGet(() -> run.scenario().problem());
  }

  /** The page. */
  public static String html(RunResult run) {
    return new RunReport(run).page();
  }

  /** Draws what nobody looks at: the classes that draw are loaded when a report needs them. */
  public static void preload() {
    Curve curve = new Curve("", new double[] {1, 2}, new double[] {1, 2});
    List<Charts.Line> lines = List.of(new Charts.Line(curve, Charts.GRID, false));
    new SvgPages().draw(Charts.overTime("", true, lines), WIDTH, HEIGHT, "");
    MathMl.display(EQUATION);
  }

  private String page() {
    heading();
    densities();
    curves();
    body.append(RunTables.figures(run));
    run.grid().filter(g -> run.hasLedger()).ifPresent(g -> body.append(RunTables.massLedger(g)));
    body.append(RunTables.errorBudget(run));
    body.append(RunTables.scenario(run.scenario()));
    body.append("<footer>wfr ").append(Html.escape(BuildInfo.version()));
    for (Map.Entry<String, Object> e : BuildInfo.environment().entrySet()) {
      body.append("; ").append(e.getKey()).append(' ');
      body.append(Html.escape(String.valueOf(e.getValue())));
    }
    body.append("; seed ").append(run.scenario().particles().seed()).append("</footer>\n");
    return Html.page(run.scenario().name(), body.toString());
  }

  private void heading() {
    body.append("<h1>").append(Html.escape(run.scenario().name())).append("</h1>\n");
    body.append("<div class=\"display scroll\" tabindex=\"0\">");
    body.append(MathMl.display(EQUATION)).append("</div>\n");
    Object potential = run.scenario().asUnderstood().get("potential");
    body.append("<p>V = <code>").append(Html.escape(String.valueOf(potential)));
    body.append("</code>, D = ").append(Decimal.rounded(problem.diffusivity()));
    body.append(", λ = ").append(Decimal.rounded(problem.reactionRate())).append("</p>\n");
    for (String warning : run.warnings()) {
      body.append("<p class=\"warning\">").append(Html.escape(warning)).append("</p>\n");
    }
  }

  private void densities() {
    List<List<BoxDrawings.Drawing>> drawings = drawings();
    if (drawings.isEmpty()) {
      return;
    }
    body.append("<h2>Densities</h2>\n<p id=\"control\" class=\"screen\" hidden=\"hidden\">");
    body.append("<label for=\"time\">time <output id=\"now\"></output></label><br/>");
    body.append("<input id=\"time\" type=\"range\" min=\"0\" step=\"1\" value=\"0\" max=\"");
    body.append(drawings.size() - 1).append("\"/></p>\n");
    for (int k = 0; k < drawings.size(); k++) {
      String time = Decimal.rounded(run.summaries().get(k).time());
      List<BoxDrawings.Drawing> group = drawings.get(k);
      boolean several = group.size() > 1;
      body.append("<div class=\"frame").append(several ? " wide" : "");
      body.append("\" data-time=\"").append(time).append("\">");
      body.append(several ? "<div class=\"figures\">" : "");
      group.forEach(d -> body.append(Html.figure(d.svg(), d.caption())));
      body.append(several ? "</div>" : "").append("</div>\n");
    }
  }

  /** The densities over the target as SVG: on the line one drawing per output time; beyond it heat maps and marginals, one after the other. */
  public static List<String> densityFigures(RunResult run) {
    return new RunReport(run)
        .drawings().stream().flatMap(List::stream).map(BoxDrawings.Drawing::svg).toList();
  }

  private List<List<BoxDrawings.Drawing>> drawings() {
    if (problem.dimension() > Grid.MOST_AXES) {
      return List.of();
    }
    if (problem.dimension() > 1) {
      BoxDrawings box = new BoxDrawings(run, svg);
      return IntStream.range(0, box.count()).mapToObj(box::at).toList();
    }
    List<List<BoxDrawings.Drawing>> all = new ArrayList<>();
    if (run.grid().isPresent()) {
      List<String> lines = lines();
      for (int k = 0; k < lines.size(); k++) {
        String time = Decimal.rounded(run.summaries().get(k).time());
        all.add(List.of(new BoxDrawings.Drawing(lines.get(k), "t = " + time + BANDS)));
      }
    }
    return all;
  }

  private List<String> lines() {
    GridResult grid = run.grid().get();
    double lower = problem.domain().left();
    double upper = problem.domain().right();
    List<Curve> exact = new ArrayList<>();
    double top = 0;
    Curve target = Curve.density("target π", grid.densities().get(0), true);
    for (int k = 0; k < grid.densities().size(); k++) {
      exact.add(Curve.density("grid ρ", grid.densities().get(k), false));
      top = Math.max(top, Math.max(target.top(), exact.get(k).top()));
    }
    List<String> drawings = new ArrayList<>();
    for (int k = 0; k < exact.size(); k++) {
      int at = k;
      Optional<Charts.Band> particles =
          run.particles()
              .map(
                  p ->
                      new Charts.Band(
                          Curve.histogram("particles", p.samples().get(at), lower, upper),
                          twice(
                              Curve.histogramError(
                                  p.samples().get(at), lower, upper, p.replicates()))));
      String time = Decimal.rounded(grid.summaries().get(k).time());
      drawings.add(
          svg.draw(
              Charts.densities(
                  "x",
                  target,
                  new Charts.Band(
                      exact.get(k),
                      Curve.grouped(grid.densityErrors().get(k), exact.get(k).x().length)),
                  particles.orElse(null),
                  1.06 * top),
              DENSITY_WIDTH,
              HEIGHT,
              "densities over the target at time " + time));
    }
    return drawings;
  }

  private void curves() {
    body.append("<h2>Convergence</h2>\n<div class=\"figures\">\n");
    figure("KL(ρ|π)", true, both(s -> s.kl()), "Relative entropy over time, log scale.");
    figure("KL(π|ρ)", true, both(s -> s.reverseKl()), "Reverse relative entropy over time.");
    List<Charts.Line> dissipation =
        List.of(
            line(
                "D I(ρ|π)", Charts.GRID, s -> problem.diffusivity() * value(s.fisherInformation())),
            line(
                "λ Var h",
                Charts.PARTICLES,
                s -> problem.reactionRate() * value(s.logRatioVariance())),
            line(
                "sum",
                Charts.THIRD,
                s ->
                    problem.diffusivity() * value(s.fisherInformation())
                        + problem.reactionRate() * value(s.logRatioVariance())),
            meanLoss());
    figure(
        "−d KL/dt",
        true,
        dissipation,
        "Dissipation balance: the two parts, their sum, and the mean loss of KL between output times, which lies between the sum's values at their"
            + " ends wherever that falls steadily.");
    run.particles().ifPresent(this::weights);
    body.append("</div>\n");
  }

  private void weights(ParticleResult p) {
    Curve ess = Curve.thinned("ESS/N", p.stepTimes(), p.effectiveSampleSize());
    body.append(
        Html.figure(
            svg.draw(
                Charts.share("ESS/N", new Charts.Line(ess, Charts.PARTICLES, false)),
                WIDTH,
                HEIGHT,
                "effective sample size over time"),
            "Effective sample size over N, mean of the populations run with half the step, which were resampled "
                + p.resamplings()
                + " times in all."));
    Curve weights = Curve.logWeights(p.samples().get(p.samples().size() - 1));
    body.append(
        Html.figure(
            svg.draw(
                Charts.histogram("log10(N W)", weights), WIDTH, HEIGHT, "histogram of weights"),
            "Weights at the last output time; 0 is the average particle."));
  }

  private static double[] twice(double[] x) {
    return java.util.Arrays.stream(x).map(v -> 2 * v).toArray();
  }

  /** (KL_k - KL_{k+1})/(t_{k+1} - t_k) as level pieces: integrated, the identity d KL/dt = -(D I + lambda Var h). */
  private Charts.Line meanLoss() {
    List<MeasureSummary> s = run.summaries();
    int n = 2 * Math.max(0, s.size() - 1);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int k = 0; k + 1 < s.size(); k++) {
      double from = s.get(k).time();
      double to = s.get(k + 1).time();
      double loss = (s.get(k).kl().value() - s.get(k + 1).kl().value()) / (to - from);
      x[2 * k] = from;
      x[2 * k + 1] = to;
      y[2 * k] = loss;
      y[2 * k + 1] = loss;
    }
    return new Charts.Line(new Curve("mean loss of KL", x, y), Charts.FOURTH, false);
  }

  private void figure(String axis, boolean log, List<Charts.Line> lines, String caption) {
    body.append(
        Html.figure(svg.draw(Charts.overTime(axis, log, lines), WIDTH, HEIGHT, caption), caption));
  }

  private List<Charts.Line> both(Function<MeasureSummary, Estimate> figure) {
    List<Charts.Line> lines = new ArrayList<>();
    run.standard()
        .ifPresent(
            g ->
                lines.add(
                    new Charts.Line(
                        curve(run.standardName(), g, s -> value(figure.apply(s))),
                        Charts.GRID,
                        false)));
    run.particles()
        .ifPresent(
            p ->
                lines.add(
                    new Charts.Line(
                        curve("particles", p.summaries(), s -> value(figure.apply(s))),
                        Charts.PARTICLES,
                        true)));
    return lines;
  }

  private Charts.Line line(
      String name, java.awt.Color color, Function<MeasureSummary, Double> figure) {
    return new Charts.Line(curve(name, run.summaries(), figure), color, false);
  }

  private static Curve curve(
      String name, List<MeasureSummary> summaries, Function<MeasureSummary, Double> figure) {
    return new Curve(
        name,
        summaries.stream().mapToDouble(MeasureSummary::time).toArray(),
        summaries.stream().mapToDouble(figure::apply).toArray());
  }

  private static double value(Estimate e) {
    return e.value();
  }
}
