package dev.ferry.manifest;

import java.util.List;
import java.util.Optional;

/**
 * Lines in the syntax of .gitignore: the last one that matches a path decides. Immutable.
 *
 * @param patterns those that are neither blank nor a comment
 */
record PathPatterns(List<PathPattern> patterns) {
  static PathPatterns of(List<String> lines) {
    return new PathPatterns(lines.stream().map(PathPattern::of).flatMap(Optional::stream).toList());
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /**
   * Whether a path matches. As in git, whoever asks must have asked for the folders above first: if
   * one of them matched, so does everything below it.
   *
   * @param path segments joined by {@code /}
   */
  boolean match(String path, boolean folder) {
    if (patterns.isEmpty()) {
      return false;
    }
    List<String> segments = List.of(path.split("/", -1));
    for (PathPattern pattern : patterns.reversed()) {
      if (pattern.matches(segments, folder)) {
        return !pattern.negated();
      }
    }
    return false;
  }
}
