package wfr.particle;

import wfr.model.ParticleSettings;
import wfr.particle.fused.FusedNormals;

/** Block buffers and partial sums of one chunk; the sums over chunks run in ascending order. */
final class ChunkScratch {
  final double[][] noise;
  final double[][] next;
  final double[][] x;
  final double[] old = new double[Blocks.SIZE];
  final double[] logWeight = new double[Blocks.SIZE];
  final double[] weight = new double[Blocks.SIZE];
  final double[] logRho = new double[Blocks.SIZE];
  final double[] potential = new double[Blocks.SIZE];
  final double[][] derivative;
  final double[] pairs;
  double first;
  double second;
  double third;

  /** The fused kernel's normals; null where those of the readable loops are asked for. */
  final FusedNormals normals;

  ChunkScratch(int dimension, int depositLength, ParticleSettings.Kernel kernel) {
    normals = kernel == ParticleSettings.Kernel.READABLE ? null : new FusedNormals(kernel.key());
    noise = new double[dimension][Blocks.SIZE];
    next = new double[dimension][Blocks.SIZE];
    x = new double[dimension][Blocks.SIZE];
    derivative = new double[dimension][Blocks.SIZE];
    pairs = new double[depositLength];
  }

  static double first(ChunkScratch[] chunks) {
    double sum = 0;
    for (ChunkScratch s : chunks) {
      sum += s.first;
    }
    return sum;
  }

  static double second(ChunkScratch[] chunks) {
    double sum = 0;
    for (ChunkScratch s : chunks) {
      sum += s.second;
    }
    return sum;
  }

  static double third(ChunkScratch[] chunks) {
    double sum = 0;
    for (ChunkScratch s : chunks) {
      sum += s.third;
    }
    return sum;
  }
}
