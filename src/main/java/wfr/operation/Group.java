package wfr.operation;

/** Groups of operations, for the scope of claims and mutants. */
public enum Group {
  /** Masses, conductances and initial values on a grid. */
  DISCRETISATION,
  /** Transport on any grid. */
  TRANSPORT,
  /** Reaction on any grid. */
  REACTION,
  /** One step of a splitting. */
  SPLITTING,
  /** The extrapolated step, its error and its length. */
  ADAPTIVE,
  /** Whole finite-volume runs. */
  GRID_RUN,
  /** The step of the SDE for given noise, in any dimension, and the walls it meets. */
  SDE,
  /** Update, mean, normalisation, effective sample size. */
  WEIGHTS,
  /** Ancestors, and what is left of the weights. */
  RESAMPLING,
  /** Cloud in cell. */
  DENSITY,
  /** Functionals of one density or sample. */
  FUNCTIONALS,
  /** Whole particle runs. */
  PARTICLE_RUN,
  /** Gaussian flows. */
  CLOSED_FORM,
  /** Spectra of the generator, and curvature. */
  SPECTRUM,
  /** Spectrum of the kinetic generator. */
  KINETIC_SPECTRUM,
  /** Linearisation at pi. */
  LINEARISATION,
  /** Distances and geodesics. */
  GEOMETRY,
  /** Closed forms of Feynman-Kac expectations. */
  FEYNMAN_KAC_CLOSED,
  /** The Feynman-Kac equation on a grid. */
  FEYNMAN_KAC_GRID,
  /** Weighted walkers of a Feynman-Kac expectation. */
  FEYNMAN_KAC_PARTICLES,
  /** Correction terms and the grid of a weighted diffusion. */
  CORRECTION,
  /** Walkers of a weighted diffusion. */
  CORRECTION_PARTICLES,
  /** Birth and death. */
  JUMPS,
  /** The kernelised flow. */
  KERNELISED,
  /** Guaranteed bounds. */
  CERTIFICATE,
  /** Gaussian flows of a linear drift. */
  KINETIC_CLOSED,
  /** The kinetic equation on a grid. */
  KINETIC_GRID,
  /** Kinetic walkers. */
  KINETIC_PARTICLES,
  /** Laws, drifts and weights of a reversal. */
  REVERSE_TIME,
  /** Walkers of a reversal. */
  REVERSE_TIME_PARTICLES,
  /** Splittings of Gaussian flows. */
  SPLIT_MAP,
  /** Draws of particles and whole runs beyond the line. */
  SPACE_PARTICLES,
  /** Kernel sums and bandwidths. */
  KERNEL_DENSITY,
  /** The fused particle kernel. */
  KERNEL,
  /** Errors that a result states: standard errors, extrapolation, what the box cuts off, agreement. */
  STATED_ERRORS
}
