package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A script that asks the page API of a running peer, as its page does. For one thread. */
final class PageScript implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String origin;
  private final String token;

  /** Of the peer that runs in {@code home}, and has its page at this port. */
  PageScript(Path home, String port) throws IOException {
    this.origin = "http://127.0.0.1:" + port;
    this.token = Files.readString(home.resolve("api-token")).strip();
  }

  /** What is there. */
  String get(String path) throws IOException, InterruptedException {
    return ask(request(path).GET(), 200);
  }

  /** Asks for something, which must go well. */
  String post(String path, String json, int status) throws IOException, InterruptedException {
    return ask(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)),
        status);
  }

  void delete(String path) throws IOException, InterruptedException {
    ask(request(path).DELETE(), 204);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path))
        .timeout(SOON)
        .header("Authorization", "Bearer " + token)
        .header("Ferry", "1");
  }

  private String ask(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  /** Waits until the expression is found in what is there. */
  Matcher await(String path, String expression) {
    Pattern pattern = Pattern.compile(expression);
    AtomicReference<Matcher> found = new AtomicReference<>();
    Matcher none = pattern.matcher("");
    found.set(none);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> {
          Matcher matcher = pattern.matcher(get(path));
          if (matcher.find()) {
            found.set(matcher);
          }
          return !found.get().equals(none);
        });
    return found.get();
  }

  @Override
  public void close() {
    client.close();
  }
}
