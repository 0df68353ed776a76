package wfr.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wfr.operation.CorrectionOperations;
import wfr.operation.Group;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.operation.Wire;

/** The operations by the names under which a program declares them: all but those that answer functions, which are no numbers. */
public final class ForeignOperations {
  /** It answers drift and rate of a diffusion. */
  private static final Operation<?, ?> FUNCTIONS = CorrectionOperations.PATH_DIFFUSION;

  /** Nothing is drawn: there is nothing to answer. */
  private static final String NOT_DRAWN = "resample:none";

  private static final Map<String, Group> GROUPS = groups();

  private ForeignOperations() {}

  private static Map<String, Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Operation<?, ?> operation : Operations.all()) {
      if (operation != FUNCTIONS) {
        Wire.names(operation).forEach(name -> groups.put(name, operation.group()));
      }
    }
    groups.remove(NOT_DRAWN);
    return groups;
  }

  /** Every name with its group, in ledger order. */
  public static Map<String, Group> all() {
    return Collections.unmodifiableMap(GROUPS);
  }

  /** Names that a declaration stands for: itself, or every choice of an operation declared without one; empty if unknown. */
  public static List<String> expand(String declared) {
    return Stream.concat(
            GROUPS.keySet().stream().filter(n -> n.equals(declared)),
            GROUPS.keySet().stream().filter(n -> n.startsWith(declared + ":")))
        .toList();
  }
}
