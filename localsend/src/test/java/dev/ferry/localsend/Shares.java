package dev.ferry.localsend;

import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.ScanOptions;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.manifest.SourceScanner;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.ScratchFolder;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes shares of trees. */
final class Shares {
  private Shares() {}

  /** A share of {@code tree}, with its state below {@code state}. */
  static Share of(String id, ShareAccess access, Path state, Path tree) throws IOException {
    return of(id, access, state, tree, 0);
  }

  static Share of(String id, ShareAccess access, Path state, Path tree, long bytesPerSecond)
      throws IOException {
    List<SourceRoot> roots = List.of(new SourceRoot(tree, String.valueOf(tree.getFileName())));
    ScratchFolder folder = ScratchFolder.in(Files.createDirectories(state.resolve("shares")));
    return new Share(
        id,
        "shared " + tree.getFileName(),
        access,
        folder,
        scan(roots, folder.path().resolve("manifest")),
        SourceFiles.of(roots, LinkPolicy.KEEP)::open,
        new Flow(TransferListener.none(), Throttle.of(bytesPerSecond)));
  }

  private static Manifest scan(List<SourceRoot> roots, Path file) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      new SourceScanner(roots, ScanOptions.EVERYTHING).scan(writer::add, skipped -> {});
      return writer.finish();
    }
  }
}
