package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.measure.WeightedSample;
import wfr.particle.Replicates;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Refinement;

/** A run of ours as somebody's sample: the pooled populations apart. */
public final class ReplicatedSample {
  /** Number of independent populations of a run. */
  public static final int POPULATIONS = Replicates.DEFAULT;

  private ReplicatedSample() {}

  /** Its populations at the output times. */
  public static ReportedSample of(String problem, ParticleResult result) {
    List<ReportedSample.State> states = new ArrayList<>();
    for (int k = 0; k < result.samples().size(); k++) {
      WeightedSample pooled = result.samples().get(k);
      double[] l = pooled.logWeights();
      int n = l.length / result.replicates();
      List<WeightedSample> populations = new ArrayList<>();
      for (int r = 0; r < result.replicates(); r++) {
        double[][] x = new double[pooled.dimension()][];
        int from = r * n;
        Arrays.setAll(x, j -> Arrays.copyOfRange(pooled.coordinate(j), from, from + n));
        populations.add(new WeightedSample(x, Arrays.copyOfRange(l, from, from + n)));
      }
      states.add(new ReportedSample.State(result.summaries().get(k).time(), populations));
    }
    return new ReportedSample(
        problem,
        Refinement.NONE,
        Refinement.NONE,
        List.of(new ReportedSample.Run(Double.NaN, states)));
  }
}
