package wfr.spec;

import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.ReweightedDiffusion;

/** Operations on correction terms and weighted diffusions; see {@link Operations}. */
public interface CorrectionOperations {
  /** -d_t U + div b - b U'. */
  double correctionRate(double timeDerivative, double divergence, double drift, double slope);

  /** (sum a - 1) div f + (g^2/2)(|sum a s|^2 - sum a |s|^2). */
  double productRate(double[] powers, double[] scores, double divergence, double noise);

  /** g^2 (div e + e s). */
  double wrongScoreRate(double noise, double divergence, double error, double score);

  /** Replicate populations of weighted walkers at a time, X_0 drawn from the start on the diffusion's domain. */
  List<WeightedSample> reweightedRun(
      ReweightedDiffusion diffusion, ParticleSettings settings, double time, int replicates);

  /** The weighted law at a time as masses of cells. */
  double[] reweightedGrid(ReweightedDiffusion diffusion, double time, int cells, int steps);
}
