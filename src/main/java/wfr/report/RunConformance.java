package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import wfr.foreign.ForeignProgram;
import wfr.foreign.ResultFiles;
import wfr.reference.Progress;
import wfr.reference.ReferenceEntry;
import wfr.reference.RunDefects;
import wfr.reference.RunJudge;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.Evidence;
import wfr.spec.ReportedRun;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

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
    int done = 0;
    for (String name : catalogue.names()) {
      if (!only.isEmpty() && !only.contains(name)) {
        notExercised.put(name, "not asked for (--problem)");
      } else if (runs.containsKey(name)) {
        progress.at("solving " + name, done++ / (double) runs.size());
        judge(catalogue.entry(name, (what, fraction) -> {}), runs.get(name));
      } else {
        notExercised.put(name, "no file");
      }
    }
    files.ignored().forEach(f -> notExercised.put(f, "not read: no result file"));
    return new ConformanceResult(
        files.implementation(), List.of(), result(List.of()), notExercised, suspects);
  }

  /** Adds the whole runs of a program to what its operations gave. */
  public ConformanceResult program(
      ConformanceResult operations, ForeignProgram program, Progress progress) {
    if (program.wholeRuns()) {
      int done = 0;
      Map<String, String> profiles = catalogue.profiles();
      for (String name : catalogue.names()) {
        progress.at("whole runs", done++ / (double) profiles.size());
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
        Stream.concat(operations.defects().stream(), suspects.stream()).toList());
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
    Map<String, double[]> samples = ReferenceCatalogue.samples(entry, INTERVALS);
    if (!samples.isEmpty()) {
      input.put("samples", samples);
    }
    try {
      judge(entry, program.solve(name, input));
    } catch (IllegalStateException e) {
      program.check();
      add(
          name,
          "whole run of " + name,
          new Evidence(Double.NaN, Double.NaN, Verdict.REFUTED, e.getMessage()));
    }
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
    } catch (IllegalStateException e) {
      program.check();
      found = Evidence.atMost(0, 0, String.valueOf(e.getMessage()));
    }
    add(id, "must be refused: " + m.reason(), found);
  }

  private void judge(ReferenceEntry entry, ReportedRun run) {
    RunJudge judge = new RunJudge(entry, run);
    results.addAll(judge.results());
    notExercised.putAll(judge.notExercised());
    RunDefects.of(entry, run)
        .ifPresent(
            mistake ->
                suspects.add(
                    new Suspect(
                        "solve " + entry.name(),
                        Double.NaN,
                        "run",
                        mistake,
                        0,
                        List.of(entry.name()))));
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
