package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.LinkEntry;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What must not land in an inbox, whoever accepted it. */
final class SafetyRules {
  private final boolean unsafeLinks;

  /** Rules that let links lead anywhere if {@code unsafeLinks}. */
  SafetyRules(boolean unsafeLinks) {
    this.unsafeLinks = unsafeLinks;
  }

  /** Why the entry is refused, for a person; null if it is not. */
  @Nullable String objection(Entry entry) {
    if (isReserved(entry.path().root())) {
      return "Ferry keeps this name for itself";
    }
    return entry instanceof LinkEntry link && !unsafeLinks ? objection(link) : null;
  }

  /**
   * A link may lead to its own top-level entry only. Steps up are counted and must all come first:
   * behind a name they could climb out through another link, and no count would show it.
   */
  private static @Nullable String objection(LinkEntry link) {
    String target = link.target();
    if (target.startsWith("/")) {
      return "the link leads to an absolute path";
    }
    int room = link.path().depth() - 2;
    boolean named = false;
    for (String segment : target.split("/", -1)) {
      if (segment.equals("..")) {
        room--;
        if (room < 0 || named) {
          return "the link leads out of its folder";
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        named = true;
      }
    }
    return room < 0 ? "the link leads out of its folder" : null;
  }

  /**
   * Whether some file system might take {@code name} for the staging folder's: those that ignore
   * case, forms of Unicode, invisible characters, dots and spaces at the end, or what follows a
   * colon.
   */
  static boolean isReserved(String name) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !Character.isIdentifierIgnorable(c))
        .takeWhile(c -> c != ':')
        .forEach(plain::appendCodePoint);
    int end = plain.length();
    while (end > 0 && (plain.charAt(end - 1) == '.' || plain.charAt(end - 1) == ' ')) {
      end--;
    }
    return plain.substring(0, end).toLowerCase(Locale.ROOT).equals(Inbox.STAGING);
  }
}
