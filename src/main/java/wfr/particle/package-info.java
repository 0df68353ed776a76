/** Weighted particles: integrators, weights, resampling, birth-death, density estimates. Read ParticleSolver first. */
package wfr.particle;
