package dev.ferry.preview;

import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.Glimpse;

/**
 * A file in brief. Immutable and bounded by the limits it was made with. Text in it is the file's
 * own and not escaped.
 */
public sealed interface Preview extends Glimpse permits Picture, Table, Json, Text, Listing, Other {
  /** What the file is. */
  About about();

  /**
   * Why the file shows less than one would expect, as a sentence of this program without a period;
   * empty if nothing is wrong.
   */
  String problem();

  @Override
  default FileKind kind() {
    return about().kind();
  }
}
