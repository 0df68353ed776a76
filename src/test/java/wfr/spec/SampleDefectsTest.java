package wfr.spec;

import static wfr.spec.Verdicts.assertRefutes;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.measure.WeightedSample;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;

/** Stochastic claims against samples that are no samples: few of them, a part of which is no number. A bound made of what came would let them pass. */
class SampleDefectsTest {
  private static final List<Claim<?>> CLAIMS =
      List.of(
          ParticleClaims.D6,
          ParticleClaims.E6S,
          SpaceClaims.D6N,
          ReverseOuClaims.D10S,
          KineticWalkClaims.D11S,
          FeynmanKacSchemeClaims.D14,
          CorrectionClaims.D15,
          JumpClaims.E4,
          PopulationSize.E4N);

  /** What is done to the populations of a run, and to one population. */
  private record Defect(
      UnaryOperator<List<WeightedSample>> populations, UnaryOperator<List<Double>> estimates) {}

  private static Operations with(Defect defect) {
    return new ReferenceOperations() {
      @Override
      public List<WeightedSample> particleRun(WfrProblem p, ParticleSettings s, double[] times) {
        return defect.populations().apply(super.particleRun(p, s, times));
      }

      @Override
      public List<WeightedSample> spaceRun(WfrProblem p, ParticleSettings s, double[] times) {
        return defect.populations().apply(super.spaceRun(p, s, times));
      }

      @Override
      public List<WeightedSample> reweightedRun(
          ReweightedDiffusion d, ParticleSettings s, double time, int replicates) {
        return defect.populations().apply(super.reweightedRun(d, s, time, replicates));
      }

      @Override
      public List<WeightedSample> kineticWalk(
          KineticDiffusion d, GaussianLaw start, ParticleSettings s, double time, int replicates) {
        return defect.populations().apply(super.kineticWalk(d, start, s, time, replicates));
      }

      @Override
      public List<WeightedSample> reverseRun(
          ReverseOu path,
          InitialLaw start,
          TimeField rate,
          ParticleSettings s,
          double time,
          int replicates) {
        return defect.populations().apply(super.reverseRun(path, start, rate, s, time, replicates));
      }

      @Override
      public List<Double> feynmanKacRun(
          FeynmanKacProblem p, ParticleSettings s, QuadratureRule rule, int replicates) {
        return defect.estimates().apply(super.feynmanKacRun(p, s, rule, replicates));
      }
    };
  }

  private static Stream<DynamicTest> each(String what, List<Claim<?>> claims, Defect defect) {
    return claims.stream()
        .flatMap(
            c ->
                Discovery.test(c.id(), c.id() + ": " + what, () -> assertRefutes(c, with(defect))));
  }

  private static <T> List<T> first(List<T> all, int n) {
    return all.subList(0, Math.min(n, all.size()));
  }

  private static WeightedSample without(WeightedSample s, int dropped) {
    int n = Math.max(1, s.count() - dropped);
    double[][] x = new double[s.dimension()][];
    for (int k = 0; k < x.length; k++) {
      x[k] = Arrays.copyOf(s.coordinate(k), n);
    }
    return new WeightedSample(x, Arrays.copyOf(s.logWeights(), n));
  }

  private static List<WeightedSample> without(List<WeightedSample> all, int dropped) {
    return all.stream().map(s -> without(s, dropped)).toList();
  }

  /** One particle a population less, and two populations or estimates in all. */
  @TestFactory
  Stream<DynamicTest> fewerThanAskedFor() {
    Defect lone =
        new Defect(all -> first(without(all, Integer.MAX_VALUE - 1), 2), all -> first(all, 2));
    Defect oneLess = new Defect(all -> without(all, 1), all -> first(all, all.size() - 1));
    return Stream.concat(each("few", CLAIMS, lone), each("one less", CLAIMS, oneLess));
  }

  private static WeightedSample spoilt(WeightedSample s, double share, double value) {
    int n = s.count();
    int from = n - Math.max(1, (int) (share * n));
    double[][] x = new double[s.dimension()][];
    for (int k = 0; k < x.length; k++) {
      x[k] = s.coordinate(k);
      Arrays.fill(x[k], from, n, value);
    }
    double[] l = s.logWeights();
    Arrays.fill(l, from, n, value);
    return new WeightedSample(x, l);
  }

  /** Of one population the last particles, of many the last ones: less than half, which a median would not see. */
  private static List<WeightedSample> spoilt(List<WeightedSample> all, double share, double value) {
    if (all.size() == 1) {
      return List.of(spoilt(all.get(0), share, value));
    }
    int from = all.size() - Math.max(1, (int) (share * all.size()));
    return Stream.concat(
            all.subList(0, from).stream(),
            all.subList(from, all.size()).stream().map(s -> spoilt(s, share, value)))
        .toList();
  }

  private static Defect spoilt(double share, double value) {
    return new Defect(
        all -> spoilt(all, share, value),
        all -> {
          double[] e = all.stream().mapToDouble(Double::doubleValue).toArray();
          Arrays.fill(e, e.length - Math.max(1, (int) (share * e.length)), e.length, value);
          return DoubleStream.of(e).boxed().toList();
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoNumber() {
    double few = 1e-3;
    double many = 0.4;
    return Stream.of(few, many)
        .flatMap(
            share ->
                Stream.of(Double.NaN, Double.POSITIVE_INFINITY)
                    .flatMap(v -> each(share + " are " + v, CLAIMS, spoilt(share, v))));
  }
}
