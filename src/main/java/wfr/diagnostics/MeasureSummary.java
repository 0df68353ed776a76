package wfr.diagnostics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import wfr.math.Estimate;

/**
 * The figures reported of a measure rho at one time.
 *
 * @param time t
 * @param mass total mass
 * @param mean E_rho x, one per coordinate
 * @param variance covariance matrix of rho (1 x 1 on the line)
 * @param kl KL(rho|pi)
 * @param reverseKl KL(pi|rho)
 * @param fisherInformation E_rho |grad log(rho/pi)|^2
 * @param logRatioVariance Var_rho log(rho/pi)
 * @param observables E_rho f by name
 */
public record MeasureSummary(
    double time,
    Estimate mass,
    List<Estimate> mean,
    List<List<Estimate>> variance,
    Estimate kl,
    Estimate reverseKl,
    Estimate fisherInformation,
    Estimate logRatioVariance,
    Map<String, Estimate> observables) {
  /** Means, variances and covariances by name: mean and variance on the line, beyond it with the number of the axis, as in {@code covariance 1 2}. */
  public Map<String, Estimate> moments() {
    return moments(IntStream.rangeClosed(1, mean.size()).mapToObj(Integer::toString).toList());
  }

  /** The same with names of the axes. */
  public Map<String, Estimate> moments(List<String> axes) {
    Map<String, Estimate> named = new LinkedHashMap<>();
    for (int i = 0; i < mean.size(); i++) {
      String axis = mean.size() == 1 ? "" : " " + axes.get(i);
      named.put("mean" + axis, mean.get(i));
      named.put("variance" + axis, variance.get(i).get(i));
      for (int j = i + 1; j < mean.size(); j++) {
        named.put("covariance" + axis + " " + axes.get(j), variance.get(i).get(j));
      }
    }
    return named;
  }
}
