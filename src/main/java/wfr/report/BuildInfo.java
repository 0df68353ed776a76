package wfr.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** What ran: version of this program and what a reader needs to know of the machine; no host name, no paths. */
public final class BuildInfo {
  private BuildInfo() {}

  /** Version from the jar's manifest, "development" outside a jar. */
  public static String version() {
    String version = BuildInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Commit of the sources, as the launcher found it; "unknown" outside a repository. */
  public static String commit() {
    String commit = System.getProperty("wfr.commit", "");
    return commit.isEmpty() ? "unknown" : commit;
  }

  /** Java version, operating system, processors. */
  public static Map<String, Object> environment() {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("java", System.getProperty("java.version"));
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("processors", Runtime.getRuntime().availableProcessors());
    return environment;
  }
}
