package dev.ferry.testkit;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One name of the corpus of hostile names ({@code names.jsonl}): every place where Ferry takes a
 * name from a peer must take all of them.
 *
 * @param name the path as a peer sends it, '/' between segments; may hold a lone surrogate
 * @param accepted whether it is a legal name on a POSIX system, kept exactly as sent; otherwise it
 *     must be refused
 * @param why what it tries
 */
public record CorpusName(String name, boolean accepted, String why) {

  /** The whole corpus, in the file's order. */
  public static List<CorpusName> all() {
    JsonType<Map<String, Object>> lines = Jsonb.builder().build().type(Object.class).map();
    return text()
        .lines()
        .filter(line -> !line.isBlank())
        .map(lines::fromJson)
        .map(CorpusName::of)
        .toList();
  }

  /** Those that are legal on POSIX. */
  public static List<CorpusName> legal() {
    return all().stream().filter(CorpusName::accepted).toList();
  }

  /** Those that must be refused. */
  public static List<CorpusName> illegal() {
    return all().stream().filter(name -> !name.accepted()).toList();
  }

  /** Short and printable: also the name of a parameterized test. */
  @Override
  public String toString() {
    String shown = Visible.of(name);
    return '"' + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown) + '"';
  }

  private static CorpusName of(Map<String, Object> line) {
    return new CorpusName(
        (String) Objects.requireNonNull(line.get("name")),
        "accept".equals(line.get("posix")),
        String.valueOf(line.get("why")));
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(
            CorpusName.class.getResourceAsStream("names.jsonl"), "names.jsonl is missing")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
