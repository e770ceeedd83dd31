package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.ManifestWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a tree holds to a manifest and to whoever it is offered to. If the latter fails, the
 * manifest is still made to its end, so that the tree need not be looked at again when the
 * connection is back. Belongs to one thread.
 */
final class Tee implements EntrySink {
  /** After so many entries somebody is told how far it is. */
  private static final int STEP = 10_000;

  private final ManifestWriter manifest;
  private final EntrySink offer;
  private final Scan told;
  private @Nullable IOException failure;

  /** Hears now and then how much was found. */
  @FunctionalInterface
  interface Scan {
    void found(long entries, long bytes);
  }

  Tee(ManifestWriter manifest, EntrySink offer, Scan told) {
    this.manifest = manifest;
    this.offer = offer;
    this.told = told;
  }

  @Override
  public void accept(Entry entry) throws IOException {
    manifest.add(entry);
    if (failure == null) {
      offer(entry);
    }
    if (manifest.entries() % STEP == 0) {
      told.found(manifest.entries(), manifest.bytes());
    }
  }

  private void offer(Entry entry) {
    try {
      offer.accept(entry);
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Throws what the offer failed with, if it did. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
