package wfr.errorbars;

import java.lang.management.ManagementFactory;

/** What this thread has had of the processor: a limit that other programs do not move. */
final class ProcessorTime {
  private ProcessorTime() {}

  /** Nanoseconds. */
  static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
