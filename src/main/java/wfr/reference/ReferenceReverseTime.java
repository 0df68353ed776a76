package wfr.reference;

import java.util.List;
import java.util.stream.IntStream;
import wfr.exact.ReverseTilt;
import wfr.measure.WeightedSample;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.model.WfrProblem;
import wfr.particle.InitialSampler;
import wfr.particle.ReweightedWalk;
import wfr.spec.Operations;

/** Reverse time of the reference implementation; see {@link ReferenceOperations}. */
public interface ReferenceReverseTime extends Operations {
  @Override
  default MixtureLaw noised(ReverseOu path, double t) {
    return path.noised(t);
  }

  @Override
  default double reverseDrift(ReverseOu path, double y, double tau) {
    return path.drift(y, tau);
  }

  @Override
  default double startLogWeight(ReverseOu path, double y) {
    return path.startLogWeight(y);
  }

  @Override
  default double startMoment(ReverseOu path) {
    return path.startMoment();
  }

  @Override
  default double[] reverseTilt(double a, double b, double lambda, double tau) {
    return ReverseTilt.at(a, b, lambda, tau);
  }

  @Override
  default List<WeightedSample> reverseRun(
      ReverseOu path,
      InitialLaw start,
      TimeField rate,
      ParticleSettings settings,
      double time,
      int replicates) {
    // the line: the walk never meets the ends, and laws that are mixtures are drawn without a table
    Domain line = Domain.interval(-1e6, 1e6, Domain.Boundary.LINE);
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion(
            (y, tau) -> reverseDrift(path, y, tau), rate, 0.5 * path.noise(), start, line);
    InitialSampler sampler =
        new InitialSampler(new WfrProblem(new PolynomialPotential(0), start, line, 0, 1));
    ReweightedWalk walk =
        new ReweightedWalk(diffusion, settings, sampler, y -> startLogWeight(path, y));
    return IntStream.range(0, replicates)
        .mapToObj(r -> walk.run(new double[] {time}, r).samples().get(0))
        .toList();
  }
}
