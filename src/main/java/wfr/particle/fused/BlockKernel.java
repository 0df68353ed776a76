package wfr.particle.fused;

import wfr.model.Potential;

/**
 * The stages of a step on one block of 512 particles:
 *   draw       normals of the block's key;
 *   look       V and V' at the old position; s = (x - a)/dx clamped to the grid, c = s - 1/2 rounded, f = s - c: the cell and the
 *              position in it. Rounding adds 1.5 2^52, whose last bit is worth one: the sum's low bits are c, without a conversion
 *              to an integer (that conversion is what the compiler does not vectorise). A point on a node may fall into
 *              either cell, with f = 1 or 0; the interpolant is the same;
 *   pick       the table's pair for each particle: the only loop with a dependent address, and nothing else in it;
 *   update     change = A_c + f (A_{c+1} - A_c) - lambda dt (V - min V),   w *= exp(change), by a polynomial where |change| is at most 1/8,
 *              x += -D dt V' + sqrt(2 D dt) z,   the new cell and w f;
 *   deposit    w and w f into their cell, two copies in turn, so that two particles of a cell that follow each other do not
 *              wait for each other's sum.
 * What breaks the speed: more buffers or larger blocks (they leave the first-level cache), a chain of dependent operations longer than the
 * processor looks ahead, an index that does not start at zero in the scalar loops, a conversion or Math.min in a loop, vectors as arguments.
 */
interface BlockKernel {
  /** 1.5 2^52. */
  double ROUND = 0x1.8p52;

  /** Largest change of a log-weight for which exp is 1 + d + .. + d^6/720; its remainder there is (1/8)^7/7! exp(1/8) = 1.1e-10. */
  double SMALL = 0.125;

  /** Name for reports. */
  String name();

  /** Index at which this kernel's buffers start. */
  int start();

  /** Told once of the potential that {@link #advance} will be given: a branch there that is taken once per run costs a compilation. */
  default void know(Potential potential) {}

  /** The numbers of a key into s.bits. */
  void numbers(long key, BlockScratch s);

  /** The normals of the numbers in s.bits, which are those of a key, into s.noise. */
  void normals(long key, BlockScratch s);

  /** The normals of a key into s.noise. */
  default void draw(long key, BlockScratch s) {
    numbers(key, s);
    normals(key, s);
  }

  /** Reacts and moves particles from .. from+511 and adds their deposit to s.even, s.odd; returns sum w^2. */
  double advance(
      Potential potential, StepTable t, double[] x, double[] w, int from, BlockScratch s);
}
