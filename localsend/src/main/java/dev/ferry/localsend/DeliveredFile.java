package dev.ferry.localsend;

import dev.ferry.manifest.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Which parts of a transfer the device has, for the process that follows this one: a head line that
 * names the manifest, then a line each: the entry's index, or {@code text}, and a full stop. A line
 * that a crash cut off has none, and its file is sent again. Thread-safe.
 */
final class DeliveredFile implements Closeable {
  /** Its name in the transfer's folder. */
  static final String NAME = "delivered";

  private static final String TEXT = "text";

  private final FileChannel out;
  private final BitSet files = new BitSet();
  private boolean text;

  private DeliveredFile(FileChannel out) {
    this.out = out;
  }

  /**
   * What was delivered of {@code manifest} so far; nothing, if what {@code folder} holds is of
   * another one. Blocks on the disk.
   */
  static DeliveredFile open(Path folder, Manifest manifest) throws IOException {
    Path file = folder.resolve(NAME);
    String head =
        "delivered of " + manifest.entries() + " " + manifest.files() + " " + manifest.bytes();
    String kept = Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
    boolean same = kept.startsWith(head + ".");
    if (!same) {
      Files.deleteIfExists(file);
    }
    DeliveredFile delivered =
        new DeliveredFile(
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    try {
      if (same) {
        kept.lines().skip(1).forEach(line -> delivered.restore(line, manifest.entries()));
      } else {
        delivered.append(head);
      }
      return delivered;
    } catch (IOException | RuntimeException e) {
      delivered.close();
      throw e;
    }
  }

  private synchronized void restore(String line, long entries) {
    if (line.equals(TEXT + ".")) {
      text = true;
    } else if (line.matches("\\d{1,9}\\.")) {
      int index = Integer.parseInt(line.substring(0, line.length() - 1));
      if (index < entries) {
        files.set(index);
      }
    }
  }

  /** Whether the device has it. */
  synchronized boolean has(Parcel parcel) {
    return switch (parcel) {
      case Parcel.OfFile file -> hasFile(file.index());
      case Parcel.OfText _ -> text;
    };
  }

  /** Whether the device has the file with this index. */
  synchronized boolean hasFile(long index) {
    return files.get(Math.toIntExact(index));
  }

  /** Whether the device has the text, as a file or shown. */
  synchronized boolean hasText() {
    return text;
  }

  /** Whether it has nothing at all. */
  synchronized boolean isEmpty() {
    return files.isEmpty() && !text;
  }

  /**
   * The device has one more. The system is told at once and the disk when it likes: what a power
   * cut loses of this is sent again.
   */
  synchronized void add(Parcel parcel) throws IOException {
    switch (parcel) {
      case Parcel.OfFile file -> {
        files.set(Math.toIntExact(file.index()));
        append(Long.toString(file.index()));
      }
      case Parcel.OfText _ -> {
        text = true;
        append(TEXT);
      }
    }
  }

  /** The line end comes first: what a crash cut off must not become a part of this line. */
  private void append(String line) throws IOException {
    String whole = out.size() == 0 ? line + "." : "\n" + line + ".";
    ByteBuffer bytes = ByteBuffer.wrap(whole.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
