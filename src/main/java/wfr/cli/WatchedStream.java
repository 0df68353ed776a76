package wfr.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that remembers why writing to it failed first. */
final class WatchedStream extends FilterOutputStream {
  private String failure;

  WatchedStream(OutputStream to) {
    super(to);
  }

  /** The cause; null if there was no failure. */
  String failure() {
    return failure;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e.getMessage() : failure;
      throw e;
    }
  }
}
