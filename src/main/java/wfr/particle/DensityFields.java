package wfr.particle;

import java.util.function.Supplier;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;

/** The density a population asks for, made once per population. */
final class DensityFields {
  /** Relative error of {@link TreeSum}: below the Monte Carlo error of any population that fits into memory. */
  static final double TREE_ERROR = 1e-6;

  /** Dimension up to which boxes of a k-d tree exclude more than they cost. */
  private static final int TREE_DIMENSIONS = 6;

  private DensityFields() {}

  static Supplier<DensityField> of(
      WfrProblem problem, ParticleSettings settings, LogDensityOracle oracle) {
    DensityEstimate estimate = settings.density();
    int n = settings.count();
    int d = problem.dimension();
    if (estimate instanceof DensityEstimate.Grid g) {
      return grid(problem.domain(), g.cells(), n);
    }
    if (estimate instanceof DensityEstimate.Kernel k) {
      if (d == 1 && (k.evaluation() == Evaluation.AUTO || k.evaluation() == Evaluation.BINNED)) {
        return () -> new KernelField(problem.domain(), k.bandwidth());
      }
      Supplier<KernelSum> sum = sum(problem.domain(), k.evaluation(), k.bandwidth());
      return () -> MixtureField.fixed(sum.get(), n, d, k.bandwidth());
    }
    if (estimate instanceof DensityEstimate.Rule r) {
      Supplier<KernelSum> sum = sum(problem.domain(), r.evaluation(), Double.NaN);
      return () -> MixtureField.rule(sum.get(), n, d, r.factor());
    }
    if (estimate instanceof DensityEstimate.Transition t) {
      return transition(problem, settings, t);
    }
    if (estimate instanceof DensityEstimate.Gaussian) {
      return () -> new MomentField(d);
    }
    if (oracle == null) {
      throw new IllegalArgumentException(
          "particles.density oracle needs a known solution, and this problem has none:"
              + " use a grid or kernel estimate");
    }
    return () -> new OracleField(oracle);
  }

  private static Supplier<DensityField> grid(Domain domain, int cells, int n) {
    return switch (domain.dimension()) {
      case 1 -> () -> new CloudInCell(domain, cells == 0 ? CloudInCell.defaultCells(n) : cells);
      case 2 ->
          () -> new PlaneCloudInCell(domain, cells == 0 ? PlaneCloudInCell.defaultCells(n) : cells);
      default ->
          throw new IllegalArgumentException(
              "particles.density grid has at most two dimensions: "
                  + domain.dimension()
                  + "; use transition, gaussian, kernel or oracle");
    };
  }

  private static Supplier<DensityField> transition(
      WfrProblem problem, ParticleSettings settings, DensityEstimate.Transition t) {
    if (settings.integrator() != Integrator.EULER_MARUYAMA || !(problem.diffusivity() > 0)) {
      throw new IllegalArgumentException(
          "particles.density transition needs integrator euler-maruyama and a diffusivity > 0: "
              + settings.integrator().key()
              + ", "
              + problem.diffusivity());
    }
    double b = SdeIntegrator.spread(problem.diffusivity(), settings.timeStep());
    Supplier<KernelSum> sum = sum(problem.domain(), t.evaluation(), b);
    return () -> MixtureField.transition(sum.get(), settings.count(), problem.initial());
  }

  /** The evaluation for a bandwidth, NaN where it is not known beforehand. */
  private static Supplier<KernelSum> sum(Domain domain, Evaluation evaluation, double bandwidth) {
    int d = domain.dimension();
    boolean line = domain.boundary() == Domain.Boundary.LINE;
    boolean fits = Double.isNaN(bandwidth) ? d == 2 : BinnedSum.fits(domain, bandwidth);
    boolean binned =
        evaluation == Evaluation.BINNED || evaluation == Evaluation.AUTO && (fits || !line);
    if (binned ? !fits : !line) {
      throw new IllegalArgumentException(
          "particles.density: "
              + (binned
                  ? "bins need two dimensions and a bandwidth of more than 1/512 of the box: "
                      + d
                      + ", "
                      + bandwidth
                  : "tree and blocks know no boundary: boundary: line"));
    }
    if (binned) {
      return () -> new BinnedSum(domain);
    }
    boolean tree =
        evaluation == Evaluation.TREE || evaluation == Evaluation.AUTO && d <= TREE_DIMENSIONS;
    return tree ? () -> new TreeSum(TREE_ERROR) : BlockedSum::new;
  }
}
