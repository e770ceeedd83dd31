package dev.ferry.cli.shell;

import dev.ferry.cli.shell.Commands.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options that go on to hold when others are typed later. */
final class KeptOptions {
  /** Of these, only what was typed last holds. */
  private static final List<String> EITHER = List.of("--pin", "--pin-file");

  private KeptOptions() {}

  /**
   * What was typed {@code before}, where {@code now} says nothing else, and {@code now}.
   *
   * @param known the options that there are
   */
  static List<String> merge(List<String> before, List<String> now, List<Option> known) {
    Map<String, List<String>> said = byName(now, known);
    Map<String, List<String>> all = byName(before, known);
    if (EITHER.stream().anyMatch(said::containsKey)) {
      EITHER.forEach(all::remove);
    }
    all.putAll(said);
    return all.values().stream().flatMap(List::stream).toList();
  }

  /** The words of each option, by its name; of anything else, by itself. */
  private static Map<String, List<String>> byName(List<String> words, List<Option> known) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equal = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = equal < 0 ? word : word.substring(0, equal);
      List<String> own = found.computeIfAbsent(name, each -> new ArrayList<>());
      own.add(word);
      boolean takesMore =
          equal < 0
              && known.stream()
                  .anyMatch(each -> each.name().equals(name) && !each.value().isEmpty());
      if (takesMore && i + 1 < words.size()) {
        own.add(words.get(++i));
      }
    }
    return found;
  }
}
