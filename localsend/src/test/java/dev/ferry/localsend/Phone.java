package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An app: it sends the requests that the apps send, byte by byte, or what a test says instead. */
final class Phone {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final InetSocketAddress at;
  private final ThrowawayIdentity identity;
  private final String fingerprint;
  private String alias = "Nice Orange";
  private String version = "2.1";
  private int port = 53317;

  Phone(InetSocketAddress at, ThrowawayIdentity identity) {
    this.at = at;
    this.identity = identity;
    this.fingerprint = identity.fingerprint().toUpperCase(Locale.ROOT);
  }

  Phone alias(String name) {
    this.alias = name;
    return this;
  }

  Phone version(String says) {
    this.version = says;
    return this;
  }

  Phone port(int announced) {
    this.port = announced;
    return this;
  }

  RawConnection connect() throws IOException {
    return ScriptedPeer.connect(identity, at, LIMIT);
  }

  /** What it says of itself. */
  String info() {
    return """
    {"alias":"%s","version":"%s","deviceModel":"Samsung","deviceType":"mobile",\
    "fingerprint":"%s","port":%d,"protocol":"https","download":false}\
    """
        .formatted(alias, version, fingerprint, port);
  }

  static String post(String path, long length) {
    return "POST /api/localsend/v2/"
        + path
        + " HTTP/1.1\r\nhost: 192.168.1.2:53317\r\ncontent-type: application/json\r\n"
        + "content-length: "
        + length
        + "\r\n\r\n";
  }

  RawConnection.Message request(String head, byte[] body) throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head);
      connection.send(body);
      return connection.readMessage();
    }
  }

  RawConnection.Message post(String path, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    return request(post(path, bytes.length), bytes);
  }

  RawConnection.Message get(String path) throws IOException {
    return request("GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n", new byte[0]);
  }

  static String file(String id, String name, long size) {
    return file(id, name, size, "");
  }

  /** More members begin with a comma. */
  static String file(String id, String name, long size, String more) {
    return """
    "%s":{"id":"%s","fileName":"%s","size":%d,"fileType":"application/octet-stream"%s}\
    """
        .formatted(id, id, name, size, more);
  }

  /** The body of a prepare for these files. */
  String offer(String... files) {
    return "{\"info\":" + info() + ",\"files\":{" + String.join(",", files) + "}}";
  }

  RawConnection.Message prepare(String... files) throws IOException {
    return post("prepare-upload", offer(files));
  }

  /** What a prepare was answered with. */
  static final class Session {
    private final PrepareReply reply;

    Session(RawConnection.Message answer) throws IOException {
      if (answer.status() != 200) {
        throw new AssertionError(answer.head() + answer.text());
      }
      this.reply = PrepareReply.read(StrictJson.parseBody(answer.body()));
    }

    String id() {
      return reply.sessionId();
    }

    List<String> files() {
      return new ArrayList<>(reply.tokens().keySet());
    }

    @Nullable String token(String file) {
      return reply.tokens().get(file);
    }

    String upload(String file) {
      return "upload?sessionId=" + id() + "&fileId=" + file + "&token=" + token(file);
    }
  }

  Session open(String... files) throws IOException {
    return new Session(prepare(files));
  }

  /** As app 1.17: with Content-Length. */
  RawConnection.Message upload(Session session, String file, byte[] content) throws IOException {
    return request(post(session.upload(file), content.length), content);
  }

  /** As app 1.18: in chunks of 512 KiB, without Content-Length. */
  RawConnection.Message uploadChunked(Session session, String file, byte[] content)
      throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(
          post(session.upload(file), 0).replace("content-length: 0", "transfer-encoding: chunked"));
      for (int at = 0; at < content.length; at += 512 << 10) {
        int end = Math.min(content.length, at + (512 << 10));
        connection.sendChunk(java.util.Arrays.copyOfRange(content, at, end));
      }
      connection.sendChunk(new byte[0]);
      return connection.readMessage();
    }
  }

  RawConnection.Message cancel(String query) throws IOException {
    return post("cancel" + query, "");
  }

  static String message(RawConnection.Message answer) throws IOException {
    Fields fields = StrictJson.parseBody(answer.body());
    return fields.text("message");
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
