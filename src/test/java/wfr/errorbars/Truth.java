package wfr.errorbars;

import java.util.Map;

/**
 * Right figures.
 *
 * @param source where they come from
 * @param values by output time and name
 * @param errors of them
 */
record Truth(
    String source,
    java.util.List<Map<String, Double>> values,
    java.util.List<Map<String, Double>> errors) {}
