package wfr.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One to four changes of some bytes: a bit, a byte, a piece taken out, doubled, moved, cut off, or replaced by a token that has broken readers before. */
final class Mutation {
  private static final String[] TOKENS = {
    "",
    ",",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ":",
    "-",
    "0",
    "-1",
    "1e999",
    "1e-320",
    "nan",
    "-inf",
    "0x1p-1074",
    "99999999999999999999",
    "18446744073709551617",
    "\uFEFF",
    "\u0000",
    "\u001b[2J",
    "\u202e",
    "\u0661",
    "null",
    "true",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "&a ",
    "*a",
    "!!binary ",
    "---\n",
    "x,x",
    "#",
    "{'shape': (,)}"
  };

  private Mutation() {}

  static byte[] of(byte[] original, SplittableRandom r) {
    byte[] bytes = original.clone();
    int changes = r.nextInt(1, 5);
    for (int k = 0; k < changes && bytes.length > 0; k++) {
      int at = r.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, r.nextInt(0, 12));
      byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
      switch (r.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << r.nextInt(8));
        case 1 -> bytes[at] = (byte) r.nextInt(256);
        case 2 -> bytes = replaced(bytes, at, length, new byte[0]);
        case 3 -> bytes = replaced(bytes, at, 0, piece);
        case 4 -> bytes = replaced(bytes, r.nextInt(bytes.length), 0, piece);
        case 5 -> bytes = Arrays.copyOf(bytes, at);
        default ->
            bytes =
                replaced(
                    bytes,
                    at,
                    length,
                    TOKENS[r.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes;
  }

  /** Bytes with a piece replaced. */
  static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    byte[] out = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, out, 0, at);
    System.arraycopy(by, 0, out, at, by.length);
    System.arraycopy(bytes, at + length, out, at + by.length, bytes.length - at - length);
    return out;
  }
}
