package dev.ferry.cli.ask;

import dev.ferry.cli.show.Samples;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Offers of a few files. */
final class Offers {
  private Offers() {}

  /** An offer of these files, 1000 bytes each; folders above them come along. */
  static Offer of(Path folder, Standing standing, String... files)
      throws IOException, BadPathException {
    return new Offer(
        Samples.ID,
        Samples.peer("bob", standing),
        "photos",
        null,
        plan(files.length, 0),
        manifest(folder, files),
        "/home/ann/inbox",
        Glimpses.none());
  }

  /** The same with two files that clash. */
  static Offer clashing(Path folder, String... files) throws IOException, BadPathException {
    Offer offer = of(folder, Standing.KNOWN, files);
    return new Offer(
        offer.id(),
        offer.from(),
        offer.title(),
        null,
        plan(files.length, 2),
        offer.manifest(),
        offer.destination(),
        offer.glimpses());
  }

  private static PlanSummary plan(long files, long changed) {
    return new PlanSummary(
        files,
        files,
        files * 1000,
        files - changed,
        0,
        changed,
        0,
        files,
        files * 1000,
        files * 1000,
        -1,
        ClashPolicy.KEEP_BOTH,
        List.of(),
        List.of(),
        List.of());
  }

  /** A manifest of these files; a name that ends with @ is a link. */
  static Manifest manifest(Path folder, String... files) throws IOException, BadPathException {
    TreeSet<RelativePath> paths = new TreeSet<>();
    List<String> links = new ArrayList<>();
    for (String file : files) {
      RelativePath path = RelativePath.parse(file);
      if (file.endsWith("@")) {
        links.add(file);
      }
      paths.add(path);
      for (RelativePath up = path.parent(); up != null; up = up.parent()) {
        paths.add(up);
      }
    }
    List<String> leaves = List.of(files);
    try (ManifestWriter writer =
        ManifestWriter.create(
            Files.createTempDirectory(folder, "m").resolve("manifest"), ManifestLimits.DEFAULT)) {
      for (RelativePath path : paths) {
        writer.add(entry(path, leaves.contains(path.toString()), links.contains(path.toString())));
      }
      return writer.finish();
    }
  }

  private static Entry entry(RelativePath path, boolean leaf, boolean link) {
    if (link) {
      return new LinkEntry(path, "somewhere", 0);
    }
    return leaf ? new FileEntry(path, 1000, 0, 0644) : new FolderEntry(path, 0, 0755);
  }
}
