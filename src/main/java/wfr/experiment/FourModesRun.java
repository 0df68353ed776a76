package wfr.experiment;

import java.util.Arrays;
import wfr.diagnostics.MaximumMeanDiscrepancy;
import wfr.diagnostics.SampleMoments;
import wfr.geometry.Assignment;
import wfr.geometry.SlicedWasserstein;
import wfr.geometry.Wasserstein1d;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.Atoms;
import wfr.model.ResamplingScheme;
import wfr.particle.Resampling;

/**
 * What is taken of a sample at the end, and the MMD on the way.
 *
 * @param sample at the end
 * @param mean mean over coordinates of the squared error of the mean
 * @param covariance mean over entries of the squared error of the covariance
 * @param marginal W_1 to a sample of pi, mean over coordinates
 * @param sliced sliced W_2 to the same sample
 * @param assignment W_2 to it by assignment, after one systematic resampling
 * @param discrepancy MMD^2 to the same sample, as published
 * @param mmd MMD^2 to pi itself at CURVE + 1 times
 */
record FourModesRun(
    Atoms sample,
    double mean,
    double covariance,
    double marginal,
    double sliced,
    double assignment,
    double discrepancy,
    double[] mmd) {
  private static final double[] MEAN = {0, 5};

  /** Covariances averaged, plus the covariance of the means. */
  private static final double[][] COVARIANCE = {{5.105, 0}, {0, 5.505}};

  /** Rate of the published kernel exp(-g |x - y|^2). */
  static final MaximumMeanDiscrepancy MMD = new MaximumMeanDiscrepancy(1);

  private static final int DIRECTIONS = 32;

  /** MMD^2 that counts as near in the published code. */
  private static final double NEAR = 0.05;

  double lastMmd() {
    return mmd[mmd.length - 1];
  }

  /** Iterations until MMD^2 is below {@link #NEAR}, the curve taken as linear between its points; all of them if it never is. */
  double iterations(int stride) {
    for (int k = 1; k < mmd.length; k++) {
      if (mmd[k] < NEAR) {
        return stride * (k - (NEAR - mmd[k]) / (mmd[k - 1] - mmd[k]));
      }
    }
    return stride * (mmd.length - 1.0);
  }

  /** Largest distance of a mode's share from 1/4. */
  double imbalance() {
    return Arrays.stream(new SampleMoments(sample).modeWeights(FourModes.TARGET))
        .map(w -> Math.abs(w - 1.0 / 4))
        .max()
        .orElseThrow();
  }

  static FourModesRun of(Setting setting, int r, Atoms sample, double[] mmd) {
    SampleMoments moments = new SampleMoments(sample);
    double mean = 0;
    double covariance = 0;
    for (int k = 0; k < 2; k++) {
      mean += Math.pow(moments.mean()[k] - MEAN[k], 2) / 2;
      for (int l = 0; l < 2; l++) {
        covariance += Math.pow(moments.covariance()[k][l] - COVARIANCE[k][l], 2) / 4;
      }
    }
    Atoms reference = SplitWalk.atoms(FourModes.draws(setting, r, false));
    double marginal = 0;
    for (int k = 0; k < 2; k++) {
      marginal += Wasserstein1d.of(coordinate(sample, k), coordinate(reference, k), 1) / 2;
    }
    double[] u = {setting.streams(r).stream(Purpose.DIAGNOSTIC, 2, 0).nextDouble()};
    int[] a = Resampling.ancestors(ResamplingScheme.SYSTEMATIC, sample.masses(), u);
    double[][] equal = Arrays.stream(a).mapToObj(i -> sample.points()[i]).toArray(double[][]::new);
    return new FourModesRun(
        sample,
        mean,
        covariance,
        marginal,
        SlicedWasserstein.of(sample, reference, 2, DIRECTIONS),
        Assignment.w2(equal, reference.points()),
        MMD.squared(sample, reference),
        mmd);
  }

  private static Atoms coordinate(Atoms sample, int k) {
    return Atoms.line(
        Arrays.stream(sample.points()).mapToDouble(x -> x[k]).toArray(), sample.masses());
  }
}
