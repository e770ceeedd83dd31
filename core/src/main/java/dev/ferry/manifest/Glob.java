package dev.ferry.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The pattern of one path segment, as git's wildmatch reads it: {@code *}, {@code ?}, {@code
 * [a-z]}, {@code [!a]}, {@code [[:digit:]]}, {@code \} before what shall be itself. Other than in
 * git, {@code ?} and brackets match characters, not bytes. Immutable.
 *
 * @param tokens what has to come, in order
 */
record Glob(List<Token> tokens) {
  /** What a piece of the pattern matches. */
  sealed interface Token {
    /** One character that passes the test. */
    record One(IntPredicate test) implements Token {}

    /** Any number of any characters. */
    record Run() implements Token {}
  }

  /** Matches nothing: what git makes of a pattern that is not complete. */
  private static final Glob NEVER = new Glob(List.of(new Token.One(c -> false)));

  /** Reads a pattern without slashes. */
  static Glob of(String pattern) {
    List<Token> tokens = new ArrayList<>();
    int[] text = pattern.codePoints().toArray();
    for (int i = 0; i < text.length; i++) {
      switch (text[i]) {
        case '*' -> tokens.add(new Token.Run());
        case '?' -> tokens.add(new Token.One(c -> true));
        case '[' -> {
          GlobBracket bracket = GlobBracket.read(text, i);
          if (bracket == null) {
            return NEVER;
          }
          tokens.add(new Token.One(bracket.test()));
          i = bracket.end();
        }
        case '\\' -> {
          if (++i == text.length) {
            return NEVER;
          }
          tokens.add(literal(text[i]));
        }
        default -> tokens.add(literal(text[i]));
      }
    }
    return new Glob(List.copyOf(tokens));
  }

  private static Token literal(int character) {
    return new Token.One(c -> c == character);
  }

  /** Whether the whole segment matches; takes at most its length times that of the pattern. */
  boolean matches(String segment) {
    int[] text = segment.codePoints().toArray();
    int at = 0;
    int token = 0;
    int runToken = -1;
    int runEnd = 0;
    while (at < text.length) {
      if (token < tokens.size() && tokens.get(token) instanceof Token.Run) {
        runToken = token++;
        runEnd = at;
      } else if (token < tokens.size()
          && tokens.get(token) instanceof Token.One(IntPredicate test)
          && test.test(text[at])) {
        token++;
        at++;
      } else if (runToken >= 0) {
        token = runToken + 1;
        at = ++runEnd;
      } else {
        return false;
      }
    }
    return tokens.subList(token, tokens.size()).stream().allMatch(Token.Run.class::isInstance);
  }
}
