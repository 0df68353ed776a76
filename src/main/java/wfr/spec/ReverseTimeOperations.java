package wfr.spec;

import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.ReverseOu;
import wfr.model.TimeField;

/** Operations on Ornstein-Uhlenbeck noising of mixtures and its reversal; see {@link Operations}. */
public interface ReverseTimeOperations {
  /** q_t. */
  MixtureLaw noised(ReverseOu path, double t);

  /** Drift of the reversal at y and reverse time tau. */
  double reverseDrift(ReverseOu path, double y, double tau);

  /** log w_0 of a walker that starts at y. */
  double startLogWeight(ReverseOu path, double y);

  /** E[w_0^2], infinity included. */
  double startMoment(ReverseOu path);

  /** {a, b} at reverse time tau of the log-ratio a y - b y^2/2 under the reverse SDE with reaction. */
  double[] reverseTilt(double a, double b, double lambda, double tau);

  /**
   * Replicate populations of weighted walkers at a reverse time.
   *
   * @param path path, noise and kind of start
   * @param start law of Y_0
   * @param rate (log w)'
   * @param settings of ONE population
   * @param time reverse time
   * @param replicates how many
   */
  List<WeightedSample> reverseRun(
      ReverseOu path,
      InitialLaw start,
      TimeField rate,
      ParticleSettings settings,
      double time,
      int replicates);
}
