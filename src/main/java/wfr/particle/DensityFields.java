package wfr.particle;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.BandwidthRule;
import wfr.operation.ParticleOperations.GaussianClosure;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.ParticleOperations.LogDensity;

/**
 * The density a population asks for. As a mixture of N normal kernels the choice is where the centres stand:
 *   transition   {@link TransitionField};
 *   kernel       c_j = x_j now, b given: phi_b * rho, off by b^2 Laplacian(rho)/2;
 *   rule         c_j = x_j now, b_k = f s_k (4/((d + 2) n))^{1/(d + 4)}, s_k the weighted standard deviation of coordinate k and n the effective sample size: the normal-reference
 *                rule, least mean integrated square error for a Gaussian at f = 1 (Silverman 1986, Scott 1992).
 * The particle itself is one of the centres: log rho is high by about phi_b(0)/(N rho), the O(1/N) bias of E4.
 */
final class DensityFields {
  private DensityFields() {}

  static DensityField of(
      WfrProblem problem, ParticleSettings settings, LogDensityOracle oracle, Implementation ops) {
    DensityEstimate estimate = settings.density();
    Domain box = problem.domain();
    if (estimate instanceof DensityEstimate.Grid g) {
      int cells =
          g.cells() == 0 ? CloudInCell.defaultCells(settings.count(), box.dimension()) : g.cells();
      return (t, x, w) -> ops.apply(new LogDensity(box, cells, x, w.relative()));
    }
    if (estimate instanceof DensityEstimate.Kernel k) {
      KernelSums.require(box, k.evaluation(), k.bandwidth());
      double[] b = new double[box.dimension()];
      Arrays.fill(b, k.bandwidth());
      return (t, x, w) -> kernel(ops, box, k.evaluation(), x, w, b);
    }
    if (estimate instanceof DensityEstimate.Rule r) {
      KernelSums.require(box, r.evaluation(), Double.NaN);
      return (t, x, w) -> {
        double[] b = ops.apply(new BandwidthRule(x, w.relative(), r.factor()));
        return kernel(ops, box, r.evaluation(), x, w, b);
      };
    }
    if (estimate instanceof DensityEstimate.Transition t) {
      return transition(problem, settings, t, ops);
    }
    if (estimate instanceof DensityEstimate.Gaussian) {
      return (t, x, w) -> {
        GaussianLaw law = ops.apply(new GaussianClosure(x, w.relative()));
        return each(x, law::logDensity);
      };
    }
    return known(oracle);
  }

  private static double[] kernel(
      Implementation ops, Domain box, Evaluation how, double[][] x, Weights w, double[] b) {
    return ops.apply(new KernelLogDensity(box, how, x, w.relative(), b, x));
  }

  private static DensityField transition(
      WfrProblem problem,
      ParticleSettings settings,
      DensityEstimate.Transition t,
      Implementation ops) {
    if (settings.integrator() != Integrator.EULER_MARUYAMA || !(problem.diffusivity() > 0)) {
      throw new IllegalArgumentException(
          "particles.density transition needs integrator euler-maruyama and a diffusivity > 0: "
              + settings.integrator().key()
              + ", "
              + problem.diffusivity());
    }
    KernelSums.require(
        problem.domain(),
        t.evaluation(),
        SdeIntegrator.spread(problem.diffusivity(), settings.timeStep()));
    return new TransitionField(problem, t.evaluation(), ops);
  }

  /** log rho and its mean from a known solution: the particles are then independent of each other. */
  private static DensityField known(LogDensityOracle oracle) {
    return new DensityField() {
      @Override
      public double[] logDensity(double time, double[][] x, Weights weights) {
        double[] out = new double[x[0].length];
        oracle.logDensity(time, x, 0, out.length, out);
        return out;
      }

      @Override
      public OptionalDouble meanLogRatio(double time) {
        return OptionalDouble.of(oracle.meanLogRatio(time));
      }
    };
  }

  /** A function of every point. */
  static double[] each(double[][] x, ToDoubleFunction<double[]> f) {
    double[] out = new double[x[0].length];
    double[] point = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < point.length; k++) {
        point[k] = x[k][i];
      }
      out[i] = f.applyAsDouble(point);
    }
    return out;
  }
}
