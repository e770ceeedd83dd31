package dev.ferry.cli.ask;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which entries of an offer a person means by something like {@code 1,3-5,*.jpg}: numbers stand for
 * the listed groups, everything else is a name or a pattern, which takes a folder with all that is
 * in it. Immutable.
 */
final class Selection {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

  private final List<Item> items;

  private Selection(List<Item> items) {
    this.items = List.copyOf(items);
  }

  /**
   * What was chosen.
   *
   * @param files how many of the entries are files
   * @param bytes their sizes added up
   * @param nothing the items that stand for no entry at all, as they were typed
   */
  record Chosen(EntrySet entries, long files, long bytes, List<String> nothing) {}

  /** One of the things that were typed between commas. */
  private sealed interface Item {
    String typed();

    /** Whether it means the entry at {@code path}, whose last segment is {@code name}. */
    boolean means(String path, String name);
  }

  private record Numbers(String typed, Set<String> paths) implements Item {
    @Override
    public boolean means(String path, String name) {
      return paths.contains(path);
    }
  }

  private record Name(String typed, Pattern pattern) implements Item {
    @Override
    public boolean means(String path, String name) {
      return pattern.matcher(name).matches();
    }
  }

  private record Place(String typed, Pattern pattern) implements Item {
    @Override
    public boolean means(String path, String name) {
      return pattern.matcher(path).matches();
    }
  }

  /** Reads what was typed; {@code groups} are the listed paths, the first one is number 1. */
  static Selection parse(String typed, List<String> groups) {
    List<Item> items = new ArrayList<>();
    for (String token : typed.split(",", -1)) {
      String word = token.strip();
      if (!word.isEmpty()) {
        items.add(item(word, groups));
      }
    }
    return new Selection(items);
  }

  /** Numbers that are not in the list may still be a name: {@code 2024}. */
  private static Item item(String word, List<String> groups) {
    Matcher numbers = NUMBERS.matcher(word);
    if (numbers.matches()) {
      int first = Integer.parseInt(numbers.group(1));
      int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
      if (first >= 1 && last >= first && last <= groups.size()) {
        return new Numbers(word, Set.copyOf(groups.subList(first - 1, last)));
      }
    }
    Pattern pattern = glob(word.replaceAll("/+$", ""));
    return word.indexOf('/') < 0 ? new Name(word, pattern) : new Place(word, pattern);
  }

  private static Pattern glob(String word) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '*' -> {
          boolean deep = i + 1 < word.length() && word.charAt(i + 1) == '*';
          regex.append(deep ? ".*" : "[^/]*");
          i += deep ? 1 : 0;
        }
        case '?' -> regex.append("[^/]");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Walks {@code manifest} and picks. Blocks on disk. */
  Chosen from(Manifest manifest) throws IOException {
    BitSet bits = new BitSet();
    BitSet used = new BitSet();
    long files = 0;
    long bytes = 0;
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (isMeant(entry.path(), used)) {
          bits.set(Math.toIntExact(cursor.index()));
          if (entry instanceof FileEntry file) {
            files++;
            bytes += file.size();
          }
        }
      }
    }
    return new Chosen(EntrySet.of(bits), files, bytes, unused(used));
  }

  private List<String> unused(BitSet used) {
    List<String> nothing = new ArrayList<>();
    for (int i = used.nextClearBit(0); i < items.size(); i = used.nextClearBit(i + 1)) {
      nothing.add(items.get(i).typed());
    }
    return nothing;
  }

  /** Whether this path, or a folder above it, is meant; notes by which items. */
  private boolean isMeant(RelativePath path, BitSet used) {
    boolean meant = false;
    String text = path.toString();
    for (int start = 0, end; start <= text.length(); start = end + 1) {
      end = text.indexOf('/', start);
      end = end < 0 ? text.length() : end;
      String upToHere = text.substring(0, end);
      String name = text.substring(start, end);
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).means(upToHere, name)) {
          meant = true;
          used.set(i);
        }
      }
    }
    return meant;
  }
}
