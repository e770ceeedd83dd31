package dev.ferry.cli.ask;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
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

  private final Set<String> chosen;
  private final List<Pattern> names;
  private final List<Pattern> paths;

  private Selection(Set<String> chosen, List<Pattern> names, List<Pattern> paths) {
    this.chosen = chosen;
    this.names = names;
    this.paths = paths;
  }

  /**
   * What was chosen.
   *
   * @param files how many of the entries are files
   * @param bytes their sizes added up
   */
  record Chosen(EntrySet entries, long files, long bytes) {}

  /** Reads what was typed; {@code groups} are the listed paths, the first one is number 1. */
  static Selection parse(String typed, List<String> groups) {
    Set<String> chosen = new HashSet<>();
    List<Pattern> names = new ArrayList<>();
    List<Pattern> paths = new ArrayList<>();
    for (String token : typed.split(",", -1)) {
      String word = token.strip();
      if (!word.isEmpty() && !addNumbers(word, groups, chosen)) {
        (word.indexOf('/') < 0 ? names : paths).add(glob(word.replaceAll("/+$", "")));
      }
    }
    return new Selection(chosen, names, paths);
  }

  private static boolean addNumbers(String word, List<String> groups, Set<String> chosen) {
    Matcher numbers = NUMBERS.matcher(word);
    if (!numbers.matches()) {
      return false;
    }
    int first = Integer.parseInt(numbers.group(1));
    int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
    if (first < 1 || last < first || last > groups.size()) {
      return false;
    }
    chosen.addAll(groups.subList(first - 1, last));
    return true;
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
    long files = 0;
    long bytes = 0;
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (matches(entry.path())) {
          bits.set(Math.toIntExact(cursor.index()));
          if (entry instanceof FileEntry file) {
            files++;
            bytes += file.size();
          }
        }
      }
    }
    return new Chosen(EntrySet.of(bits), files, bytes);
  }

  /** Whether this path, or a folder above it, is meant. */
  boolean matches(RelativePath path) {
    String text = path.toString();
    for (int start = 0, end; start <= text.length(); start = end + 1) {
      end = text.indexOf('/', start);
      end = end < 0 ? text.length() : end;
      String upToHere = text.substring(0, end);
      if (chosen.contains(upToHere)
          || anyMatches(names, text.substring(start, end))
          || anyMatches(paths, upToHere)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMatches(List<Pattern> patterns, String text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }
}
