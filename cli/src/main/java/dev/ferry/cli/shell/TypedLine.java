package dev.ferry.cli.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** How a line is looked at while it is typed: quotes and backslashes as {@link Words} has them. */
final class TypedLine extends DefaultParser {
  TypedLine() {
    setEofOnUnclosedQuote(false);
    setEofOnEscapedNewLine(false);
    setEscapeChars(new char[] {'\\'});
    setQuoteChars(new char[] {'\'', '"'});
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    ParsedLine parsed = super.parse(line, cursor, context);
    return parsed instanceof CompletingParsedLine typed ? new Completed(typed) : parsed;
  }

  /**
   * A line whose completed word is one word to {@link Words}, whoever chose the name. JLine takes
   * quotes in a name for quotes, and leaves the blanks between them as they are: a name could bring
   * options with it.
   */
  private record Completed(CompletingParsedLine typed) implements CompletingParsedLine {
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      String name = candidate.toString();
      return switch (quote()) {
        case '\'' -> "'" + name.replace("'", "'\\''") + (complete ? "'" : "");
        case '"' -> "\"" + name.replaceAll("[\"\\\\$`]", "\\\\$0") + (complete ? "\"" : "");
        default -> name.replaceAll("[\\s'\"\\\\*?]|^#", "\\\\$0");
      };
    }

    private char quote() {
      int begin = typed.cursor() - typed.rawWordCursor();
      return typed.rawWordLength() == 0 ? ' ' : typed.line().charAt(begin);
    }

    @Override
    public int rawWordCursor() {
      return typed.rawWordCursor();
    }

    @Override
    public int rawWordLength() {
      return typed.rawWordLength();
    }

    @Override
    public String word() {
      return typed.word();
    }

    @Override
    public int wordCursor() {
      return typed.wordCursor();
    }

    @Override
    public int wordIndex() {
      return typed.wordIndex();
    }

    @Override
    public List<String> words() {
      return typed.words();
    }

    @Override
    public String line() {
      return typed.line();
    }

    @Override
    public int cursor() {
      return typed.cursor();
    }
  }
}
