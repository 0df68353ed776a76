package wfr.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wfr.operation.Group;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.operation.Wire;

/** The operations by the names under which a program declares them. */
public final class ForeignOperations {
  private static final Map<String, Group> GROUPS = groups();

  private ForeignOperations() {}

  private static Map<String, Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Operation<?, ?> operation : Operations.all()) {
      for (String name : Wire.names(operation)) {
        groups.put(name, operation.group());
      }
    }
    groups.remove("resample:none");
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
