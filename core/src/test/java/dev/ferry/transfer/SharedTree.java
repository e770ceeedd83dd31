package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.ScanOptions;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.manifest.SourceScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tree that is shared as a program would. */
final class SharedTree {
  final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private final Path tree;
  private final Path folder;

  /** Shares of {@code tree} with their files below {@code folder}. */
  SharedTree(Path tree, Path folder) throws IOException {
    this.tree = tree;
    this.folder = Files.createDirectories(folder);
  }

  Share share(String id, ShareAccess access) throws IOException {
    List<SourceRoot> roots = roots();
    ScratchFolder own = ScratchFolder.in(folder);
    return new Share(
        id,
        "title of " + id,
        access,
        own,
        scan(roots, own.path().resolve("manifest")),
        SourceFiles.of(roots, LinkPolicy.KEEP)::open,
        new Flow(events::add, Throttle.of(0)));
  }

  /** Picks from a share that takes a peer for gone after a moment. */
  Selections impatient(Share share) throws IOException {
    return new Selections(
        share,
        Files.createTempDirectory(folder, "picks"),
        SourceFiles.of(roots(), LinkPolicy.KEEP)::open,
        new Flow(events::add, Throttle.of(0)),
        Duration.ofMillis(200));
  }

  private List<SourceRoot> roots() {
    return List.of(new SourceRoot(tree, tree.getFileName().toString()));
  }

  private static Manifest scan(List<SourceRoot> roots, Path file) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      new SourceScanner(roots, ScanOptions.EVERYTHING).scan(writer::add, skipped -> {});
      return writer.finish();
    }
  }

  /** Picks entries as a peer would that knows them. */
  static Selection pick(Share share, RemotePeer by, List<Entry> entries) throws IOException {
    try (Selections.Draft draft = share.selections().draft(by)) {
      for (Entry entry : entries) {
        draft.add(entry);
      }
      return draft.finish();
    }
  }

  /** All entries of a share. */
  static List<Entry> entries(Share share) throws IOException {
    List<Entry> entries = new ArrayList<>();
    share.list(null, entries::add);
    return entries;
  }
}
