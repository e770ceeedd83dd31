package dev.ferry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ferry up} with a link for guests that gives and takes files: what people with a browser
 * use. The clients are curl, and {@link GuestUpload}.
 */
final class GuestPage implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("\"urls\":\\[\"([^\"]+)\"");

  private final Path ferry;
  private final Path work;
  private final Path out;
  private @Nullable ServerProcess peer;
  private @Nullable String link;
  private @Nullable String encrypted;
  private String api = "";
  private String owner = "";

  /**
   * Not started yet.
   *
   * @param ferry the launcher
   * @param work holds the home and the log
   * @param out where what guests send arrives
   */
  GuestPage(Path ferry, Path work, Path out) {
    this.ferry = ferry;
    this.work = work;
    this.out = out;
  }

  /** Opens a link for a file, and one over HTTPS. */
  void start(Path shared) throws IOException {
    Files.createDirectories(work);
    int port = ServerProcess.freePort();
    peer =
        ServerProcess.start(
            work.resolve("page.log"),
            port,
            ferry.toString(),
            "up",
            "--home",
            work.resolve("home").toString(),
            "--into",
            out.toString(),
            "--no-open",
            "--no-announce",
            "--address",
            "127.0.0.1",
            "--port",
            Integer.toString(ServerProcess.freePort()),
            "--page-port",
            Integer.toString(port));
    api = "http://127.0.0.1:" + port + "/api/v1";
    String token = Files.readString(work.resolve("home/api-token")).strip();
    owner = "Authorization: Bearer " + token + "\r\nFerry: 1\r\nContent-Type: application/json\r\n";
    link = open(shared, false);
    encrypted = open(shared, true);
  }

  private String open(Path shared, boolean https) throws IOException {
    String made =
        PlainHttp.ask(
            "POST",
            URI.create(api + "/links"),
            owner,
            "{\"upload\":true,\"https\":%s,\"paths\":[\"%s\"]}"
                .formatted(https, shared.toAbsolutePath()));
    Matcher url = URL.matcher(made);
    if (!url.find()) {
      throw new IOException("no link: " + made);
    }
    return url.group(1);
  }

  /** What a guest does to get the file. */
  List<String> download(Path source, Path into) {
    return curl(Objects.requireNonNull(link), source, into);
  }

  /** The same over HTTPS, whatever the certificate. */
  List<String> downloadEncrypted(Path source, Path into) {
    return curl(Objects.requireNonNull(encrypted), source, into);
  }

  private static List<String> curl(String at, Path source, Path into) {
    String name = String.valueOf(source.getFileName());
    return List.of(
        "curl", "-s", "-f", "-k", "-o", into.resolve(name).toString(), at + "/files/" + name);
  }

  /** What a guest's page does to send it. */
  List<String> upload(Path source) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        GuestUpload.class.getName(),
        Objects.requireNonNull(link),
        api,
        owner.replace("\r\n", "\\n"),
        source.toString());
  }

  /** The running peer. */
  List<ServerProcess> servers() {
    return peer == null ? List.of() : List.of(peer);
  }

  @Override
  public void close() {
    if (peer != null) {
      peer.close();
    }
  }
}
