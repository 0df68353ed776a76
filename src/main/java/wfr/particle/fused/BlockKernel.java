package wfr.particle.fused;

import wfr.model.Potential;

/**
 * The stages of a step on one block of 512 particles, everything of which stays in the first-level cache:
 *   draw       normals of the block's key;
 *   evaluate   V and V' at the old positions;
 *   locate     s = (x - a)/dx clamped to the grid, c = s - 1/2 rounded, f = s - c: the cell and the position in it. Rounding
 *              adds 1.5 2^52, whose last bit is worth one: the sum's low bits are c, without a conversion to an integer
 *              (that conversion is what the compiler does not vectorise). A point on a node may fall into either cell,
 *              with f = 1 or 0; the interpolant is the same.
 *   look up    change of the log-weight without its V part, from the pairs: the only loop with a dependent address;
 *   react      change += -lambda dt V, w *= exp(change), by a polynomial where |change| is at most 1/4;
 *   move       x += -D dt V' + sqrt(2 D dt) z, then locate again and the two shares w (1 - f), w f;
 *   deposit    shares into (left, right) pairs per cell, two copies in turn, so that two particles of a cell that follow each
 *              other do not wait for each other's sum.
 * What breaks the speed: one loop over all stages (registers), an index that does not start at zero in the scalar loops,
 * a conversion or Math.min in a loop, vectors as arguments of methods.
 */
interface BlockKernel {
  /** 1.5 2^52. */
  double ROUND = 0x1.8p52;

  /** Largest change of a log-weight the polynomial is used for; its remainder there is (1/4)^9/9! exp(1/4) = 1.4e-11. */
  double SMALL = 0.25;

  /** Name for reports. */
  String name();

  /** Index at which this kernel's buffers start. */
  int start();

  /** The normals of a key into s.noise. */
  void draw(long key, BlockScratch s);

  /** Reacts and moves particles from .. from+511 and adds their shares to s.even, s.odd; returns sum w^2. */
  double advance(
      Potential potential, StepTable t, double[] x, double[] w, int from, BlockScratch s);
}
