package dev.ferry.peer.events;

import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** The words of the schema for what has one of a few values, and back. */
public final class EventWords {
  private EventWords() {}

  /** The word for a direction. */
  public static String word(Direction direction) {
    return direction == Direction.SEND ? "send" : "receive";
  }

  /** The word for what happens to files that exist. */
  public static String word(ClashPolicy policy) {
    return switch (policy) {
      case KEEP_BOTH -> "rename";
      case UPDATE -> "update";
      case SKIP -> "skip";
      case FAIL -> "fail";
    };
  }

  /** The word for a standing. */
  public static String word(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }

  /** The name of a stage. */
  public static String word(Stage stage) {
    return switch (stage) {
      case DISK_READ -> "diskRead";
      case HASH -> "hash";
      case NETWORK -> "network";
      case DISK_WRITE -> "diskWrite";
    };
  }

  /** The direction with this word. */
  public static Direction direction(String word) throws MalformedException {
    return find(Direction.values(), EventWords::word, word, "direction");
  }

  /** The policy with this word. */
  public static ClashPolicy clash(String word) throws MalformedException {
    return find(ClashPolicy.values(), EventWords::word, word, "policy for what exists");
  }

  static Standing standing(String word) throws MalformedException {
    return find(Standing.values(), EventWords::word, word, "standing");
  }

  static PeerProtocol protocol(String word) throws MalformedException {
    return find(PeerProtocol.values(), PeerProtocol::word, word, "protocol");
  }

  static Problem problem(String word) throws MalformedException {
    return find(Problem.values(), Problem::slug, word, "problem");
  }

  private static <T> T find(T[] values, Function<T, String> words, String word, String what)
      throws MalformedException {
    return Arrays.stream(values)
        .filter(value -> words.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() -> new MalformedException("no such " + what));
  }
}
