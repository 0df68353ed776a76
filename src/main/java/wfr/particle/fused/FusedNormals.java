package wfr.particle.fused;

/** The kernel's standard normals, 512 to a key, for loops that are not fused; one object per thread. */
public final class FusedNormals {
  private final BlockKernel kernel;
  private final BlockScratch scratch = new BlockScratch(2);

  /** Of a kernel by name: auto, scalar or vector. */
  public FusedNormals(String kernel) {
    this.kernel = Kernels.of(kernel);
  }

  /** Whether the vector kernel runs here. */
  public static boolean hasVector() {
    return Kernels.hasVector();
  }

  /** The first n of a key's normals, n at most {@link BlockNormals#SIZE}. */
  public void fill(long key, double[] out, int n) {
    kernel.draw(key, scratch);
    System.arraycopy(scratch.noise, kernel.start(), out, 0, n);
  }
}
