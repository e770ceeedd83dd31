package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;

/**
 * A run of payload bytes that lies in one file.
 *
 * @param entry the file's index in the manifest
 * @param file the file
 * @param fileOffset where in the file the run starts
 * @param length its bytes, at least 1
 * @param position where in the payload it starts
 */
public record Span(long entry, FileEntry file, long fileOffset, long length, long position) {
  /** Whether it is the whole file. */
  public boolean isWholeFile() {
    return length == file.size();
  }
}
