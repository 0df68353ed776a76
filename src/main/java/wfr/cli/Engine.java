package wfr.cli;

import java.util.List;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.reference.Progress;
import wfr.scenario.Scenario;
import wfr.spec.ClaimEntry;
import wfr.spec.VerificationResult;

/** What the commands call: the one place that wires reader, solvers and ledger to the command line. */
public class Engine {
  /**
   * What a verification run covers.
   *
   * @param profile quick, full or nightly
   * @param claims ids in scope, empty for all
   * @param seed seed of every stochastic check
   * @param threads number of threads
   */
  public record VerifyRequest(String profile, List<String> claims, long seed, int threads) {}

  /** The engine with the reference implementation behind it. */
  public Engine() {}

  /** Reads a scenario file, or the shipped scenario of that name; a file wins. */
  public Scenario scenario(String fileOrName) {
    throw missing("reading scenarios");
  }

  /** Finite-volume solution to the accuracy asked for. */
  public GridResult solve(Scenario scenario, double accuracy, Progress progress) {
    throw missing("solve");
  }

  /** Weighted particles; the grid solution is the oracle density where the scenario asks for one, else null. */
  public ParticleResult sample(
      Scenario scenario, GridResult oracleOrNull, int threads, Progress progress) {
    throw missing("sample");
  }

  /** The ledger, in order. */
  public List<ClaimEntry> claims() {
    throw missing("claims");
  }

  /** Checks the reference implementation, the mutants and the variants. */
  public VerificationResult verify(VerifyRequest request, Progress progress) {
    throw missing("verify");
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException(what + " is not part of this build");
  }
}
