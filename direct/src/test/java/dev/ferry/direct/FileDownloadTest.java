package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.http.Percent;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.ShareAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single files of a share, as curl and browsers ask for them. */
@Timeout(60)
class FileDownloadTest {
  private static final ThrowawayIdentity BROWSER = ThrowawayIdentity.make();
  private static final String ID = "mfrggzdfmztwq2lknnwg23tpoa";

  @TempDir Path folder;
  private ServedPeer sharer;
  private Path tree;

  @BeforeEach
  void open() throws Exception {
    sharer = ServedPeer.open(folder.resolve("sharer"));
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .text("ten", "0123456789", "rw-r--r--")
            .file("empty", 0)
            .strangeNames("strange")
            .done();
    sharer.catalog().add(Shares.of(ID, new ShareAccess.Open(), folder.resolve("shares"), tree));
  }

  @AfterEach
  void close() {
    sharer.close();
  }

  private RawConnection.Message request(String method, String path, String... headers)
      throws IOException {
    try (RawConnection connection =
        ScriptedPeer.connect(BROWSER, sharer.address(), Duration.ofSeconds(20))) {
      connection.send(
          method
              + " /ferry/v1/shares/"
              + ID
              + "/files/"
              + path
              + " HTTP/1.1\r\nHost: x\r\n"
              + String.join("", headers)
              + "\r\n");
      return method.equals("HEAD") ? headOnly(connection) : connection.readMessage();
    }
  }

  /** An answer to HEAD has a length and no body: what follows is that of the next request. */
  private static RawConnection.Message headOnly(RawConnection connection) throws IOException {
    String head = connection.readHead();
    connection.send("GET /ferry/v1/info HTTP/1.1\r\nHost: x\r\n\r\n");
    RawConnection.Message next = connection.readMessage();
    assertThat(next.text()).contains("\"ferry\":1");
    assertThat(head).contains("Content-Length: 10").contains("200 OK");
    return next;
  }

  @Test
  void sendsAFileToBeStoredAndNotToBeShown() throws Exception {
    RawConnection.Message answer = request("GET", "tree/ten");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("0123456789");
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"ten\"; filename*=UTF-8''ten");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
  }

  @Test
  void sendsAnEmptyFileAndTheHeadOfOne() throws Exception {
    assertThat(request("GET", "tree/empty").body()).isEmpty();
    request("HEAD", "tree/ten");
  }

  @Test
  void sendsPartsOfAFile() throws Exception {
    RawConnection.Message part = request("GET", "tree/ten", "Range: bytes=3-5\r\n");
    RawConnection.Message end = request("GET", "tree/ten", "Range: bytes=-2\r\n");
    RawConnection.Message none = request("GET", "tree/ten", "Range: bytes=10-\r\n");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("345");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 3-5/10");
    assertThat(end.text()).isEqualTo("89");
    assertThat(none.status()).isEqualTo(416);
    assertThat(none.header("Content-Range")).isEqualTo("bytes */10");
  }

  @Test
  void honoursWhatABrowserHasAlready() throws Exception {
    String etag = request("GET", "tree/ten").header("ETag");

    assertThat(request("GET", "tree/ten", "If-None-Match: " + etag + "\r\n").head())
        .startsWith("HTTP/1.1 304");
    assertThat(
            request("GET", "tree/ten", "Range: bytes=0-0\r\n", "If-Range: " + etag + "\r\n").text())
        .isEqualTo("0");
    assertThat(request("GET", "tree/ten", "Range: bytes=0-0\r\n", "If-Range: \"old\"\r\n").text())
        .isEqualTo("0123456789");
  }

  @Test
  void sendsFilesOfEveryName() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(tree.resolve("strange"))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(10);
    for (Path file : files) {
      String path = String.valueOf(folder.relativize(file));
      RawConnection.Message answer = request("GET", Percent.encodePath(path));
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void sendsNothingThatIsNotSharedOrHasChanged() throws Exception {
    Files.writeString(tree.resolve("ten"), "more", StandardOpenOption.APPEND);

    for (String path :
        List.of("tree/ten", "tree", "tree/other", "../../etc/passwd", "%2e%2e/x", "tree%2Ften/")) {
      assertThat(request("GET", path).status()).as(path).isBetween(400, 404);
    }
    assertThat(new String(request("GET", "tree/ten").body(), UTF_8)).doesNotContain("0123");
  }
}
