package wfr.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wfr.foreign.ForeignProgram;
import wfr.foreign.ResultFiles;
import wfr.reference.Progress;
import wfr.reference.ReferenceEntry;
import wfr.reference.RunDefects;
import wfr.reference.RunJudge;
import wfr.reference.RunStopped;
import wfr.reference.SampleJudge;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.Evidence;
import wfr.spec.Refusal;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedSample;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;
import wfr.spec.WrongAnswer;

/**
 * Whole runs of somebody's implementation, from files or answered by a program, against the reference problems; and whether the program refuses
 * what must be refused. Nothing is left out without a reason: problems of profiles that were not declared, times and functionals that were not reported.
 */
public final class RunConformance {
  /** V and log rho_0 are sent at this many intervals: cell centres of grids of 800, 400, 200 and 100 cells are among them. */
  public static final int INTERVALS = 1600;

  private final ReferenceCatalogue catalogue;
  private final Set<String> only;
  private final List<ClaimResult> results = new ArrayList<>();
  private final List<Suspect> suspects = new ArrayList<>();
  private final Map<String, String> notExercised = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param catalogue reference problems
   * @param only names of problems, empty for all
   */
  public RunConformance(ReferenceCatalogue catalogue, Set<String> only) {
    this.catalogue = catalogue;
    this.only = Set.copyOf(only);
  }

  /** Judges files. */
  public ConformanceResult files(ResultFiles files, Progress progress) {
    Map<String, ReportedRun> runs = files.runs();
    Map<String, ReportedSample> samples = files.samples();
    Set<String> given = new HashSet<>(runs.keySet());
    given.addAll(samples.keySet());
    int done = 0;
    for (String name : catalogue.names()) {
      if (!only.isEmpty() && !only.contains(name)) {
        notExercised.put(name, "not asked for (--problem)");
      } else if (given.contains(name)) {
        ReferenceEntry entry =
            catalogue.entry(name, progress.within(++done + " of " + given.size() + ", " + name));
        if (runs.containsKey(name)) {
          judge(entry, runs.get(name), samples.containsKey(name));
        }
        if (samples.containsKey(name)) {
          judge(entry, samples.get(name));
        }
      } else {
        notExercised.put(name, "no file");
      }
    }
    files.ignored().forEach(f -> notExercised.put(f, "not read: no result file"));
    return new ConformanceResult(
        files.implementation(), List.of(), result(List.of()), notExercised, suspects, remarks);
  }

  /** Adds the whole runs of a program to what its operations gave. */
  public ConformanceResult program(
      ConformanceResult operations, ForeignProgram program, Progress progress) {
    if (program.wholeRuns()) {
      int done = 0;
      Map<String, String> profiles = catalogue.profiles();
      for (String name : catalogue.names()) {
        progress.stage("whole runs, %d of %d: %s".formatted(++done, profiles.size(), name));
        ask(name, profiles.get(name), program);
      }
      badInput(program);
    } else {
      notExercised.put("whole runs", "the program does not declare solve");
    }
    Map<String, String> all = new LinkedHashMap<>(operations.notExercised());
    all.putAll(notExercised);
    return new ConformanceResult(
        operations.implementation(),
        operations.operations(),
        result(operations.result().claims(), operations.result()),
        all,
        Stream.concat(operations.defects().stream(), suspects.stream()).toList(),
        remarks);
  }

  private void ask(String name, String profile, ForeignProgram program) {
    if (!only.isEmpty() && !only.contains(name)) {
      notExercised.put(name, "not asked for (--problem)");
      return;
    }
    if (!profile.equals(ReferenceEntry.CORE) && !program.profiles().contains(profile)) {
      notExercised.put(
          name,
          "profile "
              + profile
              + " ("
              + ReferenceEntry.PROFILES.get(profile)
              + ") is optional and not declared");
      return;
    }
    ReferenceEntry entry = catalogue.entry(name, (what, fraction) -> {});
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("scenario", entry.scenario());
    Map<String, double[]> samples = catalogue.samples(entry, INTERVALS);
    if (!samples.isEmpty()) {
      input.put("samples", samples);
    }
    ForeignProgram.Solved solved;
    try {
      solved = program.solve(name, input);
    } catch (WrongAnswer e) {
      program.check();
      add(
          name,
          "whole run of " + name,
          new Evidence(Double.NaN, Double.NaN, Verdict.REFUTED, e.getMessage()));
      return;
    }
    if (!solved.run().states().isEmpty()) {
      judge(entry, solved.run(), solved.sample().isPresent());
    }
    solved.sample().ifPresent(sample -> judge(entry, sample));
  }

  private void badInput(ForeignProgram program) {
    for (MustReject m : MustReject.all()) {
      String id = "refuses " + m.line();
      if (!program.rejectsBadInput()) {
        notExercised.put(id, "the program does not declare rejectsBadInput");
      } else if (!m.part().equals("problem")) {
        notExercised.put(id, "asks for a reader of " + m.part() + "s: export only");
      } else {
        refuses(id, m, program);
      }
    }
  }

  private void refuses(String id, MustReject m, ForeignProgram program) {
    Evidence found;
    try {
      program.solve(m.reason(), Map.of("scenario", m.tree()));
      found =
          Evidence.atMost(
              1, 0, "bad input accepted: " + m.reason() + ": an error must be answered");
    } catch (Refusal e) {
      program.check();
      found = Evidence.atMost(0, 0, e.getMessage());
    } catch (WrongAnswer e) {
      program.check();
      found =
          Evidence.atMost(
              1, 0, "bad input answered, not refused: " + m.reason() + ": " + e.getMessage());
    }
    add(id, "must be refused: " + m.reason(), found);
  }

  private void judge(ReferenceEntry entry, ReportedRun run, boolean sampled) {
    RunJudge judge = new RunJudge(entry, run, sampled);
    results.addAll(judge.results());
    notExercised.putAll(judge.notExercised());
    explain(
        "solve ", entry, judge.results(), other -> new RunJudge(other, run, sampled).likelihood());
  }

  private void judge(ReferenceEntry entry, ReportedSample sample) {
    Scenario s = catalogue.scenario(entry);
    int given = sample.runs().get(0).states().get(0).replicates().get(0).dimension();
    if (given != s.problem().dimension()) {
      throw new BadInput(
          "%s: particles with %d coordinates: must be %d"
              .formatted(entry.name(), given, s.problem().dimension()));
    }
    SampleJudge judge =
        new SampleJudge(entry, s.problem(), s.observables(), sample, () -> ours(s, sample));
    results.addAll(judge.results());
    notExercised.putAll(judge.notExercised());
    remarks.add(entry.name() + ": " + judge.sampling());
    judge.repeated().ifPresent(words -> suspects.add(suspect("sample ", entry, words, 0)));
    if (!judge.biased().isEmpty()) {
      remarks.add(
          "%s: %s: %d of %d numbers deviate, and extrapolation removes it: %s"
              .formatted(
                  entry.name(),
                  RunDefects.refuted(judge.results())
                      ? "a bias in " + sample.refinement().column() + ", beside what is refuted"
                      : words(sample),
                  judge.biased().size(),
                  judge.numbers(),
                  judge.biased().get(0)));
    }
    if (!judge.finite().isEmpty()) {
      remarks.add(
          "%s: population too small, or step too long: %d of %d numbers deviate as those of a right sampler of the same size do: %s"
              .formatted(
                  entry.name(), judge.finite().size(), judge.numbers(), judge.finite().get(0)));
    }
    explain(
        "sample ",
        entry,
        judge.results(),
        other ->
            new SampleJudge(other, s.problem(), s.observables(), sample, Optional::empty)
                .likelihood());
  }

  /** A right sample beside somebody's; why there is none is remarked. */
  private Optional<ReportedSample> ours(Scenario s, ReportedSample theirs) {
    try {
      return Optional.of(catalogue.sampleLike(s, theirs));
    } catch (BadInput | RunStopped e) {
      remarks.add(s.name() + ": no sample of ours is set beside it: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Where the population was doubled along with it, that is part of what was refined. */
  private static String words(ReportedSample sample) {
    double ratio = (double) population(sample, 0) / population(sample, 1);
    boolean both =
        sample.refinement() == ReportedSample.Refinement.TIME_STEP && Math.abs(ratio - 2) < 0.01;
    return sample.refinement().words() + (both ? " and in 1/N" : "");
  }

  private static int population(ReportedSample sample, int run) {
    return sample.runs().get(run).states().get(0).replicates().get(0).count();
  }

  private void explain(
      String what,
      ReferenceEntry entry,
      List<ClaimResult> rows,
      ToDoubleFunction<ReferenceEntry> likelihood) {
    if (!RunDefects.refuted(rows)) {
      return;
    }
    RunDefects.Compared compared =
        RunDefects.of(
            entry,
            (rate, diffusivity) -> catalogue.withRates(entry, rate, diffusivity),
            likelihood);
    suspects.add(suspect(what, entry, words(compared), compared.compatible().isEmpty() ? 1 : 0));
  }

  private static Suspect suspect(
      String what, ReferenceEntry entry, String words, double unexplained) {
    return new Suspect(
        what + entry.name(), Double.NaN, "run", words, unexplained, List.of(entry.name()));
  }

  private static String words(RunDefects.Compared compared) {
    String least = Decimal.rounded(RunDefects.LEAST, 2);
    if (compared.tried() == 0) {
      return "not compared with known mistakes: no solution with other rates at hand";
    }
    return compared.compatible().isEmpty()
        ? "none of %d known mistakes is compatible with the numbers at a likelihood of %s or more"
            .formatted(compared.tried(), least)
        : "the numbers are compatible with %d of %d known mistakes, at a likelihood of %s or more: %s"
            .formatted(
                compared.compatible().size(),
                compared.tried(),
                least,
                compared.compatible().stream()
                    .map(c -> c.mistake().words() + " (" + Decimal.rounded(c.likelihood(), 2) + ")")
                    .collect(Collectors.joining("; ")));
  }

  private void add(String id, String title, Evidence e) {
    results.add(RunJudge.row(id, title, ReferenceEntry.Kind.CLOSED_FORM.key(), e));
  }

  private VerificationResult result(List<ClaimResult> before) {
    return result(before, new VerificationResult("conform", 1, 0, before, List.of(), List.of()));
  }

  private VerificationResult result(List<ClaimResult> before, VerificationResult base) {
    List<ClaimResult> all = new ArrayList<>(before);
    all.addAll(results);
    return new VerificationResult(
        base.profile(), base.seed(), base.alphaTotal(), all, base.mutants(), base.variants());
  }
}
