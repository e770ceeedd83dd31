package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app of LocalSend that has switched encryption off, and takes one file. */
final class PlainDevice implements AutoCloseable {
  private static final String API = "/api/localsend/v2/";
  private static final Pattern ID = Pattern.compile("\"id\" *: *\"([^\"]+)\"");

  private final HttpServer server;
  private final AtomicInteger offers = new AtomicInteger();
  private final AtomicReference<String> uploaded = new AtomicReference<>("");

  PlainDevice() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        API + "info",
        exchange ->
            answer(
                exchange,
                "{\"alias\":\"Old phone\",\"version\":\"2.1\",\"deviceModel\":null,"
                    + "\"deviceType\":\"mobile\",\"fingerprint\":\"old\",\"download\":false}"));
    server.createContext(API + "prepare-upload", this::prepare);
    server.createContext(
        API + "upload",
        exchange -> {
          uploaded.set(read(exchange));
          answer(exchange, "");
        });
    server.start();
  }

  private void prepare(HttpExchange exchange) throws IOException {
    offers.incrementAndGet();
    Matcher id = ID.matcher(read(exchange));
    answer(
        exchange,
        id.find() ? "{\"sessionId\":\"s\",\"files\":{\"" + id.group(1) + "\":\"t\"}}" : "{}");
  }

  private static String read(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Where it is, without saying that it does not encrypt. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many offers came. */
  int offers() {
    return offers.get();
  }

  /** What was uploaded last. */
  String uploaded() {
    return uploaded.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
