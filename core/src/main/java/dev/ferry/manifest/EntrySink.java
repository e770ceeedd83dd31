package dev.ferry.manifest;

import java.io.IOException;

/** Takes entries one by one, in the order of a manifest. */
@FunctionalInterface
public interface EntrySink {
  /**
   * Takes the next entry. May block.
   *
   * @throws IOException to end whatever produces the entries
   */
  void accept(Entry entry) throws IOException;
}
