package dev.ferry.cli.view;

import dev.ferry.preview.Json;

/** Colours for what is shown, or none. The words and marks say the same without them. */
final class Ink {
  private static final String RESET = "\u001b[0m";

  private final boolean colours;

  Ink(Sight sight) {
    this.colours = sight.colours() != Sight.Colours.NONE;
  }

  /** What is looked for first. */
  String strong(String text) {
    return in("1", text);
  }

  /** What is beside the contents. */
  String faint(String text) {
    return in("2", text);
  }

  /** What is wrong. */
  String warning(String text) {
    return in("33", text);
  }

  /** A piece of JSON. */
  String json(Json.Role role, String text) {
    return switch (role) {
      case MARK -> text;
      case NAME -> in("36", text);
      case TEXT -> in("32", text);
      case NUMBER -> in("33", text);
      case WORD -> in("35", text);
      case CUT -> in("2", text);
    };
  }

  private String in(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
