package dev.ferry.cli.shell;

import org.jline.reader.impl.DefaultParser;

/** How a line is looked at while it is typed: quotes and backslashes as {@link Words} has them. */
final class TypedLine extends DefaultParser {
  TypedLine() {
    setEofOnUnclosedQuote(false);
    setEofOnEscapedNewLine(false);
    setEscapeChars(new char[] {'\\'});
    setQuoteChars(new char[] {'\'', '"'});
  }
}
