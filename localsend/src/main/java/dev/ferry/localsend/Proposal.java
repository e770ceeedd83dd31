package dev.ferry.localsend;

import dev.ferry.identity.DisplayName;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.NameSuffix;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.TransferId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a prepare is in the engine's words: a header and entries in the order of manifests. A text
 * message has no entries. Names that come twice, or that a folder has already, are numbered.
 */
record Proposal(OfferHeader header, List<ProposedFile> files) {
  private static final int MODE = 0644;

  /** A file with its place in the tree. */
  record ProposedFile(FileEntry entry, FileInfo info) {}

  /**
   * Takes every name for a path.
   *
   * @throws Refusal if one is none: the whole offer is refused then, and the name told
   */
  static Proposal of(PrepareUpload prepare) throws Refusal {
    List<FileInfo> infos = prepare.files();
    String text = infos.size() == 1 ? infos.getFirst().message() : null;
    if (text != null) {
      return new Proposal(header("", text), List.of());
    }
    List<ProposedFile> files = new Names(infos).place();
    String title = title(files);
    files.sort(Comparator.comparing(file -> file.entry().path()));
    return new Proposal(header(title, null), List.copyOf(files));
  }

  private static OfferHeader header(String title, @Nullable String text) {
    return new OfferHeader(TransferId.random(), title, text, ClashPolicy.KEEP_BOTH, false);
  }

  private static String title(List<ProposedFile> files) {
    Set<String> roots = new LinkedHashSet<>();
    files.forEach(file -> roots.add(file.entry().path().root()));
    String first = roots.iterator().next();
    return roots.size() == 1 ? first : first + " and " + (roots.size() - 1) + " more";
  }

  /** Finds a path for each file that no other file or folder has. */
  private static final class Names {
    private final List<FileInfo> infos;
    private final List<RelativePath> wanted = new ArrayList<>();
    private final NavigableSet<RelativePath> tree = new TreeSet<>();
    private final Set<RelativePath> taken = new HashSet<>();
    private final Map<RelativePath, Integer> numbers = new HashMap<>();
    private final long now = nanos(Instant.now());

    Names(List<FileInfo> infos) throws Refusal {
      this.infos = infos;
      for (FileInfo info : infos) {
        wanted.add(path(info));
      }
      tree.addAll(wanted);
    }

    private static RelativePath path(FileInfo info) throws Refusal {
      try {
        return RelativePath.parse(info.fileName());
      } catch (BadPathException e) {
        throw new Refusal(
            400,
            "the name \""
                + DisplayName.escape(info.fileName())
                + "\" is refused: "
                + e.getMessage(),
            e);
      }
    }

    List<ProposedFile> place() throws Refusal {
      List<ProposedFile> files = new ArrayList<>(infos.size());
      for (int i = 0; i < infos.size(); i++) {
        FileInfo info = infos.get(i);
        long modified = modifiedNanos(info.modified(), now);
        files.add(
            new ProposedFile(
                new FileEntry(free(wanted.get(i)), info.size(), modified, MODE), info));
      }
      return files;
    }

    /**
     * What is below a folder comes right behind it. To list all folders would take far too much.
     */
    private boolean isFolder(RelativePath path) {
      RelativePath next = tree.higher(path);
      return next != null && next.isUnder(path);
    }

    private RelativePath free(RelativePath path) throws Refusal {
      RelativePath free = path;
      try {
        while (isFolder(free) || !taken.add(free)) {
          free =
              path.sibling(
                  NameSuffix.numbered(path.name(), numbers.merge(path, 2, (n, two) -> n + 1)));
        }
      } catch (BadPathException e) {
        throw new Refusal(
            400, "a name comes twice, and numbered it is refused: " + e.getMessage(), e);
      }
      return free;
    }
  }

  /** RFC 3339 with an offset; anything else, and what no file can have, counts as not said. */
  static long modifiedNanos(@Nullable String text, long absent) {
    if (text == null) {
      return absent;
    }
    try {
      return nanos(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      return absent;
    }
  }

  private static long nanos(Instant time) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, time);
  }
}
