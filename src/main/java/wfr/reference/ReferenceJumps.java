package wfr.reference;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.measure.GridDensity;
import wfr.model.WfrProblem;
import wfr.particle.BirthDeath;
import wfr.particle.JumpRule;
import wfr.pde.KernelisedFlow;
import wfr.spec.Operations;

/** The jump process of the reference implementation; see {@link ReferenceOperations}. */
public interface ReferenceJumps extends Operations {
  @Override
  default double[][] jumpRates(double[] beta, double lambda) {
    double[][] rates = new double[beta.length][beta.length];
    for (int i = 0; i < beta.length; i++) {
      Arrays.fill(rates[i], BirthDeath.rate(beta[i], lambda, beta.length));
    }
    return rates;
  }

  @Override
  default double[] jumpEvent(double[] x, int i, int j, double beta) {
    return BirthDeath.event(x, i, j, beta);
  }

  @Override
  default double[] jumpStep(double[] x, double[] beta, double rate, UniformRandomProvider stream) {
    return BirthDeath.step(x, beta, rate, stream);
  }

  @Override
  default GridDensity kernelisedRun(
      WfrProblem problem, double bandwidth, int cells, int steps, double time) {
    return new KernelisedFlow(problem, bandwidth, cells).run(steps, time);
  }

  /** The production loop's jump rule made of this object's step. */
  default JumpRule jumps() {
    return (population, beta, rate, stream) -> {
      double[] x = population.positions();
      double[] moved = jumpStep(x.clone(), beta, rate, stream);
      int changed = 0;
      for (int i = 0; i < x.length; i++) {
        changed += x[i] == moved[i] ? 0 : 1;
      }
      System.arraycopy(moved, 0, x, 0, x.length);
      return changed;
    };
  }
}
