package wfr.particle.fused;

import java.util.List;

/** Chooses a kernel: the vector kernel is compiled apart and needs the module jdk.incubator.vector at run time. */
final class Kernels {
  /** Names a user may ask for; auto takes the fastest there is. */
  static final List<String> NAMES = List.of("auto", "scalar", "vector");

  private static final String MODULE = "jdk.incubator.vector";

  /** Asked once: a class that does not link takes milliseconds to say so. */
  private static final boolean HAS_VECTOR = probe();

  private Kernels() {}

  /** The kernel of a name. */
  static BlockKernel of(String name) {
    return switch (name) {
      case "scalar" -> new ScalarKernel();
      case "vector" -> vector();
      case "auto" -> hasVector() ? vector() : new ScalarKernel();
      default -> throw new IllegalArgumentException("kernel must be one of " + NAMES + ": " + name);
    };
  }

  /** Whether the vector kernel runs here. */
  static boolean hasVector() {
    return HAS_VECTOR;
  }

  private static boolean probe() {
    try {
      vector();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static BlockKernel vector() {
    try {
      loadModule();
      return (BlockKernel)
          Class.forName("wfr.particle.fused.VectorKernel").getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalArgumentException(
          "the vector kernel needs registers of four doubles and the module " + MODULE + ": " + e,
          e);
    }
  }

  /**
   * Loads the module where the virtual machine was started without it: what java --add-modules does, less the line about an incubating module that it writes to standard error before anything
   * of ours runs. Needs java --add-exports java.base/jdk.internal.module=ALL-UNNAMED, which the launcher gives together with the compiler's options for vectors.
   */
  private static void loadModule() throws ReflectiveOperationException {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, MODULE);
    }
  }
}
