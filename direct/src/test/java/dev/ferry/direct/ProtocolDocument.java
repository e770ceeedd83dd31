package dev.ferry.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/protocol.md, as far as programs read it. */
final class ProtocolDocument {
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- example: ([^>]*) -->\n```(json|ndjson|hex)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CONVERSATION =
      Pattern.compile("<!-- conversation: ([^>]*) -->\n((?:```http\n.*?```\n)+)", Pattern.DOTALL);
  private static final Pattern TURN = Pattern.compile("```http\n(.*?)```", Pattern.DOTALL);

  private final String text;

  private ProtocolDocument(String text) {
    this.text = text;
  }

  static ProtocolDocument read() {
    try {
      return new ProtocolDocument(Files.readString(Path.of("..", "docs", "protocol.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole text. */
  String text() {
    return text;
  }

  /** The names of all examples. */
  List<String> examples() {
    List<String> names = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** What stands in the example of this name. */
  String example(String name) {
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(3);
      }
    }
    throw new AssertionError("docs/protocol.md has no example \"" + name + "\"");
  }

  /** A request, and the answer to it: heads without the blank line, and bodies. */
  record Turn(
      List<String> requestHead, String requestBody, List<String> answerHead, String answer) {
    private static Turn parse(String block) {
      int answerAt = block.indexOf("HTTP/1.1 ", block.indexOf('\n'));
      String request = block.substring(0, answerAt);
      String answer = block.substring(answerAt);
      return new Turn(head(request), body(request), head(answer), body(answer));
    }

    private static List<String> head(String message) {
      int end = message.indexOf("\n\n");
      return (end < 0 ? message : message.substring(0, end)).lines().toList();
    }

    /** Without the blank line that only sets the answer off. */
    private static String body(String message) {
      int end = message.indexOf("\n\n");
      String body = end < 0 ? "" : message.substring(end + 2);
      return body.endsWith("\n\n") ? body.substring(0, body.length() - 1) : body;
    }
  }

  /** The turns of the conversation of this name. */
  List<Turn> conversation(String name) {
    Matcher matcher = CONVERSATION.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return TURN.matcher(matcher.group(2))
            .results()
            .map(turn -> Turn.parse(turn.group(1)))
            .toList();
      }
    }
    throw new AssertionError("docs/protocol.md has no conversation \"" + name + "\"");
  }
}
