package dev.ferry.peer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that a {@link Checkup} has found out. Immutable.
 *
 * @param topic what it is about
 * @param level how it is
 * @param text what was found, a sentence without its full stop; names and paths in it come from
 *     elsewhere and are not escaped
 * @param advice what to do, likewise; empty if nothing is to be done. Commands of Ferry in it begin
 *     with {@code ferry}
 * @param numbers what was measured, by name: bytes, bytes a second, seconds, counts; may be empty
 */
public record Finding(
    Topic topic, Level level, String text, String advice, Map<String, Long> numbers) {
  /** How it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Worth knowing, or not to be known from here. */
    NOTE,
    /** Something does not work. */
    PROBLEM;

    /** For people and programs. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is looked at. */
  public enum Topic {
    /** Ferry itself and what it runs on. */
    PROGRAM,
    /** The home folder and what is kept in it. */
    HOME,
    /** Where received files land. */
    INBOX,
    /** The addresses of this machine, and who can use them. */
    ADDRESS,
    /** The ports others come to. */
    PORT,
    /** How others are found. */
    MULTICAST,
    /** Who was found. */
    NEAR,
    /** What may keep others out. */
    FIREWALL,
    /** What time it is here. */
    CLOCK,
    /** What the system allows. */
    LIMITS,
    /** What shows all this. */
    TERMINAL;

    /** For people and programs. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes a copy, in the same order. */
  public Finding {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** As it should be. */
  public static Finding ok(Topic topic, String text) {
    return new Finding(topic, Level.OK, text, "", Map.of());
  }

  /** Worth knowing. */
  public static Finding note(Topic topic, String text, String advice) {
    return new Finding(topic, Level.NOTE, text, advice, Map.of());
  }

  /** Something does not work. */
  public static Finding problem(Topic topic, String text, String advice) {
    return new Finding(topic, Level.PROBLEM, text, advice, Map.of());
  }

  /**
   * Something does not work, and whoever says so says what to do, too: {@code what is wrong: what
   * to do}.
   */
  static Finding problem(Topic topic, String sentence) {
    String whole = sentence.strip().replaceFirst("\\.$", "");
    int colon = whole.lastIndexOf(": ");
    return colon < 0
        ? problem(topic, whole, "")
        : problem(topic, whole.substring(0, colon), whole.substring(colon + 2));
  }

  /** The same with something to do. */
  Finding advising(String what) {
    return new Finding(topic, level, text, what, numbers);
  }

  /** The same with one more number. */
  Finding with(String name, long number) {
    Map<String, Long> more = new LinkedHashMap<>(numbers);
    more.put(name, number);
    return new Finding(topic, level, text, advice, more);
  }
}
