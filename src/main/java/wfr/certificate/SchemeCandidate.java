package wfr.certificate;

import java.util.HashMap;
import java.util.Map;
import wfr.math.ExponentialEnclosure;
import wfr.math.TridiagonalSystem;
import wfr.model.DiscreteScheme;
import wfr.model.SubStep;

/**
 * States of a {@link DiscreteScheme} in double arithmetic: the candidates a certificate judges. Nothing here is trusted.
 * Accuracy: a few roundings per sub-step; one refinement of the implicit step by its own residual.
 */
public final class SchemeCandidate {
  private final DiscreteScheme scheme;
  private final Map<Double, TridiagonalSystem> systems = new HashMap<>();
  private final Map<Double, ExponentialEnclosure> powers = new HashMap<>();

  private SchemeCandidate(DiscreteScheme scheme) {
    this.scheme = scheme;
  }

  /** The start followed by the state after every sub-step. */
  public static double[][] states(DiscreteScheme scheme, double[] start) {
    SchemeCandidate solver = new SchemeCandidate(scheme);
    double[][] u = new double[scheme.steps().size() + 1][];
    u[0] = start.clone();
    for (int k = 1; k < u.length; k++) {
      SubStep step = scheme.steps().get(k - 1);
      u[k] =
          step.kind() == SubStep.Kind.TRANSPORT
              ? solver.transported(u[k - 1], step.amount())
              : solver.reacted(u[k - 1], step.amount());
    }
    return u;
  }

  private double[] transported(double[] u, double dt) {
    TridiagonalSystem system = systems.computeIfAbsent(dt, t -> system(scheme, t));
    double[] next = u.clone();
    system.solve(next);
    double[] correction = new double[u.length];
    double[] k = scheme.integratedConductance(dt);
    for (int i = 0; i < u.length; i++) {
      correction[i] =
          SchemeResidual.transport(scheme.mass(), k, u, next, i).value() / scheme.mass()[i];
    }
    system.solve(correction);
    for (int i = 0; i < u.length; i++) {
      next[i] -= correction[i];
    }
    return next;
  }

  /** The matrix of a transport sub-step, rows divided by p_i. */
  static TridiagonalSystem system(DiscreteScheme scheme, double dt) {
    int n = scheme.cells();
    double[] k = scheme.integratedConductance(dt);
    double[] left = new double[n];
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = k[i] / scheme.mass()[i];
      right[i] = k[i + 1] / scheme.mass()[i];
    }
    return new TridiagonalSystem(left, right);
  }

  private double[] reacted(double[] u, double rate) {
    ExponentialEnclosure a = powers.computeIfAbsent(rate, r -> ExponentialEnclosure.of(-r));
    double[] next = new double[u.length];
    double mass = 0;
    for (int i = 0; i < u.length; i++) {
      next[i] = StrictMath.pow(u[i], a.value());
      next[i] += next[i] * (a.remainder() * StrictMath.log(u[i]));
      mass += scheme.mass()[i] * next[i];
    }
    for (int i = 0; i < u.length; i++) {
      next[i] /= mass;
    }
    return next;
  }
}
