package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Exchange;
import dev.ferry.http.TooLongException;
import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a route: what was asked, and how to answer. For one thread. */
final class ApiCall {
  /** The longest body of JSON. */
  static final int MOST_JSON = 1 << 20;

  private static final int MOST_VALUES = 100_000;

  /** The longest body of JSON that names files one by one: some 300,000 of them. */
  private static final int MOST_LONG_JSON = 32 << 20;

  private static final int MOST_LONG_VALUES = 2_000_000;
  private static final long LONGEST_DRAIN = 2_000_000_000L;
  private static final String JSON = "application/json";

  private final Exchange exchange;
  private final Map<String, String> parts;

  ApiCall(Exchange exchange, Map<String, String> parts) {
    this.exchange = exchange;
    this.parts = parts;
  }

  /** The request and its answer themselves, for what is no JSON. */
  public Exchange exchange() {
    return exchange;
  }

  /** What stands in the path where its template has <code>{name}</code>, decoded. */
  public String part(String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("the template has no {" + name + "}");
    }
    return part;
  }

  /** The id of a transfer in the path. */
  TransferId transfer() throws ProblemException {
    String text = part("transfer");
    if (!TransferId.isValid(text)) {
      throw new ProblemException(Problem.NOT_FOUND, "\"" + text + "\" is no id of a transfer");
    }
    return new TransferId(text);
  }

  /** A parameter of the query, decoded; null if it is missing or empty. */
  public @Nullable String query(String name) {
    String value = exchange.parameter(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** A number in the query from {@code least} to {@code most}. */
  int number(String name, int least, int most, int absent) throws ProblemException {
    String value = query(name);
    if (value == null) {
      return absent;
    }
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new ProblemException(
        Problem.BAD_REQUEST, name + " should be a number from " + least + " to " + most);
  }

  /** The body, one JSON object. Blocks until it is there. */
  public Fields body() throws IOException {
    try (InputStream in = exchange.body(MOST_JSON)) {
      return StrictJson.parseBody(in.readAllBytes(), MOST_VALUES);
    }
  }

  /**
   * The body where it names files one by one. Blocks until it is there.
   *
   * @param advice a sentence for a person, if it is longer than is taken
   */
  Fields longBody(String advice) throws IOException {
    try (InputStream in = exchange.body(MOST_LONG_JSON)) {
      return StrictJson.parseBody(in.readAllBytes(), MOST_LONG_VALUES);
    } catch (TooLongException e) {
      throw new ProblemException(Problem.BAD_REQUEST, 413, advice);
    }
  }

  /** Answers that it went well, with an object. */
  public void ok(JsonLine object) {
    send(200, object);
  }

  /** Answers that something was made. */
  public void created(JsonLine object) {
    send(201, object);
  }

  /** Answers that something was begun, which goes on by itself. */
  public void begun(JsonLine object) {
    send(202, object);
  }

  /** Answers that it went well and nothing is to be said. */
  public void nothing() {
    drain();
    exchange.sendEmpty(204);
  }

  /** An asker that is answered while it still sends may find the connection closed. */
  private void drain() {
    exchange.drain(MOST_JSON, LONGEST_DRAIN);
  }

  private void send(int status, JsonLine object) {
    drain();
    exchange.send(status, JSON, object.toString().getBytes(UTF_8));
  }
}
