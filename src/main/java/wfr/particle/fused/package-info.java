/** The particle step fused into one pass over blocks, scalar and with vector instructions; held to the readable step by tests. */
package wfr.particle.fused;
