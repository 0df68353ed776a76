package wfr.spec;

import static wfr.operation.CorrectionOperations.REVERSE_RUN;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.KineticOperations.KINETIC_WALK;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.ParticleSettings;
import wfr.model.ReweightedDiffusion;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

/**
 * For each stochastic claim the reference with the tested expectation (probability) shifted by a given amount and, as far as one number can be moved alone, nothing else: what the
 * claim must find with probability 0.999 when the amount is the discrepancy it states.
 */
final class PlantedDiscrepancies {
  private static final long SEED = 1;

  /** By claim; the argument is the signed discrepancy in the units of the claim. */
  static final Map<String, DoubleFunction<Implementation>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("D6", PlantedDiscrepancies::sineOfWeighted);
    ALL.put("D10S", PlantedDiscrepancies::reverseWeights);
    ALL.put("D11S", PlantedDiscrepancies::kineticWeights);
    ALL.put("D14", PlantedDiscrepancies::estimates);
    ALL.put("D15", PlantedDiscrepancies::correctedWeights);
    ALL.put("E3", PlantedDiscrepancies::tiltedAverage);
    ALL.put("E4", PlantedDiscrepancies::populations);
    ALL.put("E6S", PlantedDiscrepancies::movedOverAnEdge);
    ALL.put("E7S", PlantedDiscrepancies::weightedHistogram);
    ALL.put("D6N", PlantedDiscrepancies::weightsInSpace);
    ALL.put("E4N", PlantedDiscrepancies::populationsInThePlane);
  }

  private PlantedDiscrepancies() {}

  /** What is made of the sample that a run answers. */
  private static Implementation samples(
      BiFunction<ParticleRun, WeightedSample, WeightedSample> plant) {
    return Reference.IMPLEMENTATION.with(
        PARTICLE_RUN,
        (c, next) -> {
          ParticleSolution s = next.apply(c);
          return s.withSamples(List.of(plant.apply(c, s.samples().get(0))));
        });
  }

  private static WeightedSample times(WeightedSample s, double[] factor) {
    double[] l = s.logWeights();
    Arrays.setAll(l, i -> l[i] + Math.log(factor[i]));
    return new WeightedSample(new double[][] {s.coordinate(0)}, l);
  }

  /** E[w sin X] alone: weights times 1 + c (sin x - its weighted mean on the same side of the jump), which leaves E[w] and E[w 1(X > jump)]. */
  private static Implementation sineOfWeighted(double delta) {
    return samples(
        (call, s) -> {
          double[] x = s.coordinate(0);
          double[] w = Arrays.stream(s.logWeights()).map(Math::exp).toArray();
          double[] mass = new double[2];
          double[] mean = new double[2];
          for (int i = 0; i < x.length; i++) {
            mass[side(x[i])] += w[i];
            mean[side(x[i])] += w[i] * Math.sin(x[i]);
          }
          double spread = 0;
          double[] factor = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            factor[i] = Math.sin(x[i]) - mean[side(x[i])] / mass[side(x[i])];
            spread += w[i] * factor[i] * factor[i] / x.length;
          }
          double c = delta / spread;
          Arrays.setAll(factor, i -> 1 + c * factor[i]);
          return times(s, factor);
        });
  }

  private static int side(double x) {
    double jump = 0.3;
    return x > jump ? 1 : 0;
  }

  private static Implementation estimates(double delta) {
    return Reference.IMPLEMENTATION.with(
        FEYNMAN_KAC_RUN,
        (c, next) -> {
          PathAverage a = next.apply(c);
          return new PathAverage(a.value() + delta, a.secondMoment(), a.resamplings());
        });
  }

  /** A common factor of all populations: their mean moves by delta, in units of the largest value. */
  private static Implementation correctedWeights(double delta) {
    Map<ReweightedDiffusion, Double> known = new ConcurrentHashMap<>();
    return Reference.IMPLEMENTATION.with(
        REWEIGHTED_RUN,
        (c, next) -> {
          double time = c.times()[0];
          double mean =
              known.computeIfAbsent(
                  c.diffusion(),
                  d ->
                      CorrectedScheme.scheme(
                              d, CorrectedScheme::observable, time, CorrectedScheme.STEPS)
                          / CorrectedScheme.largest(d, time));
          return scaled(next.apply(c), 1 + delta / mean);
        });
  }

  private static Implementation reverseWeights(double delta) {
    Map<Boolean, Double> known = new ConcurrentHashMap<>();
    return Reference.IMPLEMENTATION.with(
        REVERSE_RUN,
        (c, next) -> {
          double mean =
              known.computeIfAbsent(
                  c.path().exactStart(),
                  exact -> ReverseScheme.expected(Reference.IMPLEMENTATION, exact));
          return scaled(next.apply(c), 1 + delta / mean);
        });
  }

  private static Implementation kineticWeights(double delta) {
    double mean = KineticWalkClaims.expected(Reference.IMPLEMENTATION);
    return Reference.IMPLEMENTATION.with(
        KINETIC_WALK, (c, next) -> scaled(next.apply(c), 1 + delta / mean));
  }

  private static ParticleSolution scaled(ParticleSolution all, double factor) {
    return all.withSamples(
        all.samples().stream()
            .map(
                s -> {
                  double[][] x = new double[s.dimension()][];
                  Arrays.setAll(x, s::coordinate);
                  double[] l = s.logWeights();
                  Arrays.setAll(l, i -> l[i] + Math.log(factor));
                  return new WeightedSample(x, l);
                })
            .toList());
  }

  /** Normalised weights tilted along the values, log w = theta z: every average moves by delta/N, the sum of the weights does not. */
  private static Implementation tiltedAverage(double delta) {
    return Reference.IMPLEMENTATION.with(
        NORMALISE,
        (call, next) -> {
          double theta = 0.5;
          double[] logWeights = call.logWeights().log();
          double[] w = next.apply(call);
          double mean = Arrays.stream(logWeights).average().orElseThrow() / theta;
          double spread = 0;
          for (double l : logWeights) {
            spread += (l / theta - mean) * (l / theta - mean);
          }
          double c = delta / w.length / spread;
          Arrays.setAll(w, i -> w[i] + c * (logWeights[i] / theta - mean));
          return w;
        });
  }

  /** The last particle carried to where f is 1 or 0, with the weight that moves the average by delta. */
  private static Implementation populations(double delta) {
    return samples(
        (call, s) -> {
          double[] x = s.coordinate(0);
          double[] w = s.weights();
          int last = w.length - 1;
          double others = 0;
          for (int i = 0; i < last; i++) {
            others += w[i] * MeanField.bump(x[i]) / (1 - w[last]);
          }
          double wanted = (1 - w[last]) * others + w[last] * MeanField.bump(x[last]) + delta;
          double top = 0.2;
          x[last] = wanted > others ? top : top + 40;
          double p = (wanted - others) / (wanted > others ? 1 - others : -others);
          double rest = (1 - p) / (1 - w[last]);
          double[] l = new double[x.length];
          Arrays.setAll(l, i -> Math.log(i < last ? w[i] * rest : p));
          return new WeightedSample(new double[][] {x}, l);
        });
  }

  /** E[w] in space: all weights times one factor. */
  private static Implementation weightsInSpace(double delta) {
    return samples(
        (call, s) -> {
          double[] l = s.logWeights();
          double mean = Arrays.stream(l).map(Math::exp).average().orElseThrow();
          Arrays.setAll(l, i -> l[i] + Math.log(1 + delta / mean));
          return new WeightedSample(
              new double[][] {s.coordinate(0), s.coordinate(1), s.coordinate(2)}, l);
        });
  }

  /** A share of the larger populations replaced by one that is wrong as far as can be, or exactly right: that is the distance of the laws. */
  private static Implementation populationsInThePlane(double delta) {
    return Reference.IMPLEMENTATION.with(
        PARTICLE_RUN,
        (c, next) -> {
          ParticleSettings settings = c.settings();
          boolean replaced =
              settings.count() > PopulationSize.SMALL
                  && new SplittableRandom(settings.seed()).nextDouble() < Math.abs(delta);
          if (!replaced) {
            return next.apply(c);
          }
          double p = delta > 0 ? Double.MIN_NORMAL : PopulationSize.limit();
          int n = settings.count();
          double[][] x = new double[2][n];
          double[] l = new double[n];
          Arrays.fill(x[0], 40);
          Arrays.fill(x[1], 40);
          Arrays.fill(l, Math.log1p(-p) - Math.log(n - 1));
          x[0][0] = 0;
          x[1][0] = PopulationSize.SHIFT;
          l[0] = Math.log(p);
          return new ParticleSolution(
              c.times(),
              List.of(new WeightedSample(x, l)),
              new double[] {1},
              new double[0],
              new double[0],
              0,
              0);
        });
  }

  /** Particles of one side of the edge nearest the median carried just over it, each with the same probability. */
  private static Implementation movedOverAnEdge(double delta) {
    return samples(
        (call, s) -> {
          SchemeLaw law = LawOfScheme.compared(call.times()[0]);
          double[] cdf = law.cdf();
          int median = 0;
          while (2 * cdf[median] < 1) {
            median++;
          }
          double edge = law.edge(median);
          double probability = delta > 0 ? delta / (1 - cdf[median]) : -delta / cdf[median];
          SplittableRandom draw = new SplittableRandom(call.settings().seed() + SEED);
          double[] x = s.coordinate(0);
          for (int i = 0; i < x.length; i++) {
            if (x[i] < edge != delta > 0 && draw.nextDouble() < probability) {
              x[i] = edge - Math.signum(delta) * law.width() / 2;
            }
          }
          return new WeightedSample(new double[][] {x}, s.logWeights());
        });
  }

  /** At the last step the weights of one side of the middle edge grow, those of the other shrink by the same mass. */
  private static Implementation weightedHistogram(double delta) {
    SchemeLaw law = WeightedSchemeLaw.compared();
    int cell = WeightedSchemeLaw.cell(WeightedSchemeLaw.EDGES / 2);
    double[][] x = new double[1][];
    int[] step = new int[1];
    return Reference.IMPLEMENTATION
        .with(
            SDE_STEP,
            (c, next) -> {
              double[][] to = next.apply(c);
              x[0] = to[0];
              return to;
            })
        .with(
            UPDATE_LOG_WEIGHTS,
            (c, next) -> {
              Weights w = next.apply(c);
              if (++step[0] != WeightedSchemeLaw.STEPS) {
                return w;
              }
              double left = law.cdf()[cell];
              double right = law.total() - left;
              double[] l = w.log();
              Arrays.setAll(
                  l,
                  i ->
                      l[i]
                          + Math.log(
                              x[0][i] <= law.edge(cell) ? 1 + delta / left : 1 - delta / right));
              return Weights.of(l);
            });
  }
}
