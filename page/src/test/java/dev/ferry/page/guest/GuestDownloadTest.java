package dev.ferry.page.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a guest sees and downloads. */
@Timeout(60)
class GuestDownloadTest {
  @TempDir private Path folder;
  private GuestHost host;
  private Path tree;
  private GuestLink link;

  @BeforeEach
  void open() throws Exception {
    host = new GuestHost(folder);
    tree =
        new TreeMaker(folder.resolve("tree"), Seeds.fresh("a guest's tree"))
            .text("ten", "0123456789", "rw-r--r--")
            .file("sub/deep/big", 3 << 20)
            .file("sub/empty", 0)
            .strangeNames("strange")
            .done();
    link = host.links().create(LinkOptions.download(tree));
  }

  @AfterEach
  void close() throws Exception {
    host.close();
  }

  @Test
  void aFileIsStoredAndNeverShown() throws Exception {
    RawConnection.Message answer = host.get(link, "files/tree/ten");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("0123456789");
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Disposition")).startsWith("attachment; filename=\"ten\"");
    assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void partsAreGivenUnlessTheFileIsAnotherByNow() throws Exception {
    RawConnection.Message part = host.get(link, "files/tree/ten", "Range: bytes=3-5");
    String etag = part.header("ETag");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("345");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 3-5/10");
    assertThat(host.get(link, "files/tree/ten", "Range: bytes=9-", "If-Range: " + etag).text())
        .isEqualTo("9");
    assertThat(host.get(link, "files/tree/ten", "Range: bytes=9-", "If-Range: \"old\"").text())
        .isEqualTo("0123456789");
    assertThat(host.get(link, "files/tree/ten", "Range: bytes=10-").status()).isEqualTo(416);
  }

  @Test
  void filesOfEveryNameAreGiven() throws Exception {
    try (Stream<Path> all = Files.walk(tree.resolve("strange"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = String.valueOf(folder.relativize(file));
        RawConnection.Message answer = host.get(link, "files/" + GuestHost.encoded(path));
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).isEqualTo(Files.readAllBytes(file));
      }
    }
  }

  @Test
  void nothingBesideWhatIsSharedIsGiven() throws Exception {
    Files.writeString(folder.resolve("secret"), "secret");
    for (String path :
        List.of("tree", "secret", "../secret", "tree/%2e%2e/secret", "tree/..%2fsecret", "%00")) {
      RawConnection.Message answer = host.get(link, "files/" + path);
      assertThat(answer.status()).as(path).isBetween(400, 404);
      assertThat(answer.text()).doesNotContain("secret\"");
    }
    assertThat(host.get(link, "zip?path=secret").status()).isEqualTo(404);
  }

  @Test
  void aFolderIsListedLevelByLevel() throws Exception {
    assertThat(host.get(link, "entries").text())
        .isEqualTo("{\"entries\":[" + entry("tree", "") + "],\"more\":false}");
    String level = host.get(link, "entries?path=tree").text();
    assertThat(level).contains("\"name\":\"sub\",\"kind\":\"folder\"").doesNotContain("deep");
    assertThat(host.get(link, "entries?path=tree&after=sub").text())
        .contains("\"name\":\"ten\",\"kind\":\"file\",\"size\":10")
        .doesNotContain("\"sub\"");
  }

  private String entry(String name, String more) throws Exception {
    long seconds = Files.getLastModifiedTime(tree).toInstant().getEpochSecond();
    String time = Instant.ofEpochSecond(seconds).toString();
    return "{\"name\":\""
        + name
        + "\",\"kind\":\"folder\""
        + more
        + ",\"modified\":\""
        + time
        + "\"}";
  }

  @Test
  void everythingComesAsOneZipWhoseLengthIsKnownBefore() throws Exception {
    RawConnection.Message answer = host.get(link, "zip");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Disposition")).contains("tree.zip");
    Path zip = Files.write(folder.resolve("got.zip"), answer.body());
    try (ZipFile read = new ZipFile(zip.toFile())) {
      assertThat(read.getInputStream(read.getEntry("tree/ten")).readAllBytes())
          .isEqualTo("0123456789".getBytes(UTF_8));
      assertThat(read.getInputStream(read.getEntry("tree/sub/deep/big")).readAllBytes())
          .isEqualTo(Files.readAllBytes(tree.resolve("sub/deep/big")));
      assertThat(read.getEntry("tree/sub/").isDirectory()).isTrue();
    }
  }

  @Test
  void aFolderComesAsAZipOfItsOwn() throws Exception {
    RawConnection.Message answer = host.get(link, "zip?path=tree/sub");

    assertThat(answer.header("Content-Disposition")).contains("sub.zip");
    Path zip = Files.write(folder.resolve("got.zip"), answer.body());
    try (ZipFile read = new ZipFile(zip.toFile())) {
      assertThat(read.getEntry("tree/ten")).isNull();
      assertThat(read.getEntry("tree/sub/empty").getSize()).isZero();
    }
  }

  @Test
  void aZipBreaksOffWhereAFileHasChanged() throws Exception {
    Files.writeString(tree.resolve("ten"), "changed");

    try (RawConnection connection = host.connect()) {
      connection.send("GET /g/" + link.id() + "/zip HTTP/1.1\r\nHost: " + host.host() + "\r\n\r\n");
      String head = connection.readHead();
      long length = Long.parseLong(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
      assertThat((long) connection.readAll().length).isLessThan(length);
    }
  }
}
