package wfr.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.LogSumExp;
import wfr.math.RandomStreams;
import wfr.measure.Atoms;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.DiscreteScheme;
import wfr.model.Domain;
import wfr.model.Domain.Boundary;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.Integrator;
import wfr.model.KineticDiffusion;
import wfr.model.KineticProblem;
import wfr.model.LinearQuadratic;
import wfr.model.MixtureLaw;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.ParticleSettings.Kernel;
import wfr.model.PolynomialPotential;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.ScalarField;
import wfr.model.SpectralProblem;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.CertificateOperations.ContractedBound;
import wfr.operation.CertificateOperations.Enclose;
import wfr.operation.CertificateOperations.EnclosedFigures;
import wfr.operation.CertificateOperations.EnclosedState;
import wfr.operation.CertificateOperations.PlantedFault;
import wfr.operation.CertificateOperations.ReactionResidual;
import wfr.operation.CertificateOperations.SchemeBounds;
import wfr.operation.CertificateOperations.SchemeStates;
import wfr.operation.CertificateOperations.SlabBound;
import wfr.operation.CertificateOperations.TransportResidual;
import wfr.operation.CertificateOperations.TrialValues;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.ClosedFormOperations.GaussianSplit;
import wfr.operation.ClosedFormOperations.LinearDriftFlow;
import wfr.operation.CorrectionOperations.CorrectionRate;
import wfr.operation.CorrectionOperations.Noised;
import wfr.operation.CorrectionOperations.ProductRate;
import wfr.operation.CorrectionOperations.ReverseDrift;
import wfr.operation.CorrectionOperations.ReverseRun;
import wfr.operation.CorrectionOperations.ReverseTilt;
import wfr.operation.CorrectionOperations.ReweightedGrid;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.CorrectionOperations.StartLogWeight;
import wfr.operation.CorrectionOperations.StartMoment;
import wfr.operation.CorrectionOperations.WrongScoreRate;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.FeynmanKacGridEigenvalue;
import wfr.operation.FeynmanKacOperations.FeynmanKacRun;
import wfr.operation.FeynmanKacOperations.LogCameronMartin;
import wfr.operation.FeynmanKacOperations.LogMatrixKilling;
import wfr.operation.FeynmanKacOperations.LogQuadraticKilling;
import wfr.operation.FeynmanKacOperations.PrincipalEigenvalue;
import wfr.operation.FeynmanKacOperations.WeightedGaussian;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.FigureOperations.GridEstimates;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.FigureOperations.GridLimits;
import wfr.operation.FigureOperations.Histogram;
import wfr.operation.FigureOperations.HistogramErrors;
import wfr.operation.FigureOperations.Pool;
import wfr.operation.FigureOperations.PopulationEstimate;
import wfr.operation.FigureOperations.ReplicateFigures;
import wfr.operation.FigureOperations.SampleFigures;
import wfr.operation.FigureOperations.StandardError;
import wfr.operation.FigureOperations.StepError;
import wfr.operation.GeometryOperations.DiracGeodesic;
import wfr.operation.GeometryOperations.HellingerSquared;
import wfr.operation.GeometryOperations.MinimisingMovements;
import wfr.operation.GeometryOperations.Spherical;
import wfr.operation.GeometryOperations.Wasserstein;
import wfr.operation.GeometryOperations.WfrDistance;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.ExtrapolateRows;
import wfr.operation.GridOperations.ExtrapolatedStep;
import wfr.operation.GridOperations.GradedEdges;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.KernelisedRun;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.LieSteps;
import wfr.operation.GridOperations.Mass;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.StepControl;
import wfr.operation.GridOperations.TemperedNorm;
import wfr.operation.GridOperations.Transport;
import wfr.operation.KineticOperations.KineticFriction;
import wfr.operation.KineticOperations.KineticHamilton;
import wfr.operation.KineticOperations.KineticRun;
import wfr.operation.KineticOperations.KineticStep;
import wfr.operation.KineticOperations.KineticWalk;
import wfr.operation.OperatorOperations.Curvature;
import wfr.operation.OperatorOperations.GridSpectrum;
import wfr.operation.OperatorOperations.KineticSpectrum;
import wfr.operation.OperatorOperations.LinearisedSpectrum;
import wfr.operation.OperatorOperations.Spectrum;
import wfr.operation.ParticleOperations.BandwidthRule;
import wfr.operation.ParticleOperations.Confine;
import wfr.operation.ParticleOperations.GaussianClosure;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.operation.ParticleOperations.JumpPartner;
import wfr.operation.ParticleOperations.JumpRates;
import wfr.operation.ParticleOperations.JumpStep;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.ParticleOperations.KernelNormals;
import wfr.operation.ParticleOperations.KernelRun;
import wfr.operation.ParticleOperations.KernelStep;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.ParticleOperations.SpaceDraw;
import wfr.operation.WeightOperations.EffectiveSampleSize;
import wfr.operation.WeightOperations.KillLogWeights;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.Normalise;
import wfr.operation.WeightOperations.Resample;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.operation.WeightOperations.UpdateLogWeights;

/** A small call of every operation, with every choice, that the reference answers. Random streams begin anew in every list. */
public final class SampleCalls {
  private static final Domain LINE = Domain.interval(-4, 4, Boundary.LINE);
  private static final Domain SQUARE =
      new Domain(new double[] {-4, -4}, new double[] {4, 4}, Boundary.LINE);
  private static final GaussianLaw TARGET = GaussianLaw.of(0.4, 0.5);
  private static final GaussianLaw START = GaussianLaw.of(-0.6, 0.8);
  private static final GaussianLaw PLANE_TARGET =
      new GaussianLaw(new double[] {0.4, -0.2}, new double[][] {{0.5, 0.1}, {0.1, 0.8}});
  private static final GaussianLaw PLANE_START =
      new GaussianLaw(new double[] {-0.6, 0.3}, new double[][] {{0.8, -0.1}, {-0.1, 0.6}});
  private static final PolynomialPotential WELL = PolynomialPotential.doubleWell(1, 0.3);
  private static final WfrProblem PROBLEM = new WfrProblem(TARGET, START, LINE, 0.8, 1);
  private static final WfrProblem DOUBLE_WELL =
      new WfrProblem(
          WELL,
          MixtureLaw.of(new double[] {1, 2}, new double[] {-1, 1}, new double[] {0.2, 0.3}),
          LINE,
          0.8,
          1);
  private static final WfrProblem PLANE = new WfrProblem(PLANE_TARGET, PLANE_START, SQUARE, 0.8, 1);

  private static final double[] X = {-0.7, 0.2, 1.1, -1.6, 0.5, 0.9};
  private static final double[] Y = {0.3, -0.4, 0.8, 1.2, -0.9, 0.1};
  private static final double[] NOISE = {0.4, -1.1, 0.2, 0.9, -0.3, 0.6};
  private static final double[] NEXT = {-0.5, 0.7, 1.3, -0.8, 0.1, -0.2};
  private static final double[] LOG_WEIGHTS = {0.1, -0.4, 0.3, 0, -1.2, 0.6};
  private static final double[] WEIGHTS = Weights.of(LOG_WEIGHTS).normalised();
  private static final double[] TIMES = {0, 0.05, 0.1};

  private static final Axis GRID = new Axis(-2, 2, 8, false);
  private static final Grid CELLS = Grid.of(new Axis(-2, 2, 4, false), new Axis(-2, 2, 4, false));
  private static final Grid PHASE = Grid.of(new Axis(-3, 3, 12, false), new Axis(-3, 3, 12, false));

  private static final ScalarField RIGHT = x -> x[0] > 1.0 / 4 ? 1 : 0;
  private static final List<Observable> OBSERVABLES =
      List.of(new Observable("right", RIGHT), new Observable("square", x -> x[0] * x[0]));

  private SampleCalls() {}

  /** All of them, in ledger order. */
  public static List<Call<?>> all() {
    List<Call<?>> all = new ArrayList<>();
    grids(all);
    weights(all);
    particles(all);
    closedForms(all);
    corrections(all);
    kinetic(all);
    geometry(all);
    certificates(all);
    figures(all);
    return all;
  }

  /** An indicator and a square of the first coordinate. */
  static List<Observable> observables() {
    return OBSERVABLES;
  }

  /** The operation that a call is one of. */
  public static Operation<?, ?> operation(Call<?> call) {
    return Operations.all().stream()
        .filter(o -> o.type() == call.getClass())
        .findFirst()
        .orElseThrow();
  }

  private static double[] normalised(double[] logs) {
    double sum = LogSumExp.of(logs);
    return Arrays.stream(logs).map(l -> l - sum).toArray();
  }

  private static double[] wave(int n, double size) {
    double[] out = new double[n];
    Arrays.setAll(out, i -> size * Math.sin(1.3 * i + 0.4));
    return out;
  }

  private static DiscreteTarget target() {
    double[] conductance = wave(9, 0.5);
    conductance[0] = Double.NEGATIVE_INFINITY;
    conductance[8] = Double.NEGATIVE_INFINITY;
    return DiscreteTarget.onLine(GRID, normalised(wave(8, 0.7)), conductance);
  }

  private static DiscreteTarget planeTarget(Grid grid) {
    int n = grid.cells();
    double[][] conductance = {wave(n, 0.5), wave(n, 0.4)};
    for (int c = 0; c < n; c++) {
      for (int k = 0; k < 2; k++) {
        if (grid.before(c, k) < 0) {
          conductance[k][c] = Double.NEGATIVE_INFINITY;
        }
      }
    }
    return new DiscreteTarget(grid, normalised(wave(n, 0.7)), conductance);
  }

  private static void grids(List<Call<?>> to) {
    DiscreteTarget target = target();
    double[] h = wave(8, 0.3);
    to.add(new Discretise(DOUBLE_WELL, 16));
    to.add(new GradedEdges(PROBLEM, 24));
    to.add(new MassOutside(PROBLEM));
    to.add(new InitialLogRatio(PROBLEM, target));
    for (TransportScheme scheme : TransportScheme.values()) {
      to.add(new Transport(target, h, 0.05, scheme));
    }
    to.add(new Reaction(target.logMass(), h, 0.4));
    to.add(new Mass(target.logMass(), h));
    for (SplittingScheme splitting : SplittingScheme.values()) {
      to.add(new SplittingStep(target, h, 1.3, 0.05, splitting, TransportScheme.EXTRAPOLATED));
    }
    to.add(new LieSteps(target, h, 1.3, 0.02, 2));
    to.add(new ExtrapolateRows(target.logMass(), new double[][] {h, wave(8, 0.29)}));
    to.add(new ExtrapolatedStep(target, h, 1.3, 0.05, 3));
    to.add(new TemperedNorm(target.logMass(), h, wave(8, 0.29), 0.2));
    to.add(new StepControl(2e-5, 1e-5, 5, 0.1));
    to.add(new AdaptiveRun(DOUBLE_WELL, 16, TIMES, 1e-3));
    to.add(new Kl(target.logMass(), h));
    GridSettings settings =
        new GridSettings(16, 0.02, SplittingScheme.STRANG, TransportScheme.EXTRAPOLATED);
    to.add(new GridRun(DOUBLE_WELL, settings, TIMES));
    to.add(new KernelisedRun(PROBLEM, 0.3, 32, 4, 0.1));
    to.add(new Discretise(PLANE, 8));
    DiscreteTarget plane = planeTarget(CELLS);
    to.add(new InitialLogRatio(PLANE, plane));
    for (TransportScheme scheme : TransportScheme.values()) {
      to.add(new Transport(plane, wave(16, 0.3), 0.05, scheme));
    }
    to.add(
        new GridRun(
            PLANE,
            new GridSettings(8, 0.05, SplittingScheme.LIE_WFR, TransportScheme.BACKWARD_EULER),
            TIMES));
  }

  private static void weights(List<Call<?>> to) {
    Weights w = Weights.of(LOG_WEIGHTS);
    to.add(new UpdateLogWeights(w, Y, X, 0.2, 1.3, 0.05));
    to.add(new MeanLogRatio(w, Y, X));
    to.add(new Normalise(w));
    to.add(new EffectiveSampleSize(w));
    for (ResamplingScheme scheme : ResamplingScheme.values()) {
      if (scheme != ResamplingScheme.NONE) {
        to.add(new Resample(scheme, WEIGHTS, new double[] {0.17, 0.83, 0.41, 0.66, 0.08, 0.52}));
      }
    }
    to.add(new ResetLogWeights(w, new int[] {0, 0, 2, 3, 5, 5}));
    for (QuadratureRule rule : QuadratureRule.values()) {
      to.add(new KillLogWeights(rule, w, X, Y, 0.05));
    }
  }

  private static ParticleSettings settings(DensityEstimate density, Kernel kernel) {
    return new ParticleSettings(
        40,
        0.02,
        Integrator.EULER_MARUYAMA,
        density,
        ParticleSettings.Reaction.WEIGHTS,
        new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
        3,
        kernel);
  }

  private static UniformRandomProvider stream(long block) {
    return new RandomStreams(1).stream(RandomStreams.Purpose.BIRTH_DEATH, 0, block);
  }

  private static void particles(List<Call<?>> to) {
    for (Integrator integrator : Integrator.values()) {
      to.add(new SdeStep(integrator, TARGET, 0.8, 0.05, X, NOISE, NEXT));
    }
    double[][] xy = {X, Y};
    to.add(new Confine(SQUARE, xy));
    to.add(new LogDensity(-3, 3, 12, X, WEIGHTS));
    to.add(new LogDensity(SQUARE, 8, xy, WEIGHTS));
    to.add(
        new KernelLogDensity(SQUARE, Evaluation.BLOCKED, xy, WEIGHTS, new double[] {0.4, 0.5}, xy));
    to.add(new BandwidthRule(xy, WEIGHTS, 1));
    to.add(new GaussianClosure(xy, WEIGHTS));
    to.add(new SpaceDraw(PLANE_TARGET, new double[] {0.3, -1.2}));
    double[] beta = {0.6, -1.4, 0.3, 0.9, -0.8, 0.4};
    to.add(new JumpRates(beta, 0.7));
    to.add(new JumpPartner(2, 6, stream(1)));
    to.add(new JumpEvent(2, 4, -0.7));
    to.add(new JumpStep(beta, 0.7, stream(2)));
    to.add(
        new ParticleRun(
            PROBLEM, settings(new DensityEstimate.Oracle(), Kernel.READABLE), TIMES, 1, null));
    long[] numbers = new long[256];
    UniformRandomProvider bits = stream(3);
    Arrays.setAll(numbers, i -> bits.nextLong());
    to.add(new KernelNormals(Kernel.SCALAR, numbers));
    to.add(new KernelStep(Kernel.SCALAR, DOUBLE_WELL, 16, 0.01, X, WEIGHTS, NOISE));
    to.add(new KernelRun(Kernel.SCALAR, PROBLEM, 16, 0.01, 3, 64, 5, 1));
  }

  private static void closedForms(List<Call<?>> to) {
    to.add(new GaussianFlow(PLANE_TARGET, PLANE_START, 0.8, 1, 0.5));
    for (SplittingScheme splitting : SplittingScheme.values()) {
      to.add(new GaussianSplit(PLANE, 0.1, 3, splitting));
    }
    to.add(new GaussianSplit(PLANE, 0.1, 3, null));
    double[][] drift = {{-1, 0.2}, {0.1, -1.5}};
    to.add(new LinearDriftFlow(drift, PLANE_TARGET, PLANE_START, 0.8, 0.5));
    LinearQuadratic quadratic = new LinearQuadratic(0.7, 0.1, 1.2, 0.3, -0.2, 0.1);
    to.add(new LogCameronMartin(0.7, 0.3, 1.2));
    to.add(new LogQuadraticKilling(quadratic, 0.3, 1.2));
    double[][] unit = {{1, 0}, {0, 1}};
    to.add(
        new LogMatrixKilling(
            new double[][] {{0.5, 0.1}, {0, 0.7}},
            unit,
            new double[][] {{0.3, 0.1}, {0.1, 0.2}},
            new double[] {0.2, -0.4},
            0.8));
    to.add(new WeightedGaussian(quadratic, 0.3, 0.5, 1.2));
    to.add(new PrincipalEigenvalue(quadratic));
    FeynmanKacProblem killed =
        new FeynmanKacProblem(WELL, 0.8, x -> 0.3 * x[0] * x[0], RIGHT, 0.2, 0.4, LINE);
    to.add(new FeynmanKacGrid(killed, 32, false));
    to.add(new FeynmanKacGridEigenvalue(killed, 32));
    for (QuadratureRule rule : QuadratureRule.values()) {
      to.add(
          new FeynmanKacRun(
              killed, settings(new DensityEstimate.Gaussian(), Kernel.READABLE), rule, 1));
    }
  }

  private static void corrections(List<Call<?>> to) {
    to.add(new CorrectionRate(0.3, -0.2, 0.5, 1.1));
    to.add(new ProductRate(new double[] {0.7, 0.6}, new double[] {-0.4, 1.2}, -0.5, 0.9));
    to.add(new WrongScoreRate(0.9, 0.2, -0.3, 1.1));
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion((x, t) -> -x + t, (x, t) -> 0.3 * Math.cos(x), 0.7, START, LINE);
    ParticleSettings settings = settings(new DensityEstimate.Grid(0), Kernel.READABLE);
    to.add(new ReweightedGrid(diffusion, 0.2, 32, 4));
    to.add(new ReweightedRun(diffusion, x -> 0.1 * x, settings, TIMES, 1));
    MixtureLaw data =
        MixtureLaw.of(new double[] {1, 3}, new double[] {-1, 0.5}, new double[] {0.2, 0.3});
    ReverseOu path = new ReverseOu(data, 1.5, 1, false);
    to.add(new Noised(path, 0.4));
    to.add(new ReverseDrift(path, 0.3, 0.6));
    to.add(new StartLogWeight(path, 0.3));
    to.add(new StartMoment(path));
    to.add(new ReverseTilt(0.4, 0.3, 0.8, 0.5));
    to.add(new ReverseRun(path, GaussianLaw.of(0, 1), (x, t) -> 0.1 * x * t, settings, TIMES, 1));
  }

  private static void kinetic(List<Call<?>> to) {
    to.add(new KineticHamilton(PHASE, WELL, wave(PHASE.cells(), 0.2), 0.05));
    to.add(new KineticFriction(PHASE, wave(PHASE.cells(), 0.2), 0.1));
    to.add(new KineticRun(new KineticProblem(TARGET, PLANE_START, SQUARE, 0.9, 0.8), 16, 2, 0.1));
    to.add(new KineticStep(WELL, 0.9, 0.05, X, Y, NOISE));
    to.add(
        new KineticWalk(
            new KineticDiffusion(WELL, 0.9, (x, v, t) -> 0.2 * x - 0.1 * v + t),
            PLANE_START,
            null,
            settings(new DensityEstimate.Gaussian(), Kernel.READABLE),
            TIMES,
            1));
  }

  private static void geometry(List<Call<?>> to) {
    Atoms mu = new Atoms(new double[][] {{0, 0}, {1, 0.5}, {-0.4, 2}}, new double[] {0.5, 1, 0.2});
    Atoms nu = new Atoms(new double[][] {{0.2, 0.1}, {8, 8}}, new double[] {0.7, 0.6});
    to.add(new WfrDistance(mu, nu, 1));
    to.add(new Wasserstein(Atoms.line(X, WEIGHTS), Atoms.line(Y, WEIGHTS), 2));
    to.add(new HellingerSquared(mu, nu));
    to.add(new Spherical(0.3, 1));
    to.add(
        new MinimisingMovements(
            PROBLEM,
            true,
            new double[] {-2, -1, 0, 1, 2},
            new double[] {0.2, 0.3, 0.4, 0.1},
            0.02,
            2));
    to.add(new DiracGeodesic(0.5, 0, 1.2, 0.8, 1, 0.3));
    to.add(new GridSpectrum(target(), 3));
    to.add(new Spectrum(PROBLEM, 32, 3));
    to.add(new LinearisedSpectrum(PROBLEM, 16, 2));
    to.add(new KineticSpectrum(TARGET, -3, 3, 0.9, 0.4, 6, 3));
    to.add(new Curvature(WELL, -2, 2));
  }

  private static void certificates(List<Call<?>> to) {
    DiscreteScheme scheme = DiscreteScheme.of(target(), 0.8, 0.05, 2, SplittingScheme.STRANG);
    double[] before = {1, 1.1, 0.9, 1.2, 0.8, 1, 1.05, 0.95};
    double[] after = {1, 1.08, 0.92, 1.15, 0.85, 1, 1.03, 0.96};
    to.add(new SchemeStates(scheme, before));
    to.add(new TransportResidual(scheme, 0.05, before, after));
    to.add(new ReactionResidual(0.04, before, after));
    to.add(new ContractedBound(1e-3, 0.04));
    double[][] states = new double[scheme.steps().size() + 1][];
    Arrays.fill(states, before);
    to.add(new SchemeBounds(scheme, states));
    to.add(new SlabBound(1e-3, 0.8, 0.1, 1e-4, 1e-5));
    SpectralProblem torus =
        SpectralProblem.torus(new double[] {0, 0.4}, new double[] {0, 0.3, 0.1}, 0.8, 1);
    to.add(new Enclose(torus, 9, new double[] {0.1}, 1e-3, PlantedFault.NONE));
    double[] trial = {0.1, 0.2, -0.1, 0, 0.05, 0, 0, 0, 0};
    to.add(new EnclosedFigures(torus, new EnclosedState(0.1, trial, 1e-3)));
    to.add(new TrialValues(true, trial, X));
  }

  private static void figures(List<Call<?>> to) {
    DiscreteTarget target = target();
    DiscreteTarget plane = planeTarget(CELLS);
    GridDensity rho = new GridDensity(Grid.of(GRID), target.logMass(), wave(8, 0.3));
    to.add(new GridFigures(rho, TARGET, OBSERVABLES));
    to.add(
        new GridFigures(
            new GridDensity(CELLS, plane.logMass(), wave(16, 0.3)), PLANE_TARGET, OBSERVABLES));
    WeightedSample line = new WeightedSample(new double[][] {X}, LOG_WEIGHTS);
    WeightedSample square = new WeightedSample(new double[][] {X, Y}, LOG_WEIGHTS);
    to.add(new SampleFigures(line, target, OBSERVABLES));
    to.add(new SampleFigures(square, plane, OBSERVABLES));
    to.add(new ReplicateFigures(List.of(line, line), target, OBSERVABLES));
    to.add(new ReplicateFigures(List.of(square, square), plane, OBSERVABLES));
    to.add(new Histogram(line, target, 0.5));
    to.add(new Histogram(square, plane, 0.5));
    to.add(new HistogramErrors(line, target, target));
    Grid half = Grid.of(new Axis(-2, 2, 2, false), new Axis(-2, 2, 2, false));
    to.add(new HistogramErrors(square, plane, planeTarget(half)));
    to.add(new BoxErrors(PROBLEM, OBSERVABLES));
    to.add(new BoxErrors(PLANE, OBSERVABLES));
    to.add(new GridLimits(PROBLEM, new double[] {0.1, 0.2}, OBSERVABLES, 1e-3));
    to.add(new GridEstimates(PROBLEM, new double[] {0.1}, OBSERVABLES, 1e-3));
    to.add(new Extrapolation(new double[] {2, 4}, new double[] {1.2, 1.05, 1.01}));
    to.add(new StandardError(X));
    to.add(new StepError(X, Y));
    to.add(new PopulationEstimate(X, Y));
    to.add(new Pool(List.of(square, square)));
  }
}
