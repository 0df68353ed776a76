package wfr.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.cli.FuzzedCommands;
import wfr.foreign.FuzzedMessages;
import wfr.foreign.ResultFiles;
import wfr.scenario.MeasureCsv;
import wfr.scenario.ScenarioReader;

/** Classes of inputs from outside: how one is drawn, and who reads it. */
enum Inputs {
  /** Scenarios by a grammar, with numbers that are ordinary or extreme. */
  SCENARIO_GRAMMAR("scenario") {
    @Override
    byte[] draw(SplittableRandom r) {
      return new ScenarioGrammar(r).text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      ScenarioReader.read(Files.write(directory.resolve("s.yaml"), input));
      return READ;
    }
  },
  /** Shipped scenarios with bytes changed. */
  SCENARIO_BYTES("scenario") {
    @Override
    byte[] draw(SplittableRandom r) {
      var names = ScenarioReader.shippedNames();
      String text = ScenarioReader.shippedText(names.get(r.nextInt(names.size())));
      return Mutation.of(text.getBytes(StandardCharsets.UTF_8), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      ScenarioReader.read(Files.write(directory.resolve("s.yaml"), input));
      return READ;
    }
  },
  /** Measures of wfr distance. */
  MEASURE("measure") {
    @Override
    byte[] draw(SplittableRandom r) {
      return Mutation.of(
          "x,y,mass\n0,0,0.5\n1,0.25,1e-3\n-2.5,1,2\n".getBytes(StandardCharsets.UTF_8), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      MeasureCsv.read(Files.write(directory.resolve("a.csv"), input));
      return READ;
    }
  },
  /** Densities of somebody's run as a table. */
  RESULT_CSV("csv") {
    @Override
    byte[] draw(SplittableRandom r) {
      return Mutation.of(
          "time,x,density,error\n1,-1,0.25,0\n1,1,0.25,0\n2,-1,0.5,1e-3\n2,1,0x1p-3,1e-3\n"
              .getBytes(StandardCharsets.UTF_8),
          r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      results(directory, "well.csv", input);
      return READ;
    }
  },
  /** Densities of somebody's run as a NumPy archive. */
  RESULT_NPZ("npz") {
    @Override
    byte[] draw(SplittableRandom r) {
      return Mutation.of(archive(r.nextBoolean()), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      results(directory, "well.npz", input);
      return READ;
    }
  },
  /** Functionals of somebody's run. */
  RESULT_JSON("json") {
    @Override
    byte[] draw(SplittableRandom r) {
      return Mutation.of(
          ("{\"times\": [{\"time\": 1, \"functionals\": {\"kl\": {\"value\": \"0x1p-3\", \"error\": 0}},"
                  + " \"density\": {\"x\": [0, 1], \"values\": [1, 1], \"errors\": [0, 1e-9]}}]}")
              .getBytes(StandardCharsets.UTF_8),
          r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      results(directory, "well.json", input);
      return READ;
    }
  },
  /** Lines that a program answers. */
  MESSAGE("message") {
    @Override
    byte[] draw(SplittableRandom r) {
      String line =
          r.nextBoolean()
              ? "{\"seq\": 7, \"output\": [1.5, \"-inf\", 2e-3]}"
              : "{\"seq\": 7, \"errors\": \"bound\", \"times\": [{\"time\": 1, \"functionals\":"
                  + " {\"kl\": {\"value\": 1, \"error\": 0}}}]}";
      return Mutation.of(line.getBytes(StandardCharsets.UTF_8), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) {
      FuzzedMessages.read(new String(input, StandardCharsets.UTF_8).replace("\n", " "));
      return READ;
    }
  },
  /** Particles of a sampler as a table, judged. */
  PARTICLES_CSV("particles-csv") {
    @Override
    byte[] draw(SplittableRandom r) {
      return sometimes(new ParticleGrammar(r).csv(), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      return judged(directory, ".csv", input);
    }
  },
  /** Particles of a sampler as a NumPy archive, judged. */
  PARTICLES_NPZ("particles-npz") {
    @Override
    byte[] draw(SplittableRandom r) {
      return sometimes(new ParticleGrammar(r).npz(), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      return judged(directory, ".npz", input);
    }
  },
  /** evidence.json of two implementations for wfr conform --merge, the second as it may come. */
  EVIDENCE("evidence") {
    @Override
    byte[] draw(SplittableRandom r) {
      return sometimes(new EvidenceGrammar(r).text().getBytes(StandardCharsets.UTF_8), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      String ours = "{\"implementation\": \"ours\", \"claims\": [{\"verdict\": \"SUPPORTED\"}]}";
      Path first = Files.writeString(directory.resolve("ours.json"), ours);
      Path second = Files.write(directory.resolve("theirs.json"), input);
      return FuzzedCommands.run(
          directory, "conform", "--quiet", "--merge", first.toString(), second.toString());
    }
  },
  /** Two measures and a length scale for wfr distance, to the end. */
  DISTANCE("distance") {
    @Override
    byte[] draw(SplittableRandom r) {
      return sometimes(new MeasureGrammar(r).text().getBytes(StandardCharsets.UTF_8), r);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      return MeasureGrammar.run(directory, new String(input, StandardCharsets.ISO_8859_1));
    }
  },
  /** Programs behind wfr conform --command that misbehave. */
  PROGRAM("program") {
    @Override
    byte[] draw(SplittableRandom r) {
      return new ProgramGrammar(r).text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      return ProgramGrammar.run(directory, new String(input, StandardCharsets.UTF_8));
    }
  },
  /** Arguments of every command. */
  ARGUMENTS("arguments") {
    @Override
    byte[] draw(SplittableRandom r) {
      return new ArgumentGrammar(r).text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    FuzzedCommands.End read(Path directory, byte[] input) throws IOException {
      return ArgumentGrammar.run(directory, new String(input, StandardCharsets.UTF_8));
    }
  };

  private static final FuzzedCommands.End READ = new FuzzedCommands.End(0, "");

  private final String corpus;

  Inputs(String corpus) {
    this.corpus = corpus;
  }

  /** Directory of finds, below src/test/resources/fuzz. */
  String corpus() {
    return corpus;
  }

  /** Whether an input is run to its end, in a tenth of a second and not a thousandth: of these classes a tenth as many are drawn. */
  boolean isRun() {
    return List.of(PARTICLES_CSV, PARTICLES_NPZ, PROGRAM, ARGUMENTS).contains(this);
  }

  /** An input. */
  abstract byte[] draw(SplittableRandom r);

  /** Reads one as the program does, or throws what it throws. */
  abstract FuzzedCommands.End read(Path directory, byte[] input) throws IOException;

  /** As it is, or with bytes changed. */
  private static byte[] sometimes(byte[] input, SplittableRandom r) {
    return r.nextBoolean() ? Mutation.of(input, r) : input;
  }

  private static FuzzedCommands.End judged(Path directory, String extension, byte[] input)
      throws IOException {
    Path data = Files.createDirectories(directory.resolve("particles"));
    Path file =
        Files.write(data.resolve(ParticleGrammar.PROBLEM + "-particles" + extension), input);
    try {
      return FuzzedCommands.run(
          directory, "conform", "--quiet", "--problem", ParticleGrammar.PROBLEM, data.toString());
    } finally {
      Files.delete(file);
    }
  }

  private static void results(Path directory, String name, byte[] input) throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    Path file = Files.write(data.resolve(name), input);
    try {
      new ResultFiles(data, Map.of("well", "well"), Set.of("well")).runs();
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] archive(boolean compressed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
      zip.setLevel(compressed ? 9 : 0);
      for (String name : new String[] {"time", "x", "density", "error"}) {
        zip.putNextEntry(new java.util.zip.ZipEntry(name + ".npy"));
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n";
        zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        zip.write(new byte[] {(byte) header.length(), 0});
        zip.write(header.getBytes(StandardCharsets.US_ASCII));
        zip.write(new byte[Double.BYTES]);
        byte[] one = {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f};
        zip.write(name.equals("x") ? one : new byte[Double.BYTES]);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
