package wfr.spec;

import java.util.List;
import wfr.exact.QuadraticFeynmanKac;
import wfr.model.FeynmanKacProblem;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;

/** Operations on linear Feynman-Kac expectations E_x[f(X_T) exp(-int k)]; see {@link Operations}. */
public interface FeynmanKacOperations {
  /** log E_x exp(-(a^2/2) int_0^t W^2). */
  double logCameronMartin(double a, double x, double t);

  /** log E_x exp(-int_0^t k), k quadratic, X Ornstein-Uhlenbeck. */
  double logQuadraticKilling(LinearQuadratic problem, double x, double t);

  /** log E_x exp(-int_0^t X'QX), dX = -K X dt + S^{1/2} dW. */
  double logMatrixKilling(
      double[][] drift, double[][] noise, double[][] killing, double[] x, double t);

  /** The weighted law at time t of a start N(mean, variance). */
  QuadraticFeynmanKac.WeightedGaussian weightedGaussian(
      LinearQuadratic problem, double mean, double variance, double t);

  /** -lim (1/t) log E in closed form. */
  double principalEigenvalue(LinearQuadratic problem);

  /** u(x, T) on a grid by the backward or the forward equation, exact in time. */
  double feynmanKacGrid(FeynmanKacProblem problem, int cells, boolean forward);

  /** Lowest eigenvalue of -(D d_xx - D V' d_x - k) on a grid. */
  double feynmanKacGridEigenvalue(FeynmanKacProblem problem, int cells);

  /** Log-weights after one step with k at its start and its end. */
  double[] killLogWeights(
      QuadratureRule rule, double[] logWeights, double[] start, double[] end, double dt);

  /** Estimates of E_x[f(X_T) w_T] by replicate populations of settings.count() walkers each. */
  List<Double> feynmanKacRun(
      FeynmanKacProblem problem, ParticleSettings settings, QuadratureRule rule, int replicates);
}
