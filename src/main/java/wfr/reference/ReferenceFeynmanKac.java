package wfr.reference;

import java.util.List;
import java.util.stream.IntStream;
import wfr.exact.MatrixFeynmanKac;
import wfr.exact.QuadraticFeynmanKac;
import wfr.measure.WeightedSample;
import wfr.model.CorrectionTerm;
import wfr.model.FeynmanKacProblem;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.QuadratureRule;
import wfr.model.ReweightedDiffusion;
import wfr.model.WfrProblem;
import wfr.particle.FeynmanKacPieces;
import wfr.particle.FeynmanKacWalk;
import wfr.particle.InitialSampler;
import wfr.particle.ReweightedWalk;
import wfr.pde.FeynmanKacGrid;
import wfr.pde.ReweightedGrid;
import wfr.spec.Operations;

/** The Feynman-Kac part of the reference implementation; see {@link ReferenceOperations}. */
public interface ReferenceFeynmanKac extends Operations {
  @Override
  default double logCameronMartin(double a, double x, double t) {
    return QuadraticFeynmanKac.logCameronMartin(a, x, t);
  }

  @Override
  default double logQuadraticKilling(LinearQuadratic problem, double x, double t) {
    return new QuadraticFeynmanKac(problem).logValue(x, t);
  }

  @Override
  default double logMatrixKilling(
      double[][] drift, double[][] noise, double[][] killing, double[] x, double t) {
    return new MatrixFeynmanKac(drift, noise, killing).logValue(x, t);
  }

  @Override
  default QuadraticFeynmanKac.WeightedGaussian weightedGaussian(
      LinearQuadratic problem, double mean, double variance, double t) {
    return new QuadraticFeynmanKac(problem).law(mean, variance, t);
  }

  @Override
  default double principalEigenvalue(LinearQuadratic problem) {
    return new QuadraticFeynmanKac(problem).principalEigenvalue();
  }

  @Override
  default double feynmanKacGrid(FeynmanKacProblem problem, int cells, boolean forward) {
    FeynmanKacGrid grid = new FeynmanKacGrid(problem, cells);
    return forward ? grid.forward() : grid.backward();
  }

  @Override
  default double feynmanKacGridEigenvalue(FeynmanKacProblem problem, int cells) {
    return new FeynmanKacGrid(problem, cells).generator().principalEigenvalue();
  }

  @Override
  default double[] killLogWeights(
      QuadratureRule rule, double[] logWeights, double[] start, double[] end, double dt) {
    double[] l = logWeights.clone();
    FeynmanKacPieces.REFERENCE.weigh(rule, l, start, end, dt);
    return l;
  }

  @Override
  default List<Double> feynmanKacRun(
      FeynmanKacProblem problem, ParticleSettings settings, QuadratureRule rule, int replicates) {
    ReferenceFeynmanKac self = this;
    FeynmanKacPieces pieces =
        new FeynmanKacPieces() {
          @Override
          public void weigh(QuadratureRule r, double[] l, double[] start, double[] end, double dt) {
            System.arraycopy(self.killLogWeights(r, l, start, end, dt), 0, l, 0, l.length);
          }

          @Override
          public double[] reset(double[] logWeights, int[] ancestors) {
            return self.resetLogWeights(logWeights, ancestors);
          }
        };
    return new FeynmanKacWalk(problem, settings, rule, pieces)
        .run(replicates, 1).stream().map(FeynmanKacWalk.Outcome::value).toList();
  }

  @Override
  default double correctionRate(
      double timeDerivative, double divergence, double drift, double slope) {
    return CorrectionTerm.rate(timeDerivative, divergence, drift, slope);
  }

  @Override
  default double productRate(double[] powers, double[] scores, double divergence, double noise) {
    return CorrectionTerm.productRate(powers, scores, divergence, noise);
  }

  @Override
  default double wrongScoreRate(double noise, double divergence, double error, double score) {
    return CorrectionTerm.wrongScoreRate(noise, divergence, error, score);
  }

  @Override
  default double[] reweightedGrid(
      ReweightedDiffusion diffusion, double time, int cells, int steps) {
    return ReweightedGrid.advance(
        diffusion, 0, ReweightedGrid.start(diffusion, cells), time, steps);
  }

  @Override
  default List<WeightedSample> reweightedRun(
      ReweightedDiffusion diffusion, ParticleSettings settings, double time, int replicates) {
    InitialSampler sampler =
        new InitialSampler(
            new WfrProblem(
                new PolynomialPotential(0), diffusion.start(), diffusion.domain(), 0, 1));
    ReweightedWalk walk = new ReweightedWalk(diffusion, settings, sampler, x -> 0);
    return IntStream.range(0, replicates)
        .mapToObj(r -> walk.run(new double[] {time}, r).samples().get(0))
        .toList();
  }
}
