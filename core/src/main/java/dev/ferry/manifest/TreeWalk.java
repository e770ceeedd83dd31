package dev.ferry.manifest;

import dev.ferry.manifest.Skipped.Reason;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The walk of a scanner through one root, without recursion: depth costs no stack. */
final class TreeWalk {
  private final SourceRoot root;
  private final boolean follow;
  private final EntrySink sink;
  private final PathPatterns include;
  private final PathPatterns exclude;
  private final SkipReport skips;
  private final EntryReader reader;
  private final List<OpenFolder> open = new ArrayList<>();

  /** How many of the open folders have told their own entry. */
  private int told;

  TreeWalk(SourceRoot root, ScanOptions options, EntrySink sink, Consumer<Skipped> skipped) {
    this.root = root;
    this.follow = options.links() == LinkPolicy.FOLLOW;
    this.sink = sink;
    this.include = PathPatterns.of(options.include());
    this.exclude = PathPatterns.of(options.exclude());
    this.skips = new SkipReport(skipped);
    this.reader = new EntryReader(options, skips);
  }

  /**
   * A folder on the way down from the root.
   *
   * @param rest the names that have not been looked at
   * @param included whether it, or one above it, matches what is to be included
   */
  private record OpenFolder(
      FolderEntry entry, Path path, FileStamp stamp, Iterator<String> rest, boolean included) {}

  void run() throws IOException {
    FileStamp stamp = root.stamp();
    RelativePath where = rootPath();
    if (stamp.isFolder()) {
      enterRoot(where, stamp);
    } else if (include.isEmpty() || matches(include, where, stamp)) {
      tell(matches(exclude, where, stamp) ? null : reader.fileOrLink(where, root.path(), stamp));
    }
    while (!open.isEmpty()) {
      OpenFolder folder = open.getLast();
      if (folder.rest().hasNext()) {
        visit(folder, folder.rest().next());
      } else {
        open.removeLast();
        told = Math.min(told, open.size());
      }
    }
  }

  private RelativePath rootPath() {
    try {
      return RelativePath.of(List.of(root.name()));
    } catch (BadPathException e) {
      throw new IllegalStateException(e); // a root's name was checked when it was made
    }
  }

  private void enterRoot(RelativePath where, FileStamp stamp) throws IOException {
    FolderListing listing;
    try {
      listing = FolderListing.of(root.path());
    } catch (IOException e) {
      throw SourceRoot.explain(root.path(), e);
    }
    enter(where, root.path(), stamp, listing, include.isEmpty());
  }

  private void visit(OpenFolder folder, String name) throws IOException {
    @Nullable RelativePath where = below(folder.entry().path(), name);
    if (where == null) {
      skips.add(folder.entry().path() + "/" + name, Reason.PATH_TOO_LONG);
      return;
    }
    Path path = folder.path().resolve(name);
    FileStamp stamp;
    try {
      stamp = Platform.current().stamp(path, follow);
    } catch (IOException e) {
      skips.add(where, path, e);
      return;
    }
    boolean included = folder.included() || matches(include, where, stamp);
    if (matches(exclude, where, stamp)) {
      return;
    }
    if (stamp.isFolder()) {
      if (name.equals(SourceScanner.STAGING)) {
        return;
      }
      enterBelow(where, path, stamp, included);
    } else if (included) {
      tell(reader.fileOrLink(where, path, stamp));
    }
  }

  private void enterBelow(RelativePath where, Path path, FileStamp stamp, boolean included)
      throws IOException {
    if (follow && isOnTheWay(path, stamp)) {
      skips.add(where.toString(), Reason.LOOP);
      return;
    }
    FolderListing listing;
    try {
      listing = FolderListing.of(path);
    } catch (IOException e) {
      skips.add(where, path, e);
      return;
    }
    enter(where, path, stamp, listing, included);
  }

  private void enter(
      RelativePath where, Path path, FileStamp stamp, FolderListing listing, boolean included)
      throws IOException {
    FolderEntry entry =
        new FolderEntry(where, stamp.modifiedNanos(), stamp.mode() & Entry.MODE_MASK);
    open.add(new OpenFolder(entry, path, stamp, listing.names().iterator(), included));
    if (included) {
      tellFolders();
    }
    listing.others().forEach(name -> skips.add(where + "/" + name, Reason.NOT_UTF8));
  }

  private void tell(@Nullable Entry entry) throws IOException {
    if (entry != null) {
      tellFolders();
      sink.accept(entry);
    }
  }

  /** Tells the folders on the way that waited for something in them to be included. */
  private void tellFolders() throws IOException {
    while (told < open.size()) {
      sink.accept(open.get(told++).entry());
    }
  }

  private boolean matches(PathPatterns patterns, RelativePath where, FileStamp stamp) {
    if (patterns.isEmpty()) {
      return false;
    }
    String text = where.toString();
    int start = open.isEmpty() ? 0 : root.name().length() + 1;
    return patterns.match(text.substring(start), stamp.isFolder());
  }

  private boolean isOnTheWay(Path path, FileStamp stamp) {
    return open.stream().anyMatch(folder -> isSame(folder, path, stamp));
  }

  private static boolean isSame(OpenFolder folder, Path path, FileStamp stamp) {
    if (stamp.inode() != 0) {
      return stamp.isSameFileAs(folder.stamp());
    }
    try {
      return Files.isSameFile(folder.path(), path);
    } catch (IOException e) {
      return false; // listing it will say what is wrong
    }
  }

  private static @Nullable RelativePath below(RelativePath folder, String name) {
    try {
      return folder.resolve(name);
    } catch (BadPathException e) {
      return null; // a listed name of valid UTF-8 breaks no other rule than that of length
    }
  }
}
