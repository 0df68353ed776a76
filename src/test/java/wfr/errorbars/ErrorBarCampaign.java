package wfr.errorbars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wfr.errorbars.Judgement.Figure;
import wfr.errorbars.Judgement.Outcome;

/** Stated errors of the grid beside true ones, over problems drawn from the {@link Family families}: writes README.md, results.csv and picture.svg. */
public final class ErrorBarCampaign {
  private static final double MOST_SECONDS = 30;
  private static final int WORST = 100;

  private ErrorBarCampaign() {}

  /** Directory, number of problems, the first, threads. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path out = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    int threads =
        arguments.length > 3
            ? Integer.parseInt(arguments[3])
            : Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Judgement>> all = new ArrayList<>();
    for (int n = first; n < first + count; n++) {
      int number = n;
      all.add(pool.submit(() -> Judgement.of(Drawn.number(number), MOST_SECONDS)));
    }
    pool.shutdown();
    List<Judgement> done = new ArrayList<>();
    for (Future<Judgement> f : all) {
      Judgement j = f.get();
      done.add(j);
      watch(j);
      if (done.size() % Family.values().length == 0) {
        write(done, first, out);
      }
    }
    write(done, first, out);
  }

  private static void write(List<Judgement> done, int first, Path out) throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("README.md"), page(done, first));
    Files.writeString(out.resolve("results.csv"), rows(done));
    Files.writeString(
        out.resolve("picture.svg"),
        ErrorBarPicture.of(done.stream().flatMap(j -> j.figures().stream()).toList()));
  }

  /** Violations, and problems without a judgement, when they are seen. */
  private static void watch(Judgement j) {
    if (j.outcome() != Outcome.JUDGED) {
      System.out.printf(
          "%d %s %s %.1f s %s%n",
          j.problem().number(), j.problem().family(), j.outcome(), j.seconds(), j.note());
    }
    for (Figure f : j.figures()) {
      if (f.isViolation()) {
        System.out.printf(
            "%d %s t = %s, accuracy %s: %s %s for %s +- %.1e (%s)%n%s%n",
            j.problem().number(),
            j.problem().family(),
            f.time(),
            j.problem().accuracy(),
            f.name(),
            f.stated(),
            f.truth(),
            f.own(),
            j.note(),
            j.problem().text());
      }
    }
  }

  private static String page(List<Judgement> done, int first) {
    Map<Family, Tally> tallies = new EnumMap<>(Family.class);
    Tally whole = new Tally();
    for (Family f : Family.values()) {
      tallies.put(f, new Tally());
    }
    for (Judgement j : done) {
      tallies.get(j.problem().family()).add(j);
      whole.add(j);
    }
    StringBuilder s = new StringBuilder();
    s.append("# Stated errors of the grid against true ones\n\n    ");
    s.append(
        "mvn -q test-compile && java -cp \"target/test-classes:target/classes:target/lib/*\" wfr.errorbars.ErrorBarCampaign reports/error-bars %d%s\n\n"
            .formatted(done.size(), first == 0 ? "" : " " + first));
    s.append(EXPLANATION);
    s.append("\n\n").append(Tally.HEAD).append("\n");
    tallies.forEach((f, t) -> s.append(t.row(f.title())).append("\n"));
    s.append(whole.row("all"));
    s.append(
        "\n\nProblems by outcome; \"no truth\": none within its time; \"out of time\": the grid's %s s. Seconds of the grid.\n\n"
            .formatted(MOST_SECONDS));
    s.append(
        "| family | judged | no truth | refused | out of time | failed | mean seconds | most |\n|---|---|---|---|---|---|---|---|\n");
    tallies.forEach((f, t) -> s.append(t.unjudged(f.title())).append("\n"));
    s.append(whole.unjudged("all"));
    s.append(
        "\n\n![true and stated errors](picture.svg)\n\n[results.csv](results.csv): all violations, then for every family the least and the largest ratios of stated to true error. The scenario of problem n:\n\n");
    s.append(
        "    java -cp \"target/test-classes:target/classes:target/lib/*\" wfr.errorbars.DrawnScenario n\n");
    return s.toString();
  }

  private static final String EXPLANATION =
      """
      Problem n is of family n mod 14, drawn from a seed of its own, and solved with an accuracy of 1e-4, 1e-5 or 1e-6 (in the plane, one problem in eight of four families: 1e-3). Every figure of every
      output time is compared: mean, variance, both divergences, Fisher information, Var h and two or three observables. The truth shares no code with the solver: the closed form for Gaussians, else
      the equation of h = log(rho/pi) by spectral elements whose edges lie on jumps, kinks and seams, graded towards them, with Radau IIA of order 9 in time (`src/test/java/wfr/errorbars/`). It is
      made at least twice, with more elements of higher degree and shorter steps; its own error is twice what that changed, and 1e-11 of the scale. On the line it is solved where all mass is, not in the box.

      A figure is a violation if it is off by more than the stated error and the truth's own together. Not judged: the truth's own error is above half the stated one and above 2e-11 of the scale (the
      figure, or if that is larger its unit: standard deviation, variance, 1/variance, 1). Not determined: the stated error is infinite. With a ratio: the true error exceeds ten times the truth's own and
      1e-14 of the scale; median, 99 % and largest are of stated over true error of these. The last column: how many of the others have a stated error below 1e-10 of the scale.""";

  private static String rows(List<Judgement> done) {
    StringBuilder s =
        new StringBuilder(
            "problem,family,accuracy,time,figure,value,stated,truth,truth_error,scale,ratio,violation\n");
    for (Judgement j : done) {
      j.figures().stream()
          .filter(Figure::isViolation)
          .forEach(f -> s.append(row(j, f)).append("\n"));
    }
    for (Family family : Family.values()) {
      List<Map.Entry<Judgement, Figure>> with = new ArrayList<>();
      for (Judgement j : done) {
        if (j.problem().family() == family) {
          j.figures().stream()
              .filter(f -> f.hasRatio() && !f.isViolation())
              .forEach(f -> with.add(Map.entry(j, f)));
        }
      }
      with.sort(Comparator.comparingDouble(e -> e.getValue().ratio()));
      int each = WORST / Family.values().length;
      for (int k = 0; k < with.size(); k++) {
        if (k < each || k >= with.size() - each) {
          s.append(row(with.get(k).getKey(), with.get(k).getValue())).append("\n");
        }
      }
    }
    return s.toString();
  }

  private static String row(Judgement j, Figure f) {
    return String.format(
        Locale.ROOT,
        "%d,\"%s\",%s,%s,%s,%s,%.3g,%s,%.2g,%.3g,%.3g,%s",
        j.problem().number(),
        j.problem().family().title(),
        j.problem().accuracy(),
        f.time(),
        f.name(),
        f.stated().value(),
        f.stated().error(),
        f.truth(),
        f.own(),
        f.scale(),
        f.ratio(),
        f.isViolation());
  }
}
