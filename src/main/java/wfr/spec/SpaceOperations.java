package wfr.spec;

import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;

/** Operations in d dimensions. Positions come by coordinate: x[k][i] is coordinate k of particle i. */
public interface SpaceOperations {
  /** Law after n steps h of a splitting into exact sub-flows, from a Gaussian towards a Gaussian; scheme null is the exact flow. */
  GaussianLaw gaussianSplit(WfrProblem gaussians, double step, int n, SplittingScheme scheme);

  /** The draw from a Gaussian that d standard normals give. */
  double[] spaceDraw(GaussianLaw law, double[] normals);

  /** One Euler-Maruyama step of dX = -D grad V dt + sqrt(2 D) dW for given noise. */
  double[][] spaceStep(
      Potential potential, double diffusivity, double dt, double[][] x, double[][] noise);

  /** A whole run of one population in any dimension; one weighted sample per output time. */
  List<WeightedSample> spaceRun(WfrProblem problem, ParticleSettings settings, double[] times);

  /**
   * log sum_j W_j N(x; c_j, diag(b^2)) at points.
   *
   * @param box where bins lie
   * @param evaluation binned, tree or blocked
   * @param centres c_j
   * @param weights not normalised
   * @param bandwidth b along every axis
   * @param points x
   */
  double[] kernelLogDensity(
      Domain box,
      DensityEstimate.Evaluation evaluation,
      double[][] centres,
      double[] weights,
      double[] bandwidth,
      double[][] points);

  /** Bandwidth along every axis by the normal-reference rule. */
  double[] bandwidthRule(double[][] x, double[] weights);
}
