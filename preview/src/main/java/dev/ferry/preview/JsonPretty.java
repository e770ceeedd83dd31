package dev.ferry.preview;

import dev.ferry.preview.Json.Line;
import dev.ferry.preview.Json.Piece;
import dev.ferry.preview.Json.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the beginning of JSON for eyes, from its tokens: a value a line, short lists and objects
 * of plain values on one line, what is too deep as the number of its values. Not thread-safe.
 */
final class JsonPretty {
  private static final int INLINE = 72;

  private final int mostLines;
  private final int mostDepth;
  private final List<Draft> lines = new ArrayList<>();
  private final Deque<Box> boxes = new ArrayDeque<>();
  private List<Piece> name = List.of();
  private int tooDeep;
  private long left;
  private boolean whole = true;

  JsonPretty(int mostLines, int mostDepth) {
    this.mostLines = mostLines;
    this.mostDepth = mostDepth;
  }

  /** A line that may still get a comma. */
  private record Draft(int indent, List<Piece> pieces) {}

  /** An object or a list that is open. */
  private static final class Box {
    private final String close;
    private final List<Piece> opening;
    private final List<List<Piece>> waiting = new ArrayList<>();
    private final int indent;
    private boolean isOnLines;
    private @Nullable Draft last;
    private int length;

    Box(List<Piece> opening, String close, int indent) {
      this.opening = opening;
      this.close = close;
      this.indent = indent;
    }
  }

  /** Takes another token into account; {@code text} belongs to it. */
  void see(JsonTokens.Token token, String text) {
    if (isFull() && boxes.stream().allMatch(box -> box.isOnLines)) {
      whole = false;
      return;
    }
    switch (token) {
      case OBJECT -> open("{", "}");
      case ARRAY -> open("[", "]");
      case OBJECT_END, ARRAY_END -> close();
      case NAME -> name(text);
      case TEXT -> value(new Piece(Role.TEXT, text));
      case NUMBER -> value(new Piece(Role.NUMBER, text));
      case TRUE_FALSE, NULL -> value(new Piece(Role.WORD, text));
      case END -> {}
      case CUT, BROKEN -> cut();
    }
  }

  private void name(String text) {
    if (tooDeep == 0) {
      name = List.of(new Piece(Role.NAME, text), new Piece(Role.MARK, ": "));
    }
  }

  private void open(String mark, String end) {
    if (tooDeep > 0) {
      left += tooDeep == 1 ? 1 : 0;
      tooDeep++;
      return;
    }
    List<Piece> opening = named(new Piece(Role.MARK, mark));
    Box outer = boxes.peek();
    if (outer != null) {
      putOnLines(outer);
    }
    boxes.push(new Box(opening, end, boxes.size()));
    if (boxes.size() > mostDepth) {
      tooDeep = 1;
      left = 0;
    }
  }

  private void value(Piece piece) {
    if (tooDeep > 0) {
      left += tooDeep == 1 ? 1 : 0;
      return;
    }
    List<Piece> item = named(piece);
    Box box = boxes.peek();
    if (box == null) {
      add(0, item);
    } else {
      put(box, item);
    }
  }

  private List<Piece> named(Piece piece) {
    List<Piece> pieces = new ArrayList<>(name);
    name = List.of();
    pieces.add(piece);
    return pieces;
  }

  private void put(Box box, List<Piece> item) {
    if (box.isOnLines) {
      addTo(box, item);
      return;
    }
    box.waiting.add(item);
    box.length += length(item) + 2;
    if (box.length > INLINE) {
      putOnLines(box);
    }
  }

  private void putOnLines(Box box) {
    if (!box.isOnLines) {
      box.isOnLines = true;
      if (!isLineOfOuter(box)) {
        add(box.indent, box.opening);
      }
      box.waiting.forEach(item -> addTo(box, item));
      box.waiting.clear();
    }
  }

  /** Puts the opening mark of a box on a line of the box around it. */
  private boolean isLineOfOuter(Box box) {
    Box outer = around(box);
    if (outer == null) {
      return false;
    }
    addTo(outer, box.opening);
    return true;
  }

  private @Nullable Box around(Box box) {
    Box outer = null;
    for (Box each : boxes) {
      if (outer == null && each.indent < box.indent) {
        outer = each;
      }
    }
    return outer;
  }

  private void addTo(Box box, List<Piece> item) {
    Draft previous = box.last;
    if (previous != null) {
      previous.pieces().add(new Piece(Role.MARK, ","));
    }
    box.last = add(box.indent + 1, item);
  }

  private @Nullable Draft add(int indent, List<Piece> pieces) {
    if (isFull()) {
      whole = false;
      return null;
    }
    Draft draft = new Draft(indent, new ArrayList<>(pieces));
    lines.add(draft);
    return draft;
  }

  private void close() {
    if (tooDeep > 1) {
      tooDeep--;
      return;
    }
    Box box = boxes.pop();
    if (tooDeep == 1) {
      tooDeep = 0;
      String values = String.format(Locale.ROOT, "%,d value%s", left, left == 1 ? "" : "s");
      box.waiting.clear();
      if (left > 0) {
        box.waiting.add(List.of(new Piece(Role.CUT, "\u2026 " + values)));
        whole = false;
      }
    }
    if (box.isOnLines) {
      closeOnLines(box);
    } else {
      closeInline(box);
    }
  }

  /** The end stands below its beginning, and the comma behind it. */
  private void closeOnLines(Box box) {
    Draft end = add(box.indent, List.of(new Piece(Role.MARK, box.close)));
    Box outer = boxes.peek();
    if (outer != null) {
      outer.last = end;
    }
  }

  private void closeInline(Box box) {
    List<Piece> line = new ArrayList<>(box.opening);
    for (int i = 0; i < box.waiting.size(); i++) {
      if (i > 0) {
        line.add(new Piece(Role.MARK, ", "));
      }
      line.addAll(box.waiting.get(i));
    }
    line.add(new Piece(Role.MARK, box.close));
    Box outer = boxes.peek();
    if (outer == null) {
      add(0, line);
    } else {
      put(outer, line);
    }
  }

  private void cut() {
    whole = false;
    for (Box box : boxes.reversed()) {
      putOnLines(box);
    }
    add(boxes.size(), List.of(new Piece(Role.CUT, "\u2026")));
    boxes.clear();
  }

  private boolean isFull() {
    return lines.size() >= mostLines;
  }

  private static int length(List<Piece> pieces) {
    return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
  }

  /** Whether the lines are all there is. */
  boolean isWhole() {
    return whole;
  }

  /** The lines. */
  List<Line> lines() {
    return lines.stream().map(draft -> new Line(draft.indent(), draft.pieces())).toList();
  }
}
