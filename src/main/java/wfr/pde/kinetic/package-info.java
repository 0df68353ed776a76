/** The kinetic flow on a grid of the phase plane: Hamilton's flow, friction and the reaction, composed. */
package wfr.pde.kinetic;
