package wfr.reference;

import static wfr.operation.CorrectionOperations.CORRECTION_RATE;
import static wfr.operation.CorrectionOperations.REVERSE_DRIFT;

import java.util.function.Function;
import wfr.model.AnnealedPath;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.operation.CorrectionOperations.CorrectionRate;
import wfr.operation.CorrectionOperations.PathDiffusion;
import wfr.operation.CorrectionOperations.ReverseDrift;
import wfr.operation.CorrectionOperations.ReverseRun;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.CorrectionOperations.StartLogWeight;
import wfr.operation.Implementation;
import wfr.operation.ParticleSolution;

/** The weighted diffusions of target paths, made of the rates and drifts of an implementation. Source: proofs-notes, D7A. */
final class PathDiffusions {
  /** The line: the walk never meets the ends, and laws that are mixtures are drawn without a table. */
  private static final Domain LINE = Domain.interval(-1e6, 1e6, Domain.Boundary.LINE);

  private PathDiffusions() {}

  static ReweightedDiffusion of(PathDiffusion call, Implementation ops) {
    if (call.path() instanceof ReverseOu reverse) {
      return reversal(reverse, (y, tau) -> 0, call.start(), call.domain(), ops);
    }
    if (call.path() instanceof AnnealedPath path) {
      Function<CorrectionRate, Double> rate = ops.function(CORRECTION_RATE);
      double d = call.diffusivity();
      return new ReweightedDiffusion(
          (x, t) -> -d * path.slope(x, t),
          (x, t) -> rate.apply(new CorrectionRate(path.timeDerivative(x), 0, 0, 0)),
          d,
          call.start(),
          call.domain());
    }
    throw new IllegalArgumentException("no diffusion follows " + call.path());
  }

  private static ReweightedDiffusion reversal(
      ReverseOu path, TimeField rate, InitialLaw start, Domain domain, Implementation ops) {
    Function<ReverseDrift, Double> drift = ops.function(REVERSE_DRIFT);
    return new ReweightedDiffusion(
        (y, tau) -> drift.apply(new ReverseDrift(path, y, tau)),
        rate,
        0.5 * path.noise(),
        start,
        domain);
  }

  static ParticleSolution reverseRun(ReverseRun call, Implementation ops) {
    return ops.apply(
        new ReweightedRun(
            reversal(call.path(), call.rate(), call.start(), LINE, ops),
            y -> ops.apply(new StartLogWeight(call.path(), y)),
            call.settings(),
            call.times(),
            call.replicate()));
  }
}
