package wfr.particle;

/** Block buffers and partial sums of one chunk; the sums over chunks run in ascending order. */
final class ChunkScratch {
  final double[] noise = new double[Blocks.SIZE];
  final double[] next = new double[Blocks.SIZE];
  final double[] x = new double[Blocks.SIZE];
  final double[] old = new double[Blocks.SIZE];
  final double[] logWeight = new double[Blocks.SIZE];
  final double[] weight = new double[Blocks.SIZE];
  final double[] logRho = new double[Blocks.SIZE];
  final double[] potential = new double[Blocks.SIZE];
  final double[] derivative = new double[Blocks.SIZE];
  final double[] pairs;
  double first;
  double second;
  double third;

  ChunkScratch(int depositLength) {
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
