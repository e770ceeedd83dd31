package dev.ferry.preview;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what JSON is made of, from its tokens: the members of the outermost object or of the
 * objects in the outermost list, and what the lists among them hold. What lies deeper is only said
 * to be there. Not thread-safe.
 */
final class JsonShape {
  private static final int LEVELS = 3;
  private static final int MEMBERS = 12;

  private final Deque<Node> open = new ArrayDeque<>();
  private @Nullable Node root;
  private int passed;
  private String name = "";

  /** What was seen in one place. */
  private static final class Node {
    private String word = "";
    private final Map<String, Node> members = new LinkedHashMap<>();
    private boolean moreMembers;
    private @Nullable Node element;
    private long count;

    void is(String seen) {
      word = word.isEmpty() || word.equals(seen) || word.equals("null") ? seen : mixed(word, seen);
    }

    private static String mixed(String word, String seen) {
      return seen.equals("null") ? word : "mixed";
    }
  }

  /** Takes another token into account; {@code text} belongs to it. */
  void see(JsonTokens.Token token, String text) {
    switch (token) {
      case OBJECT -> begin("object");
      case ARRAY -> begin("list");
      case OBJECT_END, ARRAY_END -> end();
      case NAME -> name = text.substring(1, text.length() - 1);
      case TEXT -> scalar("text");
      case NUMBER -> scalar("number");
      case TRUE_FALSE -> scalar("true/false");
      case NULL -> scalar("null");
      case END, CUT, BROKEN -> {}
    }
  }

  private void begin(String word) {
    if (passed > 0 || open.size() >= LEVELS) {
      passed++;
      count();
      return;
    }
    Node node = place();
    if (node == null) {
      passed++;
      return;
    }
    node.is(word);
    open.push(node);
  }

  private void end() {
    if (passed > 0) {
      passed--;
    } else {
      open.poll();
    }
  }

  private void scalar(String word) {
    if (passed == 0) {
      Node node = place();
      if (node != null) {
        node.is(word);
      }
    }
  }

  private void count() {
    Node in = open.peek();
    if (passed == 1 && in != null) {
      in.count++;
    }
  }

  /** The node for a value that comes now; null if it is one member too many. */
  private @Nullable Node place() {
    Node in = open.peek();
    if (in == null) {
      Node node = root == null ? new Node() : root;
      root = node;
      return node;
    }
    in.count++;
    if (in.word.equals("list")) {
      Node element = in.element == null ? new Node() : in.element;
      in.element = element;
      return element;
    }
    if (!in.members.containsKey(name) && in.members.size() == MEMBERS) {
      in.moreMembers = true;
      return null;
    }
    return in.members.computeIfAbsent(name, key -> new Node());
  }

  /**
   * The shape on one line.
   *
   * @param whole whether all of it was seen
   */
  String line(boolean whole) {
    Node node = root;
    return node == null ? "" : show(node, 0, whole);
  }

  private static String show(Node node, int level, boolean whole) {
    return switch (node.word) {
      case "object" -> object(node, level, whole);
      case "list" -> list(node, level, whole);
      default -> node.word.isEmpty() ? "\u2026" : node.word;
    };
  }

  private static String object(Node node, int level, boolean whole) {
    if (level > 0) {
      return node.members.isEmpty() && node.count == 0 ? "{}" : "{\u2026}";
    }
    List<String> members = new ArrayList<>();
    node.members.forEach(
        (key, value) -> members.add("\"" + Words.cut(key, 40) + "\": " + show(value, 1, whole)));
    if (node.moreMembers) {
      members.add("\u2026");
    }
    return "{" + String.join(", ", members) + "}";
  }

  private static String list(Node node, int level, boolean whole) {
    Node element = node.element;
    if (node.count == 0) {
      return "[]";
    }
    String of = element == null ? "\u2026" : listed(element, level, whole);
    return String.format(Locale.ROOT, "[%,d%s \u00d7 %s]", node.count, whole ? "" : "+", of);
  }

  private static String listed(Node element, int level, boolean whole) {
    return switch (element.word) {
      case "list" -> "[\u2026]";
      case "object" -> object(element, level, whole);
      default -> element.word.isEmpty() ? "\u2026" : element.word;
    };
  }
}
