package dev.ferry.page.api;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.peer.GetOptions;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransportOptions;
import dev.ferry.peer.Via;
import dev.ferry.peer.events.EventWords;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what is to be sent or gotten, as docs/page-api.md says. */
final class TransferRequest {
  private static final long MOST_PATIENCE = Duration.ofDays(7).toSeconds();

  private TransferRequest() {}

  /** What to send. */
  public static SendOptions send(Fields asked, PeerAddress to, PinSource pin) throws IOException {
    return send(asked, to, pin, paths(asked, "paths"));
  }

  /** The same of files that the request does not name. */
  static SendOptions send(Fields asked, PeerAddress to, PinSource pin, List<Path> paths)
      throws IOException {
    String text = asked.optionalText("text");
    if (paths.isEmpty() && text == null) {
      throw new ProblemException(Problem.USAGE, "say what to send: paths, or a text");
    }
    return new SendOptions(
        to,
        paths,
        text,
        asked.optionalText("title"),
        clash(asked),
        filter(asked),
        transport(asked),
        pin,
        via(asked),
        asked.flag("previews", true));
  }

  /**
   * What to get.
   *
   * @param inbox where it goes if nothing else is said
   */
  static GetOptions get(Fields asked, PeerAddress from, Path inbox, PinSource pin)
      throws IOException {
    String into = asked.optionalText("into");
    return new GetOptions(
        from,
        texts(asked, "paths"),
        into == null ? inbox : path(into),
        clash(asked),
        pin,
        transport(asked));
  }

  static List<String> texts(Fields asked, String name) throws MalformedException {
    return asked.has(name) ? asked.texts(name) : List.of();
  }

  static List<Path> paths(Fields asked, String name) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String text : texts(asked, name)) {
      paths.add(path(text));
    }
    return paths;
  }

  /**
   * A path of this machine, as it was named: what {@code ..} leads to behind a link is not what is
   * left without both.
   */
  static Path path(String text) throws ProblemException {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new ProblemException(Problem.USAGE, "a path cannot be used here: " + e.getReason());
    }
    throw new ProblemException(Problem.USAGE, "a path of this machine should be a whole one");
  }

  static ClashPolicy clash(Fields asked) throws MalformedException {
    String word = asked.optionalText("clash");
    return word == null ? ClashPolicy.KEEP_BOTH : EventWords.clash(word);
  }

  static SendOptions.Filter filter(Fields asked) throws IOException {
    String links = asked.optionalText("links");
    LinkPolicy policy =
        switch (links == null ? "keep" : links) {
          case "keep" -> LinkPolicy.KEEP;
          case "follow" -> LinkPolicy.FOLLOW;
          default -> throw new ProblemException(Problem.USAGE, "links should be keep or follow");
        };
    return new SendOptions.Filter(
        texts(asked, "include"), texts(asked, "exclude"), policy, asked.flag("checksum", false));
  }

  static TransportOptions transport(Fields asked) throws IOException {
    TransportOptions usual = TransportOptions.standard();
    long patience = asked.count("patienceSeconds", usual.patience().toSeconds());
    long connections = asked.count("connections", usual.connections());
    if (connections < 1 || connections > TransportOptions.MAX_CONNECTIONS) {
      throw new ProblemException(
          Problem.USAGE, "connections should be 1 to " + TransportOptions.MAX_CONNECTIONS);
    }
    return usual
        .withConnections((int) connections)
        .withLimit(asked.count("bytesPerSecond", 0))
        .withPatience(Duration.ofSeconds(Math.min(patience, MOST_PATIENCE)));
  }

  private static Via via(Fields asked) throws IOException {
    String via = asked.optionalText("via");
    return switch (via == null ? "auto" : via) {
      case "auto" -> Via.AUTO;
      case "direct" -> Via.DIRECT;
      case "localsend" -> Via.LOCALSEND;
      default ->
          throw new ProblemException(Problem.USAGE, "via should be auto, direct or localsend");
    };
  }
}
