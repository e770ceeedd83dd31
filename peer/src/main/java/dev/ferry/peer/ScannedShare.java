package dev.ferry.peer;

import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.ScratchFolder;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;

/** Makes shares: looks at the files once, now. */
final class ScannedShare {
  private ScannedShare() {}

  /**
   * What {@code options} name, to be closed by whoever asked. Blocks while the tree is looked at.
   *
   * @throws dev.ferry.transfer.TransferException if a path is missing
   */
  static Share of(PeerCore core, ShareOptions options) throws IOException {
    Sources sources = Sources.of(options.paths(), options.filter());
    ScratchFolder folder = ScratchFolder.in(core.home().subfolder("shares"));
    try {
      Manifest manifest = list(core, sources, folder.path().resolve("manifest"));
      return new Share(
          ShareIds.of(core.identity(), sources, options.access()),
          sources.title(),
          access(options.access()),
          folder,
          manifest,
          sources.files(),
          new Flow(core.watchers(), Throttle.of(options.bytesPerSecond())));
    } catch (IOException | RuntimeException e) {
      try (folder) {
        throw e;
      }
    }
  }

  private static Manifest list(PeerCore core, Sources sources, Path file) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      sources.list(TransferId.random(), core.watchers(), writer::add);
      return writer.finish();
    }
  }

  private static ShareAccess access(ShareOptions.Access access) {
    return switch (access) {
      case TRUSTED -> new ShareAccess.Trusted();
      case PUBLIC -> new ShareAccess.Open();
      case PIN -> ShareAccess.Pin.random();
      case LINK -> new ShareAccess.Link();
    };
  }
}
