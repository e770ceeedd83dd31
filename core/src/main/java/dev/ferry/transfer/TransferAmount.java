package dev.ferry.transfer;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestFile;
import dev.ferry.payload.PayloadLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far an outgoing transfer that nobody drives at the moment came, as far as its folder tells.
 *
 * @param sent payload bytes that the other side is known to have; -1 if unknown
 * @param total payload bytes; -1 if it was not accepted
 */
public record TransferAmount(long sent, long total) {
  /** Nothing is known. */
  public static final TransferAmount UNKNOWN = new TransferAmount(-1, -1);

  /** What the folder of a transfer tells. Blocks on disk. */
  public static TransferAmount at(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(Outgoing.ACCEPTED))) {
      return UNKNOWN;
    }
    try (Manifest offered = ManifestFile.open(folder.resolve(Outgoing.MANIFEST))) {
      Optional<EntrySet> taken =
          AcceptedFile.read(folder.resolve(Outgoing.ACCEPTED), offered.entries());
      return taken.isEmpty() ? UNKNOWN : at(folder, PayloadLayout.of(offered, taken.get()));
    }
  }

  private static TransferAmount at(Path folder, PayloadLayout layout) throws IOException {
    long known = KnownAmount.read(folder.resolve(KnownAmount.NAME));
    return new TransferAmount(Math.min(layout.length(), known), layout.length());
  }
}
