package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.ThrowawayIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file as several uploads, as the npm package {@code localsend} sends large ones. */
@Timeout(60)
class PieceTest {
  private static final ThrowawayIdentity ORANGE = ThrowawayIdentity.make();
  private static final int SIZE = 9_000_001;
  private static final int PIECE = 4_000_000;

  @TempDir Path folder;
  private ServedDevice device;
  private Phone phone;
  private byte[] content;

  @BeforeEach
  void open() throws Exception {
    device = ServedDevice.open(folder);
    phone = new Phone(device.address(), ORANGE);
    content = new byte[SIZE];
    new Random(Seeds.fresh("content")).nextBytes(content);
  }

  @AfterEach
  void close() throws Exception {
    device.close();
  }

  private int piece(Phone.Session session, int from, int to) throws IOException {
    return piece(session, Arrays.copyOfRange(content, from, to), from, to, SIZE);
  }

  private int piece(Phone.Session session, byte[] body, int from, int to, int size)
      throws IOException {
    String head =
        Phone.post(session.upload("1"), body.length)
            .replaceFirst(
                "\r\n",
                "\r\nX-Content-Range: bytes " + from + "-" + (to - 1) + "/" + size + "\r\n");
    RawConnection.Message answer = phone.request(head, body);
    return answer.status();
  }

  private Phone.Session session() throws IOException {
    return phone.open(
        Phone.file("1", "big.bin", SIZE, ",\"sha256\":\"" + Phone.sha256(content) + "\""));
  }

  @Test
  void piecesInOrderMakeTheFileAndTheHashIsOfAllOfThem() throws Exception {
    Phone.Session session = session();

    assertThat(piece(session, 0, PIECE)).isEqualTo(200);
    assertThat(device.inbox().resolve("big.bin")).doesNotExist();
    assertThat(piece(session, PIECE, 2 * PIECE)).isEqualTo(200);
    assertThat(piece(session, 2 * PIECE, SIZE)).isEqualTo(200);

    assertThat(device.inbox().resolve("big.bin")).hasBinaryContent(content);
  }

  @Test
  void aPieceThatSkipsBytesIsRefusedAndTheFileBeginsAnew() throws Exception {
    Phone.Session session = session();
    assertThat(piece(session, 0, PIECE)).isEqualTo(200);

    assertThat(piece(session, 2 * PIECE, SIZE)).isEqualTo(400);

    assertThat(piece(session, PIECE, 2 * PIECE)).isEqualTo(400);
    assertThat(piece(session, 0, SIZE)).isEqualTo(200);
    assertThat(device.inbox().resolve("big.bin")).hasBinaryContent(content);
  }

  @Test
  void theFirstPieceOnceMoreBeginsAnew() throws Exception {
    Phone.Session session = session();
    assertThat(piece(session, 0, PIECE)).isEqualTo(200);
    assertThat(piece(session, 0, PIECE)).isEqualTo(200);
    assertThat(piece(session, PIECE, SIZE)).isEqualTo(200);
    assertThat(device.inbox().resolve("big.bin")).hasBinaryContent(content);
  }

  @Test
  void aWrongLastPieceIsRefusedWithTheHashAndAllOfItIsSentAgain() throws Exception {
    Phone.Session session = session();
    byte[] wrong = Arrays.copyOfRange(content, PIECE, SIZE);
    wrong[17] ^= 1;
    assertThat(piece(session, 0, PIECE)).isEqualTo(200);

    assertThat(piece(session, wrong, PIECE, SIZE, SIZE)).isEqualTo(422);

    assertThat(device.inbox().resolve("big.bin")).doesNotExist();
    assertThat(piece(session, 0, SIZE)).isEqualTo(200);
    assertThat(device.inbox().resolve("big.bin")).hasBinaryContent(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-3/4",
        "bytes 3-0/9000001",
        "bytes 9000000-9000001/9000001",
        "bytes 0-9000001/9000001",
        "bytes 0-/9000001",
        "bytes 0-999999999999999999/9000001",
        "bytes 0-99999999999999999999/9000001",
        "0-3"
      })
  void rangesOutsideOfTheFileAreRefused(String range) throws Exception {
    Phone.Session session = session();
    String head =
        Phone.post(session.upload("1"), 4)
            .replaceFirst("\r\n", "\r\nX-Content-Range: " + range + "\r\n");

    assertThat(phone.request(head, new byte[4]).status()).isEqualTo(400);
  }
}
