package wfr.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import wfr.reference.DistanceResult;

/** Distances as one JSON object: "squared", "distance", "gap", "delta" and further ones, null where not defined. */
public final class DistanceJson {
  private DistanceJson() {}

  /**
   * The object.
   *
   * @param cellError how far the distance of cell averages may be from that of their centres; empty for atoms
   */
  public static String text(DistanceResult result, OptionalDouble cellError) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("squared", result.squared());
    tree.put("distance", result.distance());
    tree.put("gap", result.gap());
    tree.put("delta", result.delta());
    tree.put("hellinger-squared", result.hellingerSquared());
    tree.put("spherical", orNull(result.spherical()));
    tree.put("w1", orNull(result.w1()));
    tree.put("w2", orNull(result.w2()));
    cellError.ifPresent(e -> tree.put("cell-error", e));
    return Json.text(tree);
  }

  private static Double orNull(OptionalDouble v) {
    return v.isPresent() ? v.getAsDouble() : null;
  }
}
