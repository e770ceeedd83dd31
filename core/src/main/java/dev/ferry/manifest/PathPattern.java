package dev.ferry.manifest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a .gitignore, read as gitignore(5) says. A slash separates also within brackets,
 * where it could stand for nothing.
 *
 * @param negated whether what matches is taken out again
 * @param foldersOnly whether it matches nothing but folders
 * @param anywhere whether it is about the last segment alone, in whatever folder
 * @param parts what the segments must match; an empty one stands for any number of segments
 */
record PathPattern(
    boolean negated, boolean foldersOnly, boolean anywhere, List<Optional<Glob>> parts) {

  /**
   * A slash is one whether or not it is escaped; two backslashes before it are one of their own.
   */
  private static final Pattern ESCAPED_SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");

  /** Reads a line; empty if it is blank or a comment. */
  static Optional<PathPattern> of(String line) {
    String text = withoutTrailingSpaces(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    text = negated ? text.substring(1) : text;
    boolean foldersOnly = text.endsWith("/");
    text = foldersOnly ? text.substring(0, text.length() - 1) : text;
    boolean anywhere = text.indexOf('/') < 0;
    text = text.startsWith("/") ? text.substring(1) : text;
    List<Optional<Glob>> parts =
        anywhere
            ? List.of(Optional.of(Glob.of(text)))
            : Stream.of(ESCAPED_SLASH.matcher(text).replaceAll("$1/").split("/", -1))
                .map(PathPattern::part)
                .toList();
    return Optional.of(new PathPattern(negated, foldersOnly, anywhere, parts));
  }

  private static Optional<Glob> part(String segment) {
    boolean stars = segment.length() >= 2 && segment.chars().allMatch(c -> c == '*');
    return stars ? Optional.empty() : Optional.of(Glob.of(segment));
  }

  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isEscaped(String line, int index) {
    int backslashes = 0;
    while (backslashes < index && line.charAt(index - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** Whether the path with these segments matches; nothing is said about what lies below it. */
  boolean matches(List<String> segments, boolean folder) {
    if (foldersOnly && !folder) {
      return false;
    }
    return anywhere
        ? parts.getFirst().orElseThrow().matches(segments.getLast())
        : matchesFromTheTop(segments);
  }

  private boolean matchesFromTheTop(List<String> segments) {
    int at = 0;
    int part = 0;
    int starsPart = -1;
    int starsEnd = 0;
    while (at < segments.size()) {
      if (part < parts.size() && parts.get(part).isEmpty()) {
        starsPart = part++;
        starsEnd = at;
        if (part == parts.size()) {
          return true;
        }
      } else if (part < parts.size() && parts.get(part).get().matches(segments.get(at))) {
        part++;
        at++;
      } else if (starsPart >= 0) {
        part = starsPart + 1;
        at = ++starsEnd;
      } else {
        return false;
      }
    }
    return part == parts.size();
  }
}
