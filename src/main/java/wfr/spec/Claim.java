package wfr.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import wfr.operation.Group;
import wfr.operation.Implementation;

/**
 * A statement of the theory as a value: what it is about, which operations it uses, and the check that could refute it.
 * One definition, four uses: fixed instances on the command line, random ones in properties, mutants, foreign programs.
 *
 * @param id identifier in the ledger, kept for ever once published
 * @param title one line
 * @param evidence class of evidence
 * @param uses groups of operations the check calls
 * @param alpha false-alarm probability spent by one run over the fixed instances; 0 for D and L
 * @param detectable smallest discrepancy found with probability >= 0.999, in the units of value; 0 for D and L
 * @param instances fixed instances for the command line, at least one
 * @param check the check of one instance
 * @param <I> type of an instance
 */
public record Claim<I>(
    String id,
    String title,
    EvidenceClass evidence,
    Set<Group> uses,
    double alpha,
    double detectable,
    List<I> instances,
    Check<I> check) {
  /** A check of one instance on one implementation. */
  @FunctionalInterface
  public interface Check<I> {
    /** Evidence found on this instance; stochastic checks draw from streams of the seed only. */
    Evidence run(Implementation implementation, I instance, long seed);
  }

  /** Copies, and refuses a claim that cannot be checked. */
  public Claim {
    uses = Set.copyOf(uses);
    instances = List.copyOf(instances);
    if (instances.isEmpty()) {
      throw new IllegalArgumentException("claim " + id + " has no instance");
    }
    if (!(alpha >= 0 && alpha < 1) || (evidence != EvidenceClass.S && alpha != 0)) {
      throw new IllegalArgumentException(
          "claim " + id + ": alpha " + alpha + " does not fit class " + evidence);
    }
  }

  /** A deterministic claim or one on the law of a scheme. */
  public static <I> Claim<I> exact(
      String id,
      String title,
      EvidenceClass evidence,
      Set<Group> uses,
      List<I> instances,
      Check<I> check) {
    return new Claim<>(id, title, evidence, uses, 0, 0, instances, check);
  }

  /** Worst evidence over the fixed instances; an exception of the implementation refutes. */
  public Evidence verify(Implementation implementation, long seed) {
    return worst(run(implementation, seed));
  }

  /** Evidence instance by instance, up to the first that refutes. */
  public List<CheckRun> run(Implementation implementation, long seed) {
    List<CheckRun> log = new ArrayList<>();
    for (I instance : instances) {
      Evidence e = checkOne(implementation, instance, seed);
      log.add(new CheckRun(id, "instance " + (log.size() + 1) + " of " + instances.size(), e));
      if (e.verdict() == Verdict.REFUTED) {
        break;
      }
    }
    return log;
  }

  /** Worst evidence of a log. */
  public static Evidence worst(List<CheckRun> log) {
    return log.stream().map(CheckRun::evidence).reduce(Evidence::worse).orElseThrow();
  }

  /** Evidence on one instance; an exception of the implementation refutes. */
  public Evidence checkOne(Implementation implementation, I instance, long seed) {
    try {
      return check.run(implementation, instance, seed);
    } catch (WrongAnswer e) {
      return new Evidence(Double.NaN, Double.NaN, Verdict.REFUTED, e.getMessage());
    } catch (RuntimeException e) {
      return new Evidence(Double.NaN, Double.NaN, Verdict.REFUTED, "threw " + e);
    }
  }
}
