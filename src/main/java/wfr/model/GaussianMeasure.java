package wfr.model;

/**
 * A Gaussian with a mass, e^{logMass} N(mean, variance) on the line.
 *
 * @param logMass logarithm of the mass
 * @param mean mean
 * @param variance variance, at least 0
 */
public record GaussianMeasure(double logMass, double mean, double variance) {}
