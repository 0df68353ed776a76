package wfr.model;

/**
 * A named function whose expectation is reported.
 *
 * @param name key in the output
 * @param field the function
 */
public record Observable(String name, ScalarField field) {}
