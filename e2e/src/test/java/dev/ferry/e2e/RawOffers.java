package dev.ferry.e2e;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Offers written by hand, as a hostile sender would, in the lines of docs/protocol.md. */
final class RawOffers {

  static final String TIME = "1700000000.0";

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final ThrowawayIdentity identity;
  private final int port;
  private final SplittableRandom random = new SplittableRandom();

  RawOffers(ThrowawayIdentity identity, int port) {
    this.identity = identity;
    this.port = port;
  }

  /** A connection as this peer. */
  RawConnection connect() throws IOException {
    return ScriptedPeer.connect(
        identity, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT);
  }

  /** The first line of an offer. */
  String header(String alias, String title) {
    return """
    {"ferry":1,"transfer":"%s","alias":%s,"title":%s,"clash":"keep-both"}\
    """
        .formatted(id(), quote(alias), quote(title));
  }

  /** An empty file. */
  static String file(String path) {
    return "{\"p\":%s,\"s\":0,\"t\":\"%s\",\"m\":\"644\"}".formatted(quote(path), TIME);
  }

  /** A folder. */
  static String folder(String path) {
    return "{\"p\":%s,\"k\":\"dir\",\"t\":\"%s\",\"m\":\"755\"}".formatted(quote(path), TIME);
  }

  /** A link. */
  static String link(String path, String target) {
    return "{\"p\":%s,\"k\":\"link\",\"to\":%s,\"t\":\"%s\"}"
        .formatted(quote(path), quote(target), TIME);
  }

  /** The last line of an offer. */
  static String end(int entries, int files) {
    return "{\"end\":{\"entries\":%d,\"files\":%d,\"bytes\":0}}".formatted(entries, files);
  }

  /** Posts these lines as one offer and reads the whole answer. */
  RawConnection.Message post(List<String> lines) throws IOException {
    byte[] body = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try (RawConnection connection = connect()) {
      connection.sendMessage(
          body,
          "POST /ferry/v1/offers HTTP/1.1",
          "Host: peer.ferry",
          "Content-Type: application/x-ndjson",
          "Content-Length: " + body.length);
      return connection.readMessage();
    }
  }

  /** Offers one entry, with the folders above it, and the right last line. */
  RawConnection.Message offer(String alias, List<String> entries, int files) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(header(alias, "title"));
    lines.addAll(entries);
    lines.add(end(entries.size(), files));
    return post(lines);
  }

  /** JSON with everything outside of ASCII escaped: also what UTF-8 cannot say. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private String id() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return id + "a";
  }
}
