package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wfr.exact.QuadraticFeynmanKac;
import wfr.math.Estimate;
import wfr.math.Parallel;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.model.FeynmanKacTask;
import wfr.model.GaussianMeasure;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.ScalarField;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.FeynmanKacRun;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.FeynmanKacOperations.WeightedGaussian;
import wfr.operation.FigureOperations.PopulationEstimate;
import wfr.operation.Implementation;
import wfr.particle.Replicates;

/**
 * The three answers to one Feynman-Kac question. Before the particles state an error, the variance they would estimate is decided without them:
 * E[f^2 e^{-2 int k}] in closed form, or by the PDE with 2k and f^2; where it is infinite no spread of theirs means anything, and their error is infinite.
 * Particles run with dt and dt/2 on different streams; the finer value is reported with error = standard error + |A(dt) - A(dt/2)| + the
 * standard error of that difference: the difference is the whole bias of the finer run for a first-order scheme, and may vanish by chance.
 * Source: proofs-notes, D2, D12, D13.
 */
public final class FeynmanKacSolver {
  private static final int CELLS_OF_PROFILE = 512;

  /** Share of the domain left out at either end of the profile. */
  private static final double MARGIN = 0.02;

  /** Relative error beyond which an eigenvalue is not shown: it belongs to the box. */
  private static final double SETTLED = 0.1;

  private static final double TAILS = 12;
  private static final int NODES = 4096;

  private final FeynmanKacTask task;
  private final ParticleSettings settings;
  private final double accuracy;
  private final Implementation ops;

  /** A question with the settings of its particles and the accuracy wanted of the PDE; composed of an implementation. */
  public FeynmanKacSolver(
      FeynmanKacTask task, ParticleSettings settings, double accuracy, Implementation ops) {
    this.task = task;
    this.ops = ops;
    this.settings = settings;
    this.accuracy = accuracy;
  }

  /** First horizon at which the expectation is known to be infinite; infinity if none is known. */
  public static double blowUp(FeynmanKacTask task) {
    return task.linearQuadratic()
        .map(q -> new QuadraticFeynmanKac(q).blowUp(0))
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Answers. */
  public FeynmanKacResult solve(int threads, Progress progress) {
    FeynmanKacProblem p = task.problem();
    List<String> warnings = new ArrayList<>();
    progress.stage("Feynman-Kac by PDE");
    FeynmanKacOnGrid grid = new FeynmanKacOnGrid(p, accuracy, ops);
    Estimate pde = grid.value();
    if (!(pde.error() <= accuracy)) {
      warnings.add(
          Double.isInfinite(pde.error())
              ? "pde: no box holds the expectation: it is infinite, or lives far outside the domain"
              : String.format(
                  Locale.ROOT, "pde: accuracy %.2g was not reached: %.2g", accuracy, pde.error()));
    }
    int cells = grid.cells();
    double[] box = {grid.box().left(), grid.box().right()};
    double adjoint = grid.adjointDifference();
    Optional<Estimate> eigenvalue =
        p.domain().boundary(0) == Domain.Boundary.PERIODIC || Double.isInfinite(pde.error())
            ? Optional.empty()
            : Optional.of(grid.principalEigenvalue())
                .filter(e -> e.error() <= SETTLED * (1 + Math.abs(e.value())));
    Optional<Estimate> closed = task.linearQuadratic().map(q -> closedForm(q, p, 1));
    double secondMoment = secondMoment(p);
    boolean finite = secondMoment < Double.POSITIVE_INFINITY;
    if (!finite) {
      warnings.add(
          "particles: E[f^2 exp(-2 int k)] is infinite: no error bar of theirs means anything, and none is given");
    }
    progress.at("Feynman-Kac by particles, step " + settings.timeStep(), 0);
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    List<PathAverage> coarse = walk(share, threads);
    progress.at("Feynman-Kac by particles, half the step", 1.0 / 3);
    List<PathAverage> fine = walk(TwoRuns.fine(share).withSeed(~share.seed()), threads);
    Estimate walked = ops.apply(new PopulationEstimate(values(fine), values(coarse)));
    boolean unseen =
        fine.stream().allMatch(o -> o.secondMoment() == 0)
            && !(secondMoment == 0 && pde.value() == 0);
    if (unseen) {
      warnings.add(
          "particles: no walker ended where f is not 0: they know nothing of the expectation, and no error bar is given");
    }
    double error =
        finite && !unseen
            ? walked.error() + settings.count() * Math.ulp(walked.value()) // rounding of the sums
            : Double.POSITIVE_INFINITY;
    Estimate particles = new Estimate(walked.value(), error);
    boolean agree =
        particles.agrees(pde)
            && closed.stream().allMatch(c -> c.agrees(pde) && c.agrees(particles));
    return new FeynmanKacResult(
        particles,
        pde,
        closed,
        adjoint,
        secondMoment,
        eigenvalue,
        Replicates.DEFAULT,
        fine.stream().mapToLong(PathAverage::resamplings).sum(),
        cells,
        box,
        agree,
        warnings);
  }

  private List<PathAverage> walk(ParticleSettings share, int threads) {
    return Parallel.map(
        Replicates.DEFAULT,
        threads,
        r -> ops.apply(new FeynmanKacRun(task.problem(), share, task.rule(), r)));
  }

  /** E[f^2 e^{-2 int k}], infinite where the closed form says so or no box of the PDE holds it. */
  private double secondMoment(FeynmanKacProblem p) {
    if (task.linearQuadratic().isPresent()) {
      LinearQuadratic twice = task.linearQuadratic().get().withKilling(2);
      if (!(p.horizon() < new QuadraticFeynmanKac(twice).blowUp(0))) {
        return Double.POSITIVE_INFINITY;
      }
      return closedForm(twice, p.squared(), 1).value();
    }
    FeynmanKacOnGrid grid = new FeynmanKacOnGrid(p.squared(), 1e-2, ops);
    double value = grid.value().value();
    return grid.settled() ? value : Double.POSITIVE_INFINITY;
  }

  /** E[w] times the Gaussian average of f by the trapezoidal rule, cut at breakpoints; error = rounding + change when the nodes are halved. */
  private Estimate closedForm(LinearQuadratic q, FeynmanKacProblem p, double factor) {
    GaussianMeasure law = ops.apply(new WeightedGaussian(q, p.start(), 0, p.horizon()));
    double z = factor * Math.exp(law.logMass());
    double fine = average(law, p.functional(), NODES);
    double coarse = average(law, p.functional(), NODES / 2);
    double value = z * fine;
    double rounding = 64 * Math.ulp(1.0) * (1 + Math.abs(law.logMass())) * Math.abs(value);
    return new Estimate(value, Math.abs(z * (fine - coarse)) + rounding);
  }

  private static double average(GaussianMeasure law, ScalarField f, int nodes) {
    double sd = Math.sqrt(law.variance());
    if (sd == 0) {
      return f.value(law.mean());
    }
    double a = law.mean() - TAILS * sd;
    double b = law.mean() + TAILS * sd;
    double[] breaks = f.breakpoints(0, new double[1], a, b);
    double[] ends = new double[breaks.length + 2];
    ends[0] = a;
    System.arraycopy(breaks, 0, ends, 1, breaks.length);
    ends[ends.length - 1] = b;
    var rule =
        new org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory()
            .legendre(16);
    double sum = 0;
    for (int piece = 0; piece + 1 < ends.length; piece++) {
      int panels =
          (int) Math.max(2, Math.ceil(nodes / 16.0 * (ends[piece + 1] - ends[piece]) / (b - a)));
      double half = 0.5 * (ends[piece + 1] - ends[piece]) / panels;
      for (int k = 0; k < panels; k++) {
        for (int j = 0; j < 16; j++) {
          double x = ends[piece] + (2 * k + 1 + rule.getPoint(j)) * half;
          double z = (x - law.mean()) / sd;
          sum += half * rule.getWeight(j) * f.value(x) * Math.exp(-0.5 * z * z);
        }
      }
    }
    return sum / (sd * Math.sqrt(2 * Math.PI));
  }

  /** u(x, T) over a lattice of starts inside the domain, one row {x, u} each, on a grid of its own: for a figure. */
  public double[][] profile(int points) {
    FeynmanKacProblem p = task.problem();
    double a = p.domain().left();
    double width = p.domain().right() - a;
    double[][] rows = new double[points][];
    for (int i = 0; i < points; i++) {
      double x = a + width * (MARGIN + (1 - 2 * MARGIN) * i / (points - 1));
      rows[i] = new double[] {x, ops.apply(new FeynmanKacGrid(p.from(x), CELLS_OF_PROFILE, false))};
    }
    return rows;
  }

  private static double[] values(List<PathAverage> outcomes) {
    return outcomes.stream().mapToDouble(PathAverage::value).toArray();
  }
}
