package wfr.defects;

import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.ReverseOu;
import wfr.model.TimeField;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of reverse time. */
final class ReverseOuMutants {
  private ReverseOuMutants() {}

  static List<Mutant> all() {
    return List.of(
        drift(
            "reverse-score-sign",
            "wrong gauge sign: y/2 - (1 + n)/2 s",
            (path, y, tau) -> y - path.drift(y, tau)),
        drift(
            "reverse-score-half",
            "the probability flow's score with the SDE's noise, and the other way round",
            (path, y, tau) ->
                new ReverseOu(path.data(), path.horizon(), 1 - path.noise(), true).drift(y, tau)),
        drift(
            "reverse-end-time",
            "score at the time tau run so far in place of T - tau",
            (path, y, tau) -> path.drift(y, path.horizon() - tau)),
        new Mutant(
            "reverse-variance",
            "noise of variance 1 - e^{-t/2} in place of 1 - e^{-t}",
            Group.REVERSE_TIME,
            List.of("D10"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public MixtureLaw noised(ReverseOu path, double t) {
                    MixtureLaw q = super.noised(path, t);
                    double[] means =
                        q.components().stream().mapToDouble(g -> g.mean()[0]).toArray();
                    double[] variances =
                        q.components().stream()
                            .mapToDouble(
                                g -> g.covariance()[0][0] + Math.exp(-t) - Math.exp(-t / 2))
                            .toArray();
                    return MixtureLaw.of(q.weights(), means, variances);
                  }
                }),
        new Mutant(
            "reverse-start-unweighted",
            "wrong initial law: N(0, 1) taken for q_T",
            Group.REVERSE_TIME,
            List.of("D10", "D10S"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double startLogWeight(ReverseOu path, double y) {
                    return 0;
                  }
                }),
        new Mutant(
            "reverse-moment-finite",
            "E[w_0^2] reported finite whatever the variances of q_T are",
            Group.REVERSE_TIME,
            List.of("D10"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double startMoment(ReverseOu path) {
                    return Math.min(super.startMoment(path), 1e12);
                  }
                }),
        new Mutant(
            "reverse-tilt-rate",
            "k = lambda in place of 1 + lambda: the reaction alone flattens the quadratic",
            Group.REVERSE_TIME,
            List.of("D10W"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] reverseTilt(double a, double b, double lambda, double tau) {
                    return super.reverseTilt(a, b, Math.max(lambda - 1, 0), tau);
                  }
                }),
        new Mutant(
            "reverse-reaction-sign",
            "weights grow where nu exceeds q",
            Group.REVERSE_TIME_PARTICLES,
            List.of("D10S"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<WeightedSample> reverseRun(
                      ReverseOu path,
                      InitialLaw start,
                      TimeField rate,
                      ParticleSettings settings,
                      double time,
                      int replicates) {
                    return super.reverseRun(
                        path, start, (y, tau) -> -rate.at(y, tau), settings, time, replicates);
                  }
                }));
  }

  /** Another drift. */
  private interface Drift {
    double of(ReverseOu path, double y, double tau);
  }

  private static Mutant drift(String id, String defect, Drift drift) {
    return new Mutant(
        id,
        defect,
        Group.REVERSE_TIME,
        List.of("D10", "D10S"),
        () ->
            new ReferenceOperations() {
              @Override
              public double reverseDrift(ReverseOu path, double y, double tau) {
                return drift.of(path, y, tau);
              }
            });
  }
}
