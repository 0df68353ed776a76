package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.certificate.TrialExpectation;
import wfr.certificate.TrialFigures;
import wfr.math.Estimate;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;
import wfr.operation.CertificateOperations.Enclose;
import wfr.operation.CertificateOperations.EnclosedFigures;
import wfr.operation.CertificateOperations.EnclosedState;
import wfr.operation.CertificateOperations.PlantedFault;
import wfr.operation.Implementation;

/**
 * The solution of the equation itself, enclosed: e^{-eps} at most rho/rho~ at most e^{eps} at every point, rho~ proportional to e^{g - V}. More trial functions are
 * taken until eps meets the aim or stops falling.
 *
 * @param problem what was solved
 * @param modes trial functions
 * @param states trial and eps at the output times
 * @param figures guaranteed mean, variance and KL (interval) or E cos x, E sin x and KL (torus) at the output times
 * @param observables names of the observables that could be enclosed
 * @param expectations their guaranteed expectations at the output times
 */
public record CertifiedEquation(
    SpectralProblem problem,
    int modes,
    List<EnclosedState> states,
    List<List<Estimate>> figures,
    List<String> observables,
    List<List<Estimate>> expectations) {
  /** Bound aimed at where none is stated. */
  public static final double DEFAULT_AIM = 1e-9;

  private static final int[] MODES = {49, 65, 85, 109, 141};

  /** Names of the figures. */
  public List<String> names() {
    return problem.periodic()
        ? List.of("mean cos x", "mean sin x", "kl")
        : List.of("mean", "variance", "kl");
  }

  /** The density at output k with guaranteed errors: see {@link TrialFigures#density}. */
  public List<Estimate> density(int k, int points) {
    return new TrialFigures(problem).density(states.get(k).trial(), states.get(k).bound(), points);
  }

  /**
   * Encloses.
   *
   * @throws IllegalArgumentException where no trial has a finite bound
   */
  public static CertifiedEquation of(
      SpectralProblem problem,
      double[] times,
      double aim,
      List<SpectralFunction> observables,
      Implementation ops,
      Progress progress) {
    double[] positive = Arrays.stream(times).filter(t -> t > 0).toArray();
    if (positive.length == 0) {
      throw new IllegalArgumentException("an output time > 0 is needed");
    }
    List<EnclosedState> best = null;
    int modes = 0;
    for (int n : MODES) {
      if (n < problem.start().length + 8) {
        continue;
      }
      progress.stage("enclosure with " + n + " trial functions");
      List<EnclosedState> states =
          ops.apply(new Enclose(problem, n, positive, aim, PlantedFault.NONE));
      boolean better = best == null || worst(states) < 0.5 * worst(best);
      if (better) {
        best = states;
        modes = n;
      }
      if (!better || worst(best) <= aim) {
        break;
      }
    }
    if (best == null || !(worst(best) < 1)) {
      throw new IllegalArgumentException(
          "no trial solution with a useful bound: the start is too rough or the wells too steep for "
              + MODES[MODES.length - 1]
              + " functions");
    }
    return new CertifiedEquation(
        problem,
        modes,
        best,
        best.stream().map(s -> ops.apply(new EnclosedFigures(problem, s))).toList(),
        observables.stream().map(SpectralFunction::name).toList(),
        best.stream().map(s -> expectations(problem, s, observables)).toList());
  }

  private static List<Estimate> expectations(
      SpectralProblem problem, EnclosedState s, List<SpectralFunction> observables) {
    TrialExpectation expectation = new TrialExpectation(problem, s.trial(), s.bound());
    return observables.stream().map(expectation::of).toList();
  }

  private static double worst(List<EnclosedState> states) {
    double worst = 0;
    for (EnclosedState s : states) {
      worst = Math.max(worst, s.bound());
    }
    return worst;
  }
}
