package dev.ferry.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells an {@link Alarm} when it waits for the other end to take bytes. Not thread-safe. */
public final class WatchedOutput extends FilterOutputStream {
  private final Alarm.Wait wait;

  /** Writes to {@code out}; {@code wait} knows how long each write has been under way. */
  public WatchedOutput(OutputStream out, Alarm.Wait wait) {
    super(out);
    this.wait = wait;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    wait.begin();
    out.write(buffer, offset, length);
    wait.end();
  }

  @Override
  public void flush() throws IOException {
    wait.begin();
    out.flush();
    wait.end();
  }
}
