package dev.ferry.cli;

import dev.ferry.identity.DisplayName;

/** Guesses which command somebody meant. */
final class Suggestion {
  private static final int FAR = 3;

  private Suggestion() {}

  /** What is said about a command that does not exist. */
  static String forUnknown(String typed) {
    String best = "";
    int nearest = FAR;
    for (Verb verb : Verb.values()) {
      boolean begun = typed.length() > 1 && verb.word().startsWith(typed);
      int distance = begun ? 0 : distance(typed, verb.word());
      if (verb.isShown() && distance < nearest && distance < verb.word().length()) {
        nearest = distance;
        best = verb.word();
      }
    }
    return "there is no command \""
        + DisplayName.escape(typed)
        + "\""
        + (best.isEmpty() ? "" : "; did you mean \"" + best + "\"?")
        + (best.isEmpty() ? "; ferry --help lists them" : " ferry --help lists them all");
  }

  /** How many letters must be put in, taken out or changed. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) >= FAR) {
      return FAR;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
