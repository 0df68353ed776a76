package wfr.spec;

import java.util.List;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;

/**
 * The operations theory speaks about, as pure functions on plain data. An implementation offers them; a claim names
 * the groups it uses. The reference is one implementation; a mutant replaces one operation, and every operation
 * composed of it (a splitting step, a run) changes with it.
 */
public interface Operations
    extends OperatorOperations,
        GeometryOperations,
        FeynmanKacOperations,
        CorrectionOperations,
        JumpOperations,
        CertificateOperations,
        KineticOperations,
        ReverseTimeOperations,
        PlaneOperations,
        SpaceOperations,
        KernelOperations {
  /** Groups of operations, for the scope of claims and mutants. */
  enum Group {
    /** {@link #discretise}. */
    DISCRETISATION,
    /** {@link #transport}. */
    TRANSPORT,
    /** {@link #reaction}. */
    REACTION,
    /** {@link #splittingStep}. */
    SPLITTING,
    /** {@link #gridRun}. */
    GRID_RUN,
    /** {@link #sdeStep}. */
    SDE,
    /** {@link #updateLogWeights}, {@link #meanLogRatio}, {@link #normalise}, {@link #effectiveSampleSize}. */
    WEIGHTS,
    /** {@link #resample}. */
    RESAMPLING,
    /** {@link #logDensity}. */
    DENSITY,
    /** {@link #kl}. */
    FUNCTIONALS,
    /** {@link #particleRun}. */
    PARTICLE_RUN,
    /** {@link #gaussianFlow}. */
    CLOSED_FORM,
    /** Spectra of the generator, and curvature: {@link OperatorOperations}. */
    SPECTRUM,
    /** {@link OperatorOperations#kineticSpectrum}. */
    KINETIC_SPECTRUM,
    /** {@link OperatorOperations#linearisedSpectrum}. */
    LINEARISATION,
    /** Distances and geodesics: {@link GeometryOperations}. */
    GEOMETRY,
    /** Closed forms of {@link FeynmanKacOperations}. */
    FEYNMAN_KAC_CLOSED,
    /** {@link #feynmanKacGrid}, {@link #feynmanKacGridEigenvalue}. */
    FEYNMAN_KAC_GRID,
    /** {@link #killLogWeights}, {@link #feynmanKacRun}. */
    FEYNMAN_KAC_PARTICLES,
    /** {@link CorrectionOperations}. */
    CORRECTION,
    /** {@link #reweightedRun}. */
    CORRECTION_PARTICLES,
    /** {@link #jumpRates}, {@link #jumpEvent}, {@link #jumpStep}. */
    JUMPS,
    /** {@link #kernelisedRun}. */
    KERNELISED,
    /** Guaranteed bounds: {@link CertificateOperations}. */
    CERTIFICATE,
    /** {@link #linearDriftFlow}. */
    KINETIC_CLOSED,
    /** {@link #kineticHamilton}, {@link #kineticFriction}, {@link #kineticReaction}, {@link #kineticRun}. */
    KINETIC_GRID,
    /** {@link #kineticStep}, {@link #kineticWalk}. */
    KINETIC_PARTICLES,
    /** Laws, drifts and weights of {@link ReverseTimeOperations}. */
    REVERSE_TIME,
    /** {@link #reverseRun}. */
    REVERSE_TIME_PARTICLES,
    /** Finite volumes in the plane: {@link PlaneOperations}. */
    PLANE,
    /** {@link #gaussianSplit}. */
    SPLIT_MAP,
    /** {@link #spaceDraw}, {@link #spaceStep}, {@link #spaceRun}. */
    SPACE_PARTICLES,
    /** {@link #kernelLogDensity}, {@link #bandwidthRule}. */
    KERNEL_DENSITY,
    /** The fused particle kernel: {@link KernelOperations}. */
    KERNEL
  }

  /** Cell masses of pi and conductances of the transport on a grid of the problem's domain (1-D). */
  DiscreteTarget discretise(WfrProblem problem, int cells);

  /** Mass of rho_0 and of pi outside the box, for a problem on the line. */
  double[] massOutside(WfrProblem problem);

  /** Initial law as log u_i = log(rho_0(cell i)/p_i), normalised over the box. */
  double[] initialLogRatio(WfrProblem problem, DiscreteTarget target);

  /** Transport for a time dt: log ratio in, log ratio out. */
  double[] transport(DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme);

  /** Reaction for lambda t = rate: u -> u^theta / sum p u^theta, theta = exp(-rate). */
  double[] reaction(double[] logMass, double[] logRatio, double rate);

  /** One step of a splitting, lambda and dt given. */
  double[] splittingStep(
      DiscreteTarget target,
      double[] logRatio,
      double lambda,
      double dt,
      SplittingScheme splitting,
      TransportScheme transport);

  /** KL(rho|pi) of cell masses p_i u_i, from log p_i and log u_i. */
  double kl(double[] logMass, double[] logRatio);

  /** A whole finite-volume run; one density per output time. */
  List<GridDensity> gridRun(WfrProblem problem, GridSettings settings, double[] times);

  /**
   * One step of dX = -D V' dt + sqrt(2 D) dW (1-D) for given noise.
   *
   * @param x positions
   * @param noise standard normals xi_n
   * @param nextNoise standard normals xi_{n+1}, used by Leimkuhler-Matthews only
   */
  double[] sdeStep(
      Integrator integrator,
      Potential potential,
      double diffusivity,
      double dt,
      double[] x,
      double[] noise,
      double[] nextNoise);

  /** log w - lambda dt (log rho + V - mean), entry by entry. */
  double[] updateLogWeights(
      double[] logWeights,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt);

  /** Weighted mean of log rho + V. */
  double meanLogRatio(double[] logWeights, double[] logRho, double[] potential);

  /** Normalised weights, summing to 1. */
  double[] normalise(double[] logWeights);

  /** 1/sum W_i^2. */
  double effectiveSampleSize(double[] logWeights);

  /**
   * Ancestor of each of the M = uniforms-determined offspring.
   *
   * @param weights normalised weights, N of them; M = N offspring are drawn
   * @param uniforms numbers in [0, 1): N for multinomial, stratified and residual (as many as needed are read), 1 for systematic
   */
  int[] resample(ResamplingScheme scheme, double[] weights, double[] uniforms);

  /** Log-weights after a resampling: all equal to the logarithm of the mean weight, so that the mass is kept. */
  double[] resetLogWeights(double[] logWeights, int[] ancestors);

  /**
   * Cloud-in-cell estimate of log rho at the particles themselves.
   *
   * @param lower left end of the grid
   * @param upper right end
   * @param cells number of cells (cells + 1 nodes)
   */
  double[] logDensity(double lower, double upper, int cells, double[] x, double[] weights);

  /** A whole particle run; one weighted sample per output time. */
  List<WeightedSample> particleRun(WfrProblem problem, ParticleSettings settings, double[] times);

  /** Law at a time of the WFR flow of a Gaussian towards a Gaussian in any dimension, in closed form. */
  GaussianLaw gaussianFlow(
      GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity, double time);
}
