package wfr.spec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import wfr.measure.WeightedSample;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.Integrator;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.QuadratureRule;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;

/**
 * For each stochastic claim the reference with the tested expectation (probability) shifted by a given amount and, as far as one number can be moved alone, nothing else: what the
 * claim must find with probability 0.999 when the amount is the discrepancy it states.
 */
final class PlantedDiscrepancies {
  private static final long SEED = 1;

  /** By claim; the argument is the signed discrepancy in the units of the claim. */
  static final Map<String, DoubleFunction<Operations>> ALL = new LinkedHashMap<>();

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

  private static WeightedSample times(WeightedSample s, double[] factor) {
    double[] l = s.logWeights();
    Arrays.setAll(l, i -> l[i] + Math.log(factor[i]));
    return new WeightedSample(new double[][] {s.coordinate(0)}, l);
  }

  /** E[w sin X] alone: weights times 1 + c (sin x - its weighted mean on the same side of the jump), which leaves E[w] and E[w 1(X > jump)]. */
  private static Operations sineOfWeighted(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> particleRun(
          WfrProblem problem, ParticleSettings settings, double[] times) {
        WeightedSample s = super.particleRun(problem, settings, times).get(0);
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
        return List.of(times(s, factor));
      }
    };
  }

  private static int side(double x) {
    double jump = 0.3;
    return x > jump ? 1 : 0;
  }

  private static Operations estimates(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<Double> feynmanKacRun(
          FeynmanKacProblem problem,
          ParticleSettings settings,
          QuadratureRule rule,
          int replicates) {
        return super.feynmanKacRun(problem, settings, rule, replicates).stream()
            .map(v -> v + delta)
            .toList();
      }
    };
  }

  /** A common factor of all populations: their mean moves by delta, in units of the largest value. */
  private static Operations correctedWeights(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> reweightedRun(
          ReweightedDiffusion diffusion, ParticleSettings settings, double time, int replicates) {
        List<WeightedSample> all = super.reweightedRun(diffusion, settings, time, replicates);
        double mean =
            all.stream().mapToDouble(CorrectedScheme::average).average().orElseThrow()
                / CorrectedScheme.largest(diffusion, time);
        return all.stream()
            .map(
                s -> {
                  double[] factor = new double[s.count()];
                  Arrays.fill(factor, 1 + delta / mean);
                  return times(s, factor);
                })
            .toList();
      }
    };
  }

  private static Operations reverseWeights(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> reverseRun(
          ReverseOu path,
          InitialLaw start,
          TimeField rate,
          ParticleSettings settings,
          double time,
          int replicates) {
        List<WeightedSample> all = super.reverseRun(path, start, rate, settings, time, replicates);
        int steps = (int) Math.round(time / settings.timeStep());
        double largest = ReverseScheme.largest(path, path.exactStart(), steps);
        double mean = all.stream().mapToDouble(ReverseScheme::average).average().orElseThrow();
        return scaled(all, 1 + delta * largest / mean);
      }
    };
  }

  private static Operations kineticWeights(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> kineticWalk(
          KineticDiffusion diffusion,
          GaussianLaw start,
          ParticleSettings settings,
          double time,
          int replicates) {
        List<WeightedSample> all = super.kineticWalk(diffusion, start, settings, time, replicates);
        int steps = (int) Math.round(time / settings.timeStep());
        double largest = KineticWalkClaims.largest(new ReferenceOperations(), steps);
        double mean = all.stream().mapToDouble(KineticWalkClaims::average).average().orElseThrow();
        return scaled(all, 1 + delta * largest / mean);
      }
    };
  }

  private static List<WeightedSample> scaled(List<WeightedSample> all, double factor) {
    return all.stream()
        .map(
            s -> {
              double[][] x = new double[s.dimension()][];
              Arrays.setAll(x, s::coordinate);
              double[] l = s.logWeights();
              Arrays.setAll(l, i -> l[i] + Math.log(factor));
              return new WeightedSample(x, l);
            })
        .toList();
  }

  /** Normalised weights tilted along the values, log w = theta z: every average moves by delta/N, the sum of the weights does not. */
  private static Operations tiltedAverage(double delta) {
    return new ReferenceOperations() {
      @Override
      public double[] normalise(double[] logWeights) {
        double theta = 0.5;
        double[] w = super.normalise(logWeights);
        double mean = Arrays.stream(logWeights).average().orElseThrow() / theta;
        double spread = 0;
        for (double l : logWeights) {
          spread += (l / theta - mean) * (l / theta - mean);
        }
        double c = delta / w.length / spread;
        Arrays.setAll(w, i -> w[i] + c * (logWeights[i] / theta - mean));
        return w;
      }
    };
  }

  /** The last particle carried to where f is 1 or 0, with the weight that moves the average by delta. */
  private static Operations populations(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> particleRun(
          WfrProblem problem, ParticleSettings settings, double[] times) {
        WeightedSample s = super.particleRun(problem, settings, times).get(0);
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
        return List.of(new WeightedSample(new double[][] {x}, l));
      }
    };
  }

  /** E[w] in space: all weights times one factor. */
  private static Operations weightsInSpace(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> spaceRun(
          WfrProblem problem, ParticleSettings settings, double[] times) {
        WeightedSample s = super.spaceRun(problem, settings, times).get(0);
        double[] l = s.logWeights();
        double mean = Arrays.stream(l).map(Math::exp).average().orElseThrow();
        Arrays.setAll(l, i -> l[i] + Math.log(1 + delta / mean));
        return List.of(
            new WeightedSample(
                new double[][] {s.coordinate(0), s.coordinate(1), s.coordinate(2)}, l));
      }
    };
  }

  /** A share of the larger populations replaced by one that is wrong as far as can be, or exactly right: that is the distance of the laws. */
  private static Operations populationsInThePlane(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> spaceRun(
          WfrProblem problem, ParticleSettings settings, double[] times) {
        boolean replaced =
            settings.count() > PopulationSize.SMALL
                && new SplittableRandom(settings.seed()).nextDouble() < Math.abs(delta);
        if (!replaced) {
          return super.spaceRun(problem, settings, times);
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
        return List.of(new WeightedSample(x, l));
      }
    };
  }

  /** Particles of one side of the edge nearest the median carried just over it, each with the same probability. */
  private static Operations movedOverAnEdge(double delta) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> particleRun(
          WfrProblem problem, ParticleSettings settings, double[] times) {
        WeightedSample s = super.particleRun(problem, settings, times).get(0);
        SchemeLaw law = LawOfScheme.compared(times[0]);
        double[] cdf = law.cdf();
        int median = 0;
        while (2 * cdf[median] < 1) {
          median++;
        }
        double edge = law.edge(median);
        double probability = delta > 0 ? delta / (1 - cdf[median]) : -delta / cdf[median];
        SplittableRandom draw = new SplittableRandom(settings.seed() + SEED);
        double[] x = s.coordinate(0);
        for (int i = 0; i < x.length; i++) {
          if (x[i] < edge != delta > 0 && draw.nextDouble() < probability) {
            x[i] = edge - Math.signum(delta) * law.width() / 2;
          }
        }
        return List.of(new WeightedSample(new double[][] {x}, s.logWeights()));
      }
    };
  }

  /** At the last step the weights of one side of the middle edge grow, those of the other shrink by the same mass. */
  private static Operations weightedHistogram(double delta) {
    return new ReferenceOperations() {
      private final SchemeLaw law = WeightedSchemeLaw.compared();
      private final int cell = WeightedSchemeLaw.cell(WeightedSchemeLaw.EDGES / 2);
      private double[] x;
      private int step;

      @Override
      public double[] sdeStep(
          Integrator integrator,
          Potential potential,
          double diffusivity,
          double dt,
          double[] from,
          double[] noise,
          double[] nextNoise) {
        x = super.sdeStep(integrator, potential, diffusivity, dt, from, noise, nextNoise);
        return x;
      }

      @Override
      public double[] updateLogWeights(
          double[] logWeights,
          double[] logRho,
          double[] potential,
          double mean,
          double lambda,
          double dt) {
        double[] l = super.updateLogWeights(logWeights, logRho, potential, mean, lambda, dt);
        if (++step == WeightedSchemeLaw.STEPS) {
          double left = law.cdf()[cell];
          double right = law.total() - left;
          Arrays.setAll(
              l,
              i -> l[i] + Math.log(x[i] <= law.edge(cell) ? 1 + delta / left : 1 - delta / right));
        }
        return l;
      }
    };
  }
}
