package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Endpoint;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import java.io.EOFException;
import java.time.Duration;
import java.util.function.Function;

/** What servers answer that are no Ferry, or do not keep to the protocol. */
final class HostileAnswers {
  private HostileAnswers() {}

  static final Duration LIMIT = Duration.ofSeconds(20);

  static final ThrowawayIdentity MALLORY = ThrowawayIdentity.make();

  static final String INFO = "{\"ferry\":1,\"alias\":\"Mallory\"}\n";

  static final String GO =
      "{\"accepted\":{\"runs\":[[0,2]]}}\n{\"missing\":[[0,1000]]}\n{\"go\":{\"length\":1000}}\n";

  static final String SHARE = "mfrggzdfmztwq2lknnwg23tpoa";

  static Endpoint at(int port) {
    return new Endpoint("127.0.0.1", port, null);
  }

  /** Answers each request with what {@code answers} says about its first line. */
  static ScriptedPeer.Script answering(Function<String, String> answers) {
    return connection -> {
      while (true) {
        RawConnection.Message request;
        try {
          request = connection.readMessage();
        } catch (EOFException e) {
          return;
        }
        connection.send(answers.apply(request.head().lines().findFirst().orElse("")));
      }
    };
  }

  static String ok(String type, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  static String reply(String body) {
    return ok("application/x-ndjson", body);
  }

  static String answer(String line, String toOffer, String toPut, String toSeal) {
    if (line.startsWith("GET /ferry/v1/info ")) {
      return ok("application/json", INFO);
    } else if (line.startsWith("POST /ferry/v1/offers ")) {
      return toOffer;
    } else if (line.startsWith("PUT ")) {
      return toPut;
    } else if (line.contains("/seal ")) {
      return toSeal;
    }
    return reply(GO);
  }

  static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

  static final String RECEIPT =
      "{\"files\":1,\"bytes\":1000,\"same\":0,\"skipped\":0,\"refused\":0,\"beside\":[],"
          + "\"withdrawnFiles\":0,\"withdrawn\":[],\"waited\":{}}";

  static final String FILES =
      "{\"p\":\"a\",\"s\":10,\"t\":\"0\"}\n{\"end\":{\"entries\":1,\"files\":1,\"bytes\":10}}\n";

  static String selected(String line, String payload, String hashes) {
    if (line.contains("/selections ")) {
      String body = "{\"selection\":\"selectionexample234567abcd\",\"length\":10}\n";
      return ok("application/json", body).replace("200 OK", "201 Created");
    }
    return line.contains("/payload?") ? payload : hashes;
  }

  static String part(String range, String bytes) {
    return "HTTP/1.1 206 Partial Content\r\nContent-Range: "
        + range
        + "\r\nContent-Length: "
        + bytes.length()
        + "\r\n\r\n"
        + bytes;
  }
}
