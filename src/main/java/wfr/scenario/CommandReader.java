package wfr.scenario;

import java.util.Map;
import wfr.model.Domain;
import wfr.model.Potential;

/** {@code {command: "python3 my_target.py", breakpoints: [..]}}: a target from a program, which cannot tell where it jumps or has a kink. */
final class CommandReader {
  static final String KEY = "command";

  private static final String BREAKPOINTS = "breakpoints";

  private CommandReader() {}

  /**
   * The potential.
   *
   * @param where it is checked
   */
  static Potential read(
      Section s, TargetSource programs, Domain where, Map<String, Object> understood) {
    s.allow(KEY, BREAKPOINTS);
    String command = s.text(KEY);
    understood.put(KEY, command);
    double[] breakpoints = s.has(BREAKPOINTS) ? breakpoints(s, where) : new double[0];
    if (breakpoints.length > 0) {
      understood.put(BREAKPOINTS, VectorReader.shown(breakpoints));
    }
    try {
      return programs.open(command, where, breakpoints);
    } catch (BadInput e) {
      throw s.problem(KEY, e.getMessage());
    }
  }

  private static double[] breakpoints(Section s, Domain where) {
    if (where.dimension() > 1) {
      throw s.bad(BREAKPOINTS, "are points of a line, there are " + where.dimension() + " axes");
    }
    double[] b = s.numbers(BREAKPOINTS);
    for (int i = 1; i < b.length; i++) {
      if (!(b[i] > b[i - 1])) {
        throw s.problem(
            BREAKPOINTS,
            Section.shown(b[i]) + " after " + Section.shown(b[i - 1]) + ": must ascend");
      }
    }
    return b;
  }
}
