package wfr.reference;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.Potential;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TargetPath;
import wfr.model.WfrProblem;
import wfr.operation.CorrectionOperations.PathDiffusion;
import wfr.operation.CorrectionOperations.ReweightedGrid;
import wfr.operation.CorrectionOperations.StartLogWeight;
import wfr.operation.CorrectionOperations.StartMoment;
import wfr.operation.Implementation;
import wfr.pde.killed.FeynmanKacGrid;

/** Weights along a path of targets: normalisers, the weight of the start, and whether E[w^2] is finite. Source: proofs-notes, D7. */
final class PathWeights {
  private static final double SETTLED = 0.1;

  private final WfrProblem problem;
  private final TargetPath path;
  private final Implementation ops;
  private final double logNormaliser;

  PathWeights(WfrProblem problem, TargetPath path, Implementation ops) {
    this.ops = ops;
    this.problem = problem;
    this.path = path;
    logNormaliser = logIntegral(path.at(0));
  }

  /** log Z_0. */
  double logNormaliser() {
    return logNormaliser;
  }

  /** log int e^{-v}, over the line where the box only truncates it. */
  double logIntegral(Potential v) {
    BoxMass mass = BoxMass.ofTarget(v, problem.domain());
    boolean line = problem.domain().truncates();
    return line ? mass.logTotal() : mass.logInside();
  }

  /** log of e^{-U_0}/(Z_0 rho_0). */
  DoubleUnaryOperator startLogWeight() {
    if (path instanceof ReverseOu reverse) {
      return y -> ops.apply(new StartLogWeight(reverse, y));
    }
    InitialLaw law = problem.initial();
    BoxMass mass = BoxMass.ofInitial(law, problem.domain());
    boolean line = problem.domain().truncates();
    double shift = (line ? mass.logTotal() : mass.logInside()) - logNormaliser;
    return x -> shift - path.value(x, 0) - law.logDensity(x);
  }

  /**
   * E[w^2] = int m_2, d_t m_2 = D m_2'' - (B m_2)' + 2 r m_2, m_2(0) = w_0^2 rho_0: on boxes that grow it must settle.
   */
  boolean secondMomentIsFinite(double time) {
    if (path instanceof ReverseOu reverse) {
      return ops.apply(new StartMoment(reverse)) < Double.POSITIVE_INFINITY;
    }
    if (!problem.domain().truncates()) {
      return true; // bounded weights
    }
    DoubleUnaryOperator start = startLogWeight();
    double end = Math.min(time, path.horizon());
    double[] log = new double[3];
    for (int k = 0; k < log.length; k++) {
      Domain box = FeynmanKacGrid.widened(problem.domain(), 1 + 0.25 * k);
      int cells = 512 + 128 * k;
      ReweightedDiffusion once =
          ops.apply(new PathDiffusion(path, problem.diffusivity(), problem.initial(), box));
      ReweightedDiffusion twice =
          new ReweightedDiffusion(
              once.drift(),
              (x, t) -> 2 * once.rate().at(x, t),
              problem.diffusivity(),
              problem.initial(),
              box);
      double dx = (box.right() - box.left()) / cells;
      double[] masses = new double[cells];
      for (int i = 0; i < cells; i++) {
        double x = box.left() + (i + 0.5) * dx;
        masses[i] = Math.exp(2 * start.applyAsDouble(x) + problem.initial().logDensity(x)) * dx;
      }
      try {
        double sum =
            Arrays.stream(
                    end > 0 ? ops.apply(new ReweightedGrid(twice, masses, end, cells, 64)) : masses)
                .sum();
        log[k] = Math.log(sum);
      } catch (ArithmeticException e) {
        return false;
      }
    }
    return Math.abs(log[2] - log[1]) <= SETTLED && Math.abs(log[1] - log[0]) <= 1;
  }
}
