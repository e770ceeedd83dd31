package dev.ferry.transfer;

import dev.ferry.payload.RangeSet.Range;
import java.io.Closeable;
import java.io.IOException;

/**
 * One of several parallel ways between two peers: a connection, usually. Used by one thread at a
 * time; {@link #close} may come from another.
 */
public interface Lane extends Closeable {
  /**
   * Moves all of {@code piece} across. Blocks.
   *
   * @throws IOException if it could not; how far it came is the receiving side's to know
   */
  void move(Range piece) throws IOException;

  /** Makes a {@link #move} under way fail soon, and every later one at once. */
  @Override
  void close();
}
