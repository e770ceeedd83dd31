package dev.ferry.cli;

/**
 * What {@code ferry} alone says: short, and friendly to somebody who sees it for the first time.
 */
final class Welcome {
  private static final String HEAD =
      """
      Ferry moves files straight from one machine to another: encrypted, verified,
      resumable at any byte, no cloud.

        there   ferry receive                         waits, and tells its address
        here    ferry send photos --to 192.168.1.7    again sends only what is new

      Commands:
      """;

  private static final String TAIL =
      """

      Everywhere:
        --home DIR      where identity, known peers and history live
        --name ALIAS    the name shown to others, for this run
        --json          events as NDJSON          -q, --quiet    nothing but errors
        --no-color      no colours                --debug        origin of errors
        -h, --help      help for a command        -V, --version  which Ferry this is

      See it work, on this machine alone:  ferry demo
      """;

  private Welcome() {}

  /** The whole text, at most 80 columns wide. */
  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Verb verb : Verb.values()) {
      if (!verb.isShown()) {
        continue;
      }
      text.append("  ").append(verb.word());
      text.append(" ".repeat(16 - verb.word().length())).append(verb.summary()).append('\n');
    }
    return text.append(TAIL).toString();
  }
}
