package wfr.foreign;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import wfr.model.Domain;
import wfr.model.Potential;
import wfr.scenario.TargetSource;

/** Programs that answer a target, started when a scenario names them, checked once, and ended together. */
public final class TargetPrograms implements TargetSource, AutoCloseable {
  private final Duration timeout;
  private final Consumer<String> diagnostics;
  private final Map<List<Object>, TargetProgram> running = new LinkedHashMap<>();

  /**
   * None runs yet.
   *
   * @param timeout for one block of points
   * @param diagnostics receives each line of a program's standard error
   */
  public TargetPrograms(Duration timeout, Consumer<String> diagnostics) {
    this.timeout = timeout;
    this.diagnostics = diagnostics;
  }

  @Override
  public synchronized Potential open(String command, Domain where, double[] breakpoints) {
    List<Object> key = List.of(command, where.dimension(), Arrays.toString(breakpoints));
    TargetProgram known = running.get(key);
    if (known != null) {
      return known;
    }
    TargetProgram program =
        new TargetProgram(command, where.dimension(), breakpoints, timeout, diagnostics);
    boolean right = false;
    try {
      TargetCheck.check(program, where);
      right = true;
    } finally {
      if (!right) {
        program.close();
      }
    }
    running.put(key, program);
    return program;
  }

  /** Lines asked of all programs that run, and points in them. */
  public synchronized long[] asked() {
    return new long[] {
      running.values().stream().mapToLong(TargetProgram::requests).sum(),
      running.values().stream().mapToLong(TargetProgram::points).sum()
    };
  }

  /** Ends them; those that are named later are started anew. */
  @Override
  public synchronized void close() {
    running.values().forEach(TargetProgram::close);
    running.clear();
  }
}
