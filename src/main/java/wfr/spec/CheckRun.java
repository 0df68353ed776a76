package wfr.spec;

/**
 * One check that was run: the raw log of a verdict.
 *
 * @param claim whose check
 * @param instance what it was run on, "instance k of n" or "worst of n instances"
 * @param evidence what it found
 */
public record CheckRun(String claim, String instance, Evidence evidence) {}
