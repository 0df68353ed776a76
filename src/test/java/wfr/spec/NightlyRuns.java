package wfr.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import wfr.operation.Implementation;
import wfr.reference.Reference;
import wfr.statistics.ExactBinomial;

/**
 * Every stochastic claim on the reference with fresh seeds, which are recorded, and on the reference with a planted discrepancy of exactly the size it states, up and down in turn. Writes
 * reports/nightly: runs.csv, power.csv, README.md. Arguments: number of runs (50), directory.
 */
public final class NightlyRuns {
  /** Confidence of the bound on the power. */
  private static final double LEVEL = 0.01;

  /** One line of a file. */
  private record Run(
      String claim,
      long seed,
      double planted,
      Verdict verdict,
      double value,
      double bound,
      double margin) {
    static Run of(Claim<?> claim, long seed, double planted, Implementation implementation) {
      Evidence e = claim.verify(implementation, seed);
      return new Run(claim.id(), seed, planted, e.verdict(), e.value(), e.bound(), e.margin());
    }

    static Run parse(String line) {
      String[] f = line.split(",");
      return new Run(
          f[0],
          Long.parseLong(f[1]),
          Double.parseDouble(f[2]),
          Verdict.valueOf(f[3]),
          Double.parseDouble(f[4]),
          Double.parseDouble(f[5]),
          Double.parseDouble(f[6]));
    }

    String csv() {
      return String.format(
          Locale.ROOT,
          "%s,%d,%s,%s,%.6g,%.6g,%.4f%n",
          claim,
          seed,
          planted == 0 ? "0" : String.valueOf(planted),
          verdict,
          value,
          bound,
          margin);
    }
  }

  private NightlyRuns() {}

  /** Runs, writes, and fails on a false alarm: [runs [directory [claims]]]; the lines of claims that are not run again are kept. */
  public static void main(String[] args) throws IOException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    Path out = Path.of(args.length > 1 ? args[1] : "reports/nightly");
    List<String> ids = List.of(args).subList(Math.min(2, args.length), args.length);
    List<Claim<?>> claims =
        Claims.all().stream()
            .<Claim<?>>map(c -> c)
            .filter(c -> c.evidence() == EvidenceClass.S)
            .toList();
    SecureRandom fresh = new SecureRandom();
    List<Run> reference = new ArrayList<>();
    List<Run> planted = new ArrayList<>();
    for (Claim<?> claim : claims) {
      if (!ids.isEmpty() && !ids.contains(claim.id())) {
        reference.addAll(read(out.resolve("runs.csv"), claim));
        planted.addAll(read(out.resolve("power.csv"), claim));
        continue;
      }
      DoubleFunction<Implementation> plant = PlantedDiscrepancies.ALL.get(claim.id());
      reference.addAll(
          repeat(runs, fresh, (r, seed) -> Run.of(claim, seed, 0, Reference.IMPLEMENTATION)));
      if (plant != null) {
        planted.addAll(
            repeat(
                runs,
                fresh,
                (r, seed) -> {
                  double delta = r % 2 == 0 ? claim.detectable() : -claim.detectable();
                  return Run.of(claim, seed, delta, plant.apply(delta));
                }));
      }
      System.out.println(claim.id());
    }
    Files.createDirectories(out);
    write(out.resolve("runs.csv"), reference);
    write(out.resolve("power.csv"), planted);
    Files.writeString(out.resolve("README.md"), report(claims, reference, planted, runs));
    if (reference.stream().anyMatch(r -> r.verdict != Verdict.SUPPORTED)) {
      throw new IllegalStateException("a claim was not supported: see " + out.resolve("runs.csv"));
    }
  }

  private interface Experiment {
    Run run(int repeat, long seed);
  }

  /** Repeats side by side, each with a seed of its own. */
  private static List<Run> repeat(int runs, SecureRandom fresh, Experiment experiment) {
    long[] seeds = new long[runs];
    Arrays.setAll(seeds, r -> fresh.nextLong() >>> 1);
    return IntStream.range(0, runs).parallel().mapToObj(r -> experiment.run(r, seeds[r])).toList();
  }

  private static List<Run> read(Path file, Claim<?> claim) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(claim.id() + ","))
        .map(Run::parse)
        .toList();
  }

  private static void write(Path file, List<Run> runs) throws IOException {
    StringBuilder text = new StringBuilder("claim,seed,planted,verdict,value,bound,margin\n");
    runs.forEach(r -> text.append(r.csv()));
    Files.writeString(file, text);
  }

  private static String report(
      List<Claim<?>> claims, List<Run> reference, List<Run> planted, int runs) {
    double alpha = runs * claims.stream().mapToDouble(Claim::alpha).sum();
    StringBuilder text =
        new StringBuilder(
            """
            # Fresh seeds: false alarms and power of the stochastic claims

                mvn -q -Pcalibration test-compile exec:java -Dexec.mainClass=wfr.spec.NightlyRuns

            Every claim of class S, %d runs on the reference, each with a seed drawn for it (`runs.csv`), and as many with a discrepancy of exactly the size the claim states
            planted in the reference, up and down in turn (`power.csv`; how: `PlantedDiscrepancies`). A seed is replayed by `./wfr verify --claim ID --seed N`;
            `-Dexec.args="50 reports/nightly D6 D14"` runs some claims again and keeps the lines of the others.
            Probability of any false alarm in all runs: at most %.1e. Margin is value/bound of the worst comparison of a run, below 1 where it supports; deterministic comparisons of a claim
            have the same margin in every run. The power stated is 0.999; the bound is Clopper-Pearson's, at level %.2f.

            | claim | alpha | smallest discrepancy | SUPPORTED | largest margin | planted: REFUTED | smallest margin | power at least |
            |---|---|---|---|---|---|---|---|
            """
                .formatted(runs, alpha, LEVEL));
    for (Claim<?> claim : claims) {
      List<Run> quiet = reference.stream().filter(r -> r.claim.equals(claim.id())).toList();
      List<Run> loud = planted.stream().filter(r -> r.claim.equals(claim.id())).toList();
      long supported = count(quiet, Verdict.SUPPORTED);
      long refuted = count(loud, Verdict.REFUTED);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0e | %s | %d of %d | %.2f | %d of %d | %.2f | %.3f |%n",
              claim.id(),
              claim.alpha(),
              claim.detectable(),
              supported,
              quiet.size(),
              quiet.stream().mapToDouble(Run::margin).max().orElse(Double.NaN),
              refuted,
              loud.size(),
              loud.stream().mapToDouble(Run::margin).min().orElse(Double.NaN),
              loud.isEmpty() ? 0 : ExactBinomial.lower(refuted, loud.size(), LEVEL)));
    }
    return text.toString();
  }

  private static long count(List<Run> runs, Verdict verdict) {
    return runs.stream().filter(r -> r.verdict == verdict).count();
  }
}
