package wfr.model;

import java.util.Optional;

/**
 * A Feynman-Kac expectation as a scenario asks for it.
 *
 * @param problem what is expected
 * @param rule quadrature of int k along a path
 * @param linearQuadratic the same problem where it closes on Gaussians
 */
public record FeynmanKacTask(
    FeynmanKacProblem problem, QuadratureRule rule, Optional<LinearQuadratic> linearQuadratic) {}
