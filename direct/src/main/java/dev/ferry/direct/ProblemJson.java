package dev.ferry.direct;

import dev.ferry.http.ProblemStatus;
import dev.ferry.identity.DisplayName;
import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import io.avaje.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A problem on the wire, {@code application/problem+json} of RFC 9457, which exceptions become and
 * are made of. The {@code type} is {@code urn:ferry:problem:} and the problem's slug; {@code
 * detail} is the sentence for a person.
 *
 * @param problem which one
 * @param status the HTTP status that goes with it
 * @param detail a sentence, not escaped
 */
record ProblemJson(Problem problem, int status, String detail) {
  private static final String URN = "urn:ferry:problem:";
  private static final int MAX_DETAIL = 1000;

  /** Made of a problem in general, with its usual status. */
  static ProblemJson of(Problem problem, String detail) {
    return new ProblemJson(problem, ProblemStatus.of(problem), detail);
  }

  /** What {@code failure} says. */
  static ProblemJson of(TransferException failure) {
    return of(failure.problem(), String.valueOf(failure.getMessage()));
  }

  /** The exception it stands for on the side that was told. */
  TransferException toException() {
    String told = DisplayName.escape(detail, MAX_DETAIL);
    return new TransferException(problem, told.isEmpty() ? "status " + status : told);
  }

  /** Writes the object. */
  void write(JsonWriter json) {
    json.beginObject();
    json.name("type");
    json.value(URN + problem.slug());
    json.name("title");
    json.value(problem.slug().replace('-', ' '));
    json.name("status");
    json.value(status);
    json.name("detail");
    json.value(detail);
    json.endObject();
  }

  /** The object as a whole body. */
  byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (LineWriter out = new LineWriter(body)) {
      out.write(this::write);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.toByteArray();
  }

  /** The sentence alone, as a line of text. */
  byte[] sentence() {
    return (DisplayName.escape(detail, MAX_DETAIL) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the object; a type that is not known here counts as what its status means. */
  static ProblemJson read(Fields fields) throws MalformedException {
    int status = (int) Math.min(fields.count("status"), 599);
    String type = fields.text("type");
    String slug = type.startsWith(URN) ? type.substring(URN.length()) : "";
    String detail = fields.optionalText("detail");
    return new ProblemJson(
        Problem.ofSlug(slug).orElseGet(() -> ProblemStatus.toProblem(status)),
        status,
        detail == null ? "" : detail);
  }
}
