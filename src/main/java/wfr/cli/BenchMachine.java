package wfr.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where figures were measured: processor, load, commit and the JDKs. Nothing that names the machine or its directories. */
final class BenchMachine {
  private static final int OLDEST = 17;
  private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"([0-9]+)");

  private BenchMachine() {}

  /** The commit the launcher found, else git's, else unknown. */
  static String commit(BenchRuns runs, Path home) {
    String known = System.getProperty("wfr.commit", "");
    if (!known.isEmpty()) {
      return known;
    }
    String c = runs.run(home, Map.of(), List.of("git", "rev-parse", "--short=12", "HEAD")).trim();
    return c.isEmpty() ? "unknown" : c;
  }

  /** Model of the processor and how many there are. */
  static String processor() {
    return model() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
  }

  private static String model() {
    Path info = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** Processes that ran or waited, mean of the last minute. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
  }

  /** The JDK this runs on. */
  static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The newest JDK beside one, of another release that can run us; null if there is none. */
  static Path otherJdk(Path jdk) {
    int own = release(jdk);
    try (Stream<Path> s = Files.list(jdk.toRealPath().getParent())) {
      return s.filter(p -> Files.isExecutable(p.resolve("bin").resolve("java")))
          .filter(p -> release(p) >= OLDEST && release(p) != own)
          .max(Comparator.comparingInt(BenchMachine::release).thenComparing(p -> p))
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** Feature release of a JDK by its file release; 0 if that does not say. */
  static int release(Path jdk) {
    try {
      Matcher m = RELEASE.matcher(Files.readString(jdk.resolve("release")));
      return m.find() ? Integer.parseInt(m.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Where the launcher lives: two above target/wfr.jar, else the working directory. */
  static Path home() {
    String jar = System.getProperty("java.class.path").split(File.pathSeparator, -1)[0];
    Path p = Path.of(jar).toAbsolutePath();
    return p.endsWith(Path.of("target", "wfr.jar"))
        ? p.getParent().getParent()
        : Path.of("").toAbsolutePath();
  }
}
