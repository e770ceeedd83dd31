package dev.ferry.store;

import java.util.regex.Pattern;

/** Ids of transfers as names of files: nothing else may become one. */
final class Ids {
  private static final Pattern ID = Pattern.compile("[a-z2-7]{26}");

  private Ids() {}

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns {@code id}, or refuses it: who gets it from elsewhere checks before. */
  static String check(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("not the id of a transfer");
    }
    return id;
  }
}
