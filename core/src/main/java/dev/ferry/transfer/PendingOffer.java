package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestException;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An offer that arrives, or waits for its decision: its manifest grows in a file of the home,
 * within limits. Belongs to one thread. Closing it drops the file, whatever was decided.
 */
public final class PendingOffer implements AutoCloseable {
  private final OfferHeader header;
  private final RemotePeer from;
  private final Path file;
  private final ManifestWriter writer;
  private final OfferRoom.Place place;
  private @Nullable Manifest manifest;

  /**
   * One without entries.
   *
   * @param place closed with it
   */
  PendingOffer(OfferHeader header, RemotePeer from, Path file, OfferRoom.Place place)
      throws IOException {
    this.header = header;
    this.from = from;
    this.file = file;
    this.place = place;
    this.writer = ManifestWriter.create(file, ManifestLimits.DEFAULT);
  }

  /** What came before the entries. */
  public OfferHeader header() {
    return header;
  }

  /** Who offers. */
  public RemotePeer from() {
    return from;
  }

  /** Whether it is a known peer's, or was asked for by this side. */
  boolean familiar() {
    return place.familiar();
  }

  /**
   * Takes the next entry. Blocks on disk.
   *
   * @throws TransferException with {@link Problem#BAD_REQUEST} if it breaks a rule of manifests, or
   *     there are more entries than this peer may offer; with {@link Problem#BUSY} if too much
   *     waits for an answer; the whole offer is refused then
   */
  public void add(Entry entry) throws IOException {
    try {
      writer.add(entry);
      place.reach(writer.entries(), writer.size());
    } catch (ManifestException e) {
      throw new TransferException(
          Problem.BAD_REQUEST, "the manifest is refused: " + e.getMessage(), e);
    }
  }

  /** Everything that was offered; no entry can be added afterwards. */
  Manifest manifest() throws IOException {
    if (manifest == null) {
      manifest = writer.finish();
    }
    return manifest;
  }

  @Override
  public void close() throws IOException {
    try (place;
        Manifest _ = manifest;
        ManifestWriter _ = writer) {
      Files.deleteIfExists(file);
    }
  }
}
