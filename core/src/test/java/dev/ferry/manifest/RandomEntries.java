package dev.ferry.manifest;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes valid manifests of every kind of entry out of a seed. */
final class RandomEntries {
  /**
   * Letters that sort differently as UTF-16 and as UTF-8, around '/', and of every UTF-8 length.
   */
  private static final int[] LETTERS = {
    'a', 'b', 'z', 'A', '0', '.', ' ', '-', '!', '\n', 0x7f, 0xe4, 0x7ff, 0x800, 0x4e2d, 0xd7ff,
    0xe000, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff
  };

  private final SplittableRandom random;

  RandomEntries(SplittableRandom random) {
    this.random = random;
  }

  /** About {@code count} entries in order: some folders implicit, none below a file or link. */
  List<Entry> list(int count) throws BadPathException {
    TreeMap<RelativePath, Entry> entries = new TreeMap<>();
    List<RelativePath> folders = new ArrayList<>();
    while (entries.size() < count) {
      RelativePath path = path(folders);
      Entry entry = entry(path);
      if (entries.putIfAbsent(path, entry) == null && entry instanceof FolderEntry) {
        folders.add(path);
      }
    }
    return new ArrayList<>(entries.values());
  }

  RelativePath path(List<RelativePath> folders) throws BadPathException {
    if (folders.isEmpty() || random.nextInt(10) == 0) {
      return RelativePath.of(List.of(segment()));
    }
    RelativePath folder = folders.get(random.nextInt(folders.size()));
    if (random.nextInt(10) == 0) {
      folder = folder.resolve("implicit " + segment());
    }
    return folder.resolve(segment());
  }

  String segment() {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(LETTERS[random.nextInt(LETTERS.length)]);
    }
    String segment = text.toString();
    return segment.equals(".") || segment.equals("..") ? "dots" : segment;
  }

  private Entry entry(RelativePath path) {
    int mode = random.nextInt(01000);
    long time = random.nextInt(8) == 0 ? random.nextLong() : 1_700_000_000_000_000_000L + mode;
    return switch (random.nextInt(4)) {
      case 0 -> new FolderEntry(path, time, mode);
      case 1 -> new LinkEntry(path, "../" + segment(), time);
      default -> file(path, time, mode);
    };
  }

  private FileEntry file(RelativePath path, long time, int mode) {
    long size = random.nextLong(1L << (1 + random.nextInt(45)));
    byte[] hash = new byte[16];
    random.nextBytes(hash);
    return new FileEntry(
        path,
        size,
        time,
        mode,
        random.nextInt(4) == 0 ? islands(size) : Islands.WHOLE,
        random.nextBoolean() ? HexFormat.of().formatHex(hash) : null);
  }

  private Islands islands(long size) {
    List<Islands.Part> parts = new ArrayList<>();
    long at = 0;
    while (at < size && parts.size() < 5) {
      long from = at + random.nextLong(size - at);
      long to = from + 1 + random.nextLong(size - from);
      parts.add(new Islands.Part(from, to));
      at = to + 1;
    }
    return Islands.of(parts);
  }
}
