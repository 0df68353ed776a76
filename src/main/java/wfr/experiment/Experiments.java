package wfr.experiment;

import java.util.List;
import java.util.Optional;

/** The experiments, in order. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new SplittingOrder(),
          new GaussianAccuracy(),
          new ErrorRate(),
          new BimodalLine(),
          new FourModes(),
          new Banana(),
          new KernelisedBirthDeath(),
          new StiffGaussians());

  private Experiments() {}

  /** All of them. */
  public static List<Experiment> all() {
    return ALL;
  }

  /** By name or identifier, in any case of letters. */
  public static Optional<Experiment> find(String name) {
    return ALL.stream()
        .filter(e -> e.name().equalsIgnoreCase(name) || e.id().equalsIgnoreCase(name))
        .findFirst();
  }
}
