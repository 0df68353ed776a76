/** Diffusions with killing on a grid of the line: the Feynman-Kac equation and the law of a weighted diffusion, by exponentials of one generator. */
package wfr.pde.killed;
