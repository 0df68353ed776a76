package wfr.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wfr.model.Integrator;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.spec.Operations.Group;

/** The operations that travel as plain data, by the names under which a program declares them. */
public final class ForeignOperations {
  private static final Map<String, Group> GROUPS = groups();

  private ForeignOperations() {}

  private static Map<String, Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (TransportScheme s : TransportScheme.values()) {
      groups.put("transport:" + s.key(), Group.TRANSPORT);
    }
    groups.put("reaction", Group.REACTION);
    groups.put("kl", Group.FUNCTIONALS);
    for (SplittingScheme s : SplittingScheme.values()) {
      groups.put("splittingStep:" + s.key(), Group.SPLITTING);
    }
    for (Integrator s : Integrator.values()) {
      groups.put("sdeStep:" + s.key(), Group.SDE);
    }
    for (String name :
        List.of("updateLogWeights", "meanLogRatio", "normalise", "effectiveSampleSize")) {
      groups.put(name, Group.WEIGHTS);
    }
    for (ResamplingScheme s : ResamplingScheme.values()) {
      if (s != ResamplingScheme.NONE) {
        groups.put("resample:" + s.key(), Group.RESAMPLING);
      }
    }
    groups.put("resetLogWeights", Group.RESAMPLING);
    groups.put("logDensity", Group.DENSITY);
    groups.put("gaussianFlow", Group.CLOSED_FORM);
    return groups;
  }

  /** Every name with its group, in ledger order. */
  public static Map<String, Group> all() {
    return java.util.Collections.unmodifiableMap(GROUPS);
  }

  /** Names that a declaration stands for: itself, or every choice of an operation declared without one; empty if unknown. */
  public static List<String> expand(String declared) {
    return Stream.concat(
            GROUPS.keySet().stream().filter(n -> n.equals(declared)),
            GROUPS.keySet().stream().filter(n -> n.startsWith(declared + ":")))
        .toList();
  }
}
