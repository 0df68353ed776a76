package wfr.model;

import java.util.List;

/**
 * A named function whose expectation is reported.
 *
 * @param name key in the output
 * @param field the function
 */
public record Observable(String name, ScalarField field) {
  /** Names of what is reported of every measure, which no observable can have. */
  public static final List<String> FIGURES =
      List.of(
          "time",
          "mass",
          "mean",
          "variance",
          "kl",
          "reverse_kl",
          "fisher_information",
          "log_ratio_variance",
          "density",
          "cdf",
          "particles");

  /** Whether a name is one of these, or that of one axis of theirs. */
  public static boolean isFigure(String name) {
    int bracket = name.indexOf('[');
    return FIGURES.contains(bracket < 0 ? name : name.substring(0, bracket));
  }
}
