package wfr.reference;

import static wfr.operation.CertificateOperations.CONTRACTED_BOUND;
import static wfr.operation.CertificateOperations.ENCLOSE;
import static wfr.operation.CertificateOperations.ENCLOSED_FIGURES;
import static wfr.operation.CertificateOperations.REACTION_RESIDUAL;
import static wfr.operation.CertificateOperations.SCHEME_BOUNDS;
import static wfr.operation.CertificateOperations.SCHEME_STATES;
import static wfr.operation.CertificateOperations.SLAB_BOUND;
import static wfr.operation.CertificateOperations.TRANSPORT_RESIDUAL;
import static wfr.operation.CertificateOperations.TRIAL_VALUES;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_SPLIT;
import static wfr.operation.ClosedFormOperations.LINEAR_DRIFT_FLOW;
import static wfr.operation.CorrectionOperations.CORRECTION_RATE;
import static wfr.operation.CorrectionOperations.NOISED;
import static wfr.operation.CorrectionOperations.PATH_DIFFUSION;
import static wfr.operation.CorrectionOperations.PRODUCT_RATE;
import static wfr.operation.CorrectionOperations.REVERSE_DRIFT;
import static wfr.operation.CorrectionOperations.REVERSE_RUN;
import static wfr.operation.CorrectionOperations.REVERSE_TILT;
import static wfr.operation.CorrectionOperations.REWEIGHTED_GRID;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.CorrectionOperations.START_LOG_WEIGHT;
import static wfr.operation.CorrectionOperations.START_MOMENT;
import static wfr.operation.CorrectionOperations.WRONG_SCORE_RATE;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.FeynmanKacOperations.LOG_CAMERON_MARTIN;
import static wfr.operation.FeynmanKacOperations.LOG_MATRIX_KILLING;
import static wfr.operation.FeynmanKacOperations.LOG_QUADRATIC_KILLING;
import static wfr.operation.FeynmanKacOperations.PRINCIPAL_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.WEIGHTED_GAUSSIAN;
import static wfr.operation.FigureOperations.BOX_ERRORS;
import static wfr.operation.FigureOperations.EXTRAPOLATION;
import static wfr.operation.FigureOperations.GRID_ESTIMATES;
import static wfr.operation.FigureOperations.GRID_FIGURES;
import static wfr.operation.FigureOperations.GRID_LIMITS;
import static wfr.operation.FigureOperations.HISTOGRAM;
import static wfr.operation.FigureOperations.HISTOGRAM_ERRORS;
import static wfr.operation.FigureOperations.POOL;
import static wfr.operation.FigureOperations.POPULATION_ESTIMATE;
import static wfr.operation.FigureOperations.REPLICATE_FIGURES;
import static wfr.operation.FigureOperations.SAMPLE_FIGURES;
import static wfr.operation.FigureOperations.STANDARD_ERROR;
import static wfr.operation.FigureOperations.STEP_ERROR;
import static wfr.operation.GeometryOperations.DIRAC_GEODESIC;
import static wfr.operation.GeometryOperations.HELLINGER_SQUARED;
import static wfr.operation.GeometryOperations.MINIMISING_MOVEMENTS;
import static wfr.operation.GeometryOperations.SPHERICAL;
import static wfr.operation.GeometryOperations.WASSERSTEIN;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;
import static wfr.operation.GridOperations.ADAPTIVE_RUN;
import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.EXTRAPOLATED_STEP;
import static wfr.operation.GridOperations.EXTRAPOLATE_ROWS;
import static wfr.operation.GridOperations.GRADED_EDGES;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.GridOperations.INITIAL_LOG_RATIO;
import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.GridOperations.KL;
import static wfr.operation.GridOperations.LIE_STEPS;
import static wfr.operation.GridOperations.MASS;
import static wfr.operation.GridOperations.MASS_OUTSIDE;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.GridOperations.SPLITTING_STEP;
import static wfr.operation.GridOperations.STEP_CONTROL;
import static wfr.operation.GridOperations.TEMPERED_NORM;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.KineticOperations.KINETIC_FRICTION;
import static wfr.operation.KineticOperations.KINETIC_HAMILTON;
import static wfr.operation.KineticOperations.KINETIC_RUN;
import static wfr.operation.KineticOperations.KINETIC_STEP;
import static wfr.operation.KineticOperations.KINETIC_WALK;
import static wfr.operation.OperatorOperations.CURVATURE;
import static wfr.operation.OperatorOperations.GRID_SPECTRUM;
import static wfr.operation.OperatorOperations.KINETIC_SPECTRUM;
import static wfr.operation.OperatorOperations.LINEARISED_SPECTRUM;
import static wfr.operation.OperatorOperations.SPECTRUM;
import static wfr.operation.ParticleOperations.BANDWIDTH_RULE;
import static wfr.operation.ParticleOperations.CONFINE;
import static wfr.operation.ParticleOperations.GAUSSIAN_CLOSURE;
import static wfr.operation.ParticleOperations.JUMP_EVENT;
import static wfr.operation.ParticleOperations.JUMP_PARTNER;
import static wfr.operation.ParticleOperations.JUMP_RATES;
import static wfr.operation.ParticleOperations.JUMP_STEP;
import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;
import static wfr.operation.ParticleOperations.KERNEL_NORMALS;
import static wfr.operation.ParticleOperations.KERNEL_RUN;
import static wfr.operation.ParticleOperations.KERNEL_STEP;
import static wfr.operation.ParticleOperations.LOG_DENSITY;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.ParticleOperations.SPACE_DRAW;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.KILL_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.MEAN_LOG_RATIO;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.RESAMPLE;
import static wfr.operation.WeightOperations.RESET_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import wfr.certificate.PdeCertificate;
import wfr.certificate.SchemeCandidate;
import wfr.certificate.SchemeCertificate;
import wfr.certificate.TrialFigures;
import wfr.diagnostics.Functionals;
import wfr.exact.GaussianFlowNd;
import wfr.exact.GaussianSplitMapNd;
import wfr.exact.MatrixFeynmanKac;
import wfr.exact.QuadraticFeynmanKac;
import wfr.geometry.Hellinger;
import wfr.geometry.HellingerKantorovich;
import wfr.geometry.MinimisingMovement;
import wfr.geometry.Wasserstein1d;
import wfr.math.RombergTable;
import wfr.measure.WeightedSample;
import wfr.model.BoxMass;
import wfr.model.CorrectionTerm;
import wfr.model.GaussianLaw;
import wfr.operation.Implementation;
import wfr.operators.GeneratorSpectrum;
import wfr.operators.KineticGenerator;
import wfr.particle.Baoab;
import wfr.particle.BirthDeath;
import wfr.particle.BoundaryRule;
import wfr.particle.CloudInCell;
import wfr.particle.FeynmanKacWalk;
import wfr.particle.GaussianFit;
import wfr.particle.KernelSums;
import wfr.particle.ParticleSolver;
import wfr.particle.Resampling;
import wfr.particle.ReweightedWalk;
import wfr.particle.SdeIntegrator;
import wfr.particle.WeightFlow;
import wfr.particle.fused.FusedParticles;
import wfr.particle.fused.FusedStep;
import wfr.pde.AdaptiveSolver;
import wfr.pde.ExtrapolatedEuler;
import wfr.pde.FokkerPlanckStep;
import wfr.pde.GradedMesh;
import wfr.pde.GridSolver;
import wfr.pde.KernelisedFlow;
import wfr.pde.ReactionFlow;
import wfr.pde.ScharfetterGummelFlux;
import wfr.pde.Splitting;
import wfr.pde.StepSize;
import wfr.pde.kinetic.FrictionStep;
import wfr.pde.kinetic.HamiltonianShift;
import wfr.pde.kinetic.KineticSolver;

/** The reference implementation: every operation with the production code that computes it. What commands run and what claims ask is this map. */
public final class Reference {
  /** The map. */
  public static final Implementation IMPLEMENTATION =
      figures(
          certificates(
              operators(
                  geometry(
                      kinetic(
                          corrections(
                              feynmanKac(
                                  closedForms(
                                      particles(weights(grids(Implementation.EMPTY)))))))))));

  private Reference() {}

  private static Implementation grids(Implementation to) {
    return to.define(DISCRETISE, (c, self) -> ScharfetterGummelFlux.discretise(c))
        .define(GRADED_EDGES, (c, self) -> GradedMesh.edges(c.problem(), c.cells()))
        .define(MASS_OUTSIDE, (c, self) -> BoxMass.outside(c.problem()))
        .define(
            INITIAL_LOG_RATIO,
            (c, self) -> ScharfetterGummelFlux.initialLogRatio(c.problem(), c.target()))
        .define(TRANSPORT, FokkerPlanckStep::of)
        .define(REACTION, (c, self) -> ReactionFlow.of(c))
        .define(MASS, (c, self) -> ReactionFlow.mass(c.logMass(), c.logRatio()))
        .define(SPLITTING_STEP, (c, self) -> Splitting.step(c, self))
        .define(LIE_STEPS, ExtrapolatedEuler::steps)
        .define(EXTRAPOLATE_ROWS, (c, self) -> ExtrapolatedEuler.rows(c))
        .define(EXTRAPOLATED_STEP, ExtrapolatedEuler::step)
        .define(TEMPERED_NORM, (c, self) -> StepSize.norm(c))
        .define(STEP_CONTROL, (c, self) -> StepSize.control(c))
        .define(ADAPTIVE_RUN, AdaptiveSolver::run)
        .define(KL, (c, self) -> Functionals.kl(c.logMass(), c.logRatio()))
        .define(
            GRID_RUN,
            (c, self) ->
                new GridSolver(c.problem(), c.settings(), self).run(c.times(), c.refinement()))
        .define(
            KERNELISED_RUN,
            (c, self) ->
                new KernelisedFlow(c.problem(), c.bandwidth(), c.cells(), self)
                    .run(c.steps(), c.time()));
  }

  private static Implementation weights(Implementation to) {
    return to.define(UPDATE_LOG_WEIGHTS, (c, self) -> WeightFlow.update(c))
        .define(MEAN_LOG_RATIO, (c, self) -> WeightFlow.meanLogRatio(c))
        .define(NORMALISE, (c, self) -> c.logWeights().normalised())
        .define(EFFECTIVE_SAMPLE_SIZE, (c, self) -> c.logWeights().effectiveSampleSize())
        .define(RESAMPLE, (c, self) -> Resampling.ancestors(c.scheme(), c.weights(), c.uniforms()))
        .define(RESET_LOG_WEIGHTS, (c, self) -> c.logWeights().reset())
        .define(KILL_LOG_WEIGHTS, (c, self) -> WeightFlow.kill(c));
  }

  private static Implementation particles(Implementation to) {
    return to.define(SDE_STEP, (c, self) -> SdeIntegrator.step(c))
        .define(CONFINE, (c, self) -> BoundaryRule.confine(c))
        .define(LOG_DENSITY, (c, self) -> CloudInCell.logDensity(c))
        .define(KERNEL_LOG_DENSITY, (c, self) -> KernelSums.logDensity(c))
        .define(
            BANDWIDTH_RULE,
            (c, self) -> wfr.particle.BandwidthRule.of(c.x(), c.weights(), c.factor()))
        .define(GAUSSIAN_CLOSURE, (c, self) -> GaussianFit.of(c))
        .define(SPACE_DRAW, (c, self) -> c.law().draw(c.normals()))
        .define(JUMP_RATES, (c, self) -> BirthDeath.rates(c.beta(), c.lambda()))
        .define(JUMP_PARTNER, (c, self) -> BirthDeath.partner(c))
        .define(JUMP_EVENT, (c, self) -> BirthDeath.event(c))
        .define(JUMP_STEP, BirthDeath::step)
        .define(PARTICLE_RUN, (c, self) -> ParticleSolver.run(Oracles.known(c, self), self))
        .define(KERNEL_NORMALS, (c, self) -> FusedStep.normals(c.kernel().key(), c.numbers()))
        .define(KERNEL_STEP, (c, self) -> FusedStep.of(c))
        .define(KERNEL_RUN, (c, self) -> FusedParticles.run(c));
  }

  private static Implementation closedForms(Implementation to) {
    return to.define(
            GAUSSIAN_FLOW,
            (c, self) ->
                new GaussianFlowNd(c.target(), c.initial(), c.lambda(), c.diffusivity())
                    .law(c.time()))
        .define(
            GAUSSIAN_SPLIT,
            (c, self) ->
                GaussianSplitMapNd.of(c.gaussians(), c.step(), c.scheme())
                    .after((GaussianLaw) c.gaussians().initial(), c.n()))
        .define(
            LINEAR_DRIFT_FLOW,
            (c, self) ->
                new wfr.exact.LinearDriftFlow(c.drift(), c.target(), c.initial(), c.lambda())
                    .law(c.time()));
  }

  private static Implementation feynmanKac(Implementation to) {
    return to.define(
            LOG_CAMERON_MARTIN,
            (c, self) -> QuadraticFeynmanKac.logCameronMartin(c.a(), c.x(), c.t()))
        .define(
            LOG_QUADRATIC_KILLING,
            (c, self) -> new QuadraticFeynmanKac(c.problem()).logValue(c.x(), c.t()))
        .define(
            LOG_MATRIX_KILLING,
            (c, self) ->
                new MatrixFeynmanKac(c.drift(), c.noise(), c.killing()).logValue(c.x(), c.t()))
        .define(
            WEIGHTED_GAUSSIAN,
            (c, self) -> new QuadraticFeynmanKac(c.problem()).law(c.mean(), c.variance(), c.t()))
        .define(
            PRINCIPAL_EIGENVALUE,
            (c, self) -> new QuadraticFeynmanKac(c.problem()).principalEigenvalue())
        .define(
            FEYNMAN_KAC_GRID,
            (c, self) -> {
              wfr.pde.killed.FeynmanKacGrid grid =
                  new wfr.pde.killed.FeynmanKacGrid(c.problem(), c.cells());
              return c.forward() ? grid.forward() : grid.backward();
            })
        .define(
            FEYNMAN_KAC_GRID_EIGENVALUE,
            (c, self) ->
                new wfr.pde.killed.FeynmanKacGrid(c.problem(), c.cells())
                    .generator()
                    .principalEigenvalue())
        .define(FEYNMAN_KAC_RUN, FeynmanKacWalk::run);
  }

  private static Implementation corrections(Implementation to) {
    return to.define(
            CORRECTION_RATE,
            (c, self) ->
                CorrectionTerm.rate(c.timeDerivative(), c.divergence(), c.drift(), c.slope()))
        .define(
            PRODUCT_RATE,
            (c, self) ->
                CorrectionTerm.productRate(c.powers(), c.scores(), c.divergence(), c.noise()))
        .define(
            WRONG_SCORE_RATE,
            (c, self) ->
                CorrectionTerm.wrongScoreRate(c.noise(), c.divergence(), c.error(), c.score()))
        .define(PATH_DIFFUSION, PathDiffusions::of)
        .define(
            REWEIGHTED_GRID,
            (c, self) ->
                wfr.pde.killed.ReweightedGrid.advance(
                    c.diffusion(),
                    0,
                    c.masses() == null
                        ? wfr.pde.killed.ReweightedGrid.start(c.diffusion(), c.cells())
                        : c.masses(),
                    c.time(),
                    c.steps()))
        .define(REWEIGHTED_RUN, ReweightedWalk::run)
        .define(NOISED, (c, self) -> c.path().noised(c.t()))
        .define(REVERSE_DRIFT, (c, self) -> c.path().drift(c.y(), c.tau()))
        .define(START_LOG_WEIGHT, (c, self) -> c.path().startLogWeight(c.y()))
        .define(START_MOMENT, (c, self) -> c.path().startMoment())
        .define(
            REVERSE_TILT, (c, self) -> wfr.exact.ReverseTilt.at(c.a(), c.b(), c.lambda(), c.tau()))
        .define(REVERSE_RUN, PathDiffusions::reverseRun);
  }

  private static Implementation kinetic(Implementation to) {
    return to.define(KINETIC_HAMILTON, (c, self) -> HamiltonianShift.of(c))
        .define(KINETIC_FRICTION, (c, self) -> FrictionStep.of(c))
        .define(
            KINETIC_RUN,
            (c, self) -> {
              KineticSolver solver = new KineticSolver(c.problem(), c.cells(), c.cells(), self);
              return solver.path(solver.start(), c.time(), c.steps());
            })
        .define(KINETIC_STEP, (c, self) -> Baoab.step(c))
        .define(KINETIC_WALK, wfr.particle.KineticWalk::run);
  }

  private static Implementation geometry(Implementation to) {
    return to.define(
            WFR_DISTANCE, (c, self) -> new HellingerKantorovich(c.delta()).solve(c.mu(), c.nu()))
        .define(WASSERSTEIN, (c, self) -> Wasserstein1d.of(c.mu(), c.nu(), c.p()))
        .define(HELLINGER_SQUARED, (c, self) -> Hellinger.squared(c.mu(), c.nu()))
        .define(SPHERICAL, (c, self) -> Hellinger.spherical(c.squared(), c.delta()))
        .define(MINIMISING_MOVEMENTS, (c, self) -> MinimisingMovement.run(c))
        .define(
            DIRAC_GEODESIC,
            (c, self) ->
                new wfr.geometry.DiracGeodesic(c.a(), c.x(), c.b(), c.y(), c.delta()).at(c.t()));
  }

  private static Implementation operators(Implementation to) {
    return to.define(
            GRID_SPECTRUM, (c, self) -> new GeneratorSpectrum(c.target()).lowest(c.count()))
        .define(SPECTRUM, ExtrapolatedSpectrum::of)
        .define(LINEARISED_SPECTRUM, ExtrapolatedSpectrum::linearised)
        .define(
            KINETIC_SPECTRUM,
            (c, self) ->
                new KineticGenerator(c.potential(), c.lower(), c.upper(), c.degree())
                    .slowest(c.friction(), c.lambda(), c.count()))
        .define(CURVATURE, (c, self) -> wfr.operators.Curvature.least(c.potential(), c.a(), c.b()));
  }

  private static Implementation certificates(Implementation to) {
    return to.define(SCHEME_STATES, (c, self) -> SchemeCandidate.states(c.scheme(), c.start()))
        .define(
            TRANSPORT_RESIDUAL,
            (c, self) ->
                SchemeCertificate.transportResidual(c.scheme(), c.dt(), c.before(), c.after()))
        .define(
            REACTION_RESIDUAL,
            (c, self) -> SchemeCertificate.reactionResidual(c.rate(), c.before(), c.after()))
        .define(CONTRACTED_BOUND, (c, self) -> SchemeCertificate.contracted(c.bound(), c.rate()))
        .define(SCHEME_BOUNDS, (c, self) -> SchemeCertificate.bounds(c.scheme(), c.states(), self))
        .define(
            SLAB_BOUND,
            (c, self) ->
                PdeCertificate.nextBound(c.bound(), c.lambda(), c.length(), c.residual(), c.jump()))
        .define(ENCLOSE, (c, self) -> PdeCertificate.enclose(c, self))
        .define(
            ENCLOSED_FIGURES,
            (c, self) -> new TrialFigures(c.problem()).of(c.state().trial(), c.state().bound()))
        .define(
            TRIAL_VALUES, (c, self) -> PdeCertificate.values(c.periodic(), c.trial(), c.points()));
  }

  private static Implementation figures(Implementation to) {
    return to.define(GRID_FIGURES, Figures::of)
        .define(SAMPLE_FIGURES, HistogramFigures::figures)
        .define(REPLICATE_FIGURES, HistogramFigures::rows)
        .define(HISTOGRAM, (c, self) -> HistogramFigures.histogram(c))
        .define(HISTOGRAM_ERRORS, HistogramFigures::errors)
        .define(BOX_ERRORS, BoxError::of)
        .define(GRID_LIMITS, GridRefinement::limits)
        .define(GRID_ESTIMATES, RichardsonSolver::estimates)
        .define(EXTRAPOLATION, (c, self) -> RombergTable.limit(c.exponents(), c.figures()))
        .define(STANDARD_ERROR, (c, self) -> PopulationErrors.standardError(c.values()))
        .define(STEP_ERROR, PopulationErrors::stepError)
        .define(POPULATION_ESTIMATE, PopulationErrors::of)
        .define(POOL, (c, self) -> WeightedSample.pooled(c.samples()));
  }
}
