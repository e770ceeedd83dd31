package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.http.BoundedBody;
import dev.ferry.http.Disposition;
import dev.ferry.http.Percent;
import dev.ferry.http.TooLongException;
import dev.ferry.json.MalformedException;
import dev.ferry.testkit.CorpusName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPartsTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=0-100, 0, 100",
    "bytes=99-, 99, 100",
    "bytes=99-200, 99, 100",
    "bytes=-1, 99, 100",
    "bytes=-100, 0, 100",
    "bytes=-1000, 0, 100",
    "bytes=0-999999999999999999, 0, 100"
  })
  void readsARange(String header, long from, long to) throws Exception {
    assertThat(ByteRange.ofRange(header, 100)).isEqualTo(new ByteRange(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-4",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=0-99999999999999999999",
        "bytes=--1"
      })
  void sendsEverythingWhereARangeIsNotUnderstood(String header) throws Exception {
    assertThat(ByteRange.ofRange(header, 100)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void refusesARangeWithoutAnyByte(String header) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> ByteRange.ofRange(header, 100))
        .satisfies(refusal -> assertThat(refusal.toJson().status()).isEqualTo(416));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes 0-9",
        "bytes 0-9/*",
        "bytes */100",
        "bytes 5-4/100",
        "bytes 0-100/100",
        "bytes 0-9/101",
        "bytes -1-9/100",
        "bytes 0-99999999999999999999/100",
        "Bytes 0-9/100"
      })
  void refusesAContentRangeThatIsNotWithinTheLength(String header) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ByteRange.ofContentRange(header, 100));
  }

  @Test
  void writesRangesAsItReadsThem() throws Exception {
    ByteRange range = new ByteRange(5, 50);

    assertThat(ByteRange.ofRange(range.toRange(), 100)).isEqualTo(range);
    assertThat(ByteRange.ofContentRange(range.toContentRange(100), 100)).isEqualTo(range);
  }

  static List<CorpusName> names() {
    return CorpusName.legal();
  }

  @ParameterizedTest
  @MethodSource("names")
  void bringsEveryLegalNameThroughAUriAndASafeHeader(CorpusName name) throws Exception {
    String encoded = Percent.encodePath(name.name());

    assertThat(Percent.decode(encoded)).isEqualTo(name.name());
    assertThat(encoded).matches("[A-Za-z0-9._~/%-]*");
    assertThat(Disposition.attachment(name.name()))
        .matches(
            "attachment; filename=\"[^\"\\\\/:*?<>|%\\p{Cntrl}]*\"; filename\\*=UTF-8''[A-Za-z0-9._~%-]*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%1", "%zz", "%c0%af", "%ff", "ä", "%ed%a0%80", "%+1"})
  void refusesWhatIsNotPercentEncodedUtf8(String encoded) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Percent.decode(encoded));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void unpacksWhatShrankInProportion() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append("{\"p\":\"folder/file ").append(i).append("\",\"s\":1,\"t\":\"0\"}\n");
    }
    byte[] plain = text.toString().getBytes(UTF_8);

    try (InputStream in = Gunzip.of(new ByteArrayInputStream(gzip(plain)))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }

  @Test
  void stopsAtABombBeforeItGoesOff() throws Exception {
    byte[] bomb = gzip(new byte[64 << 20]);

    try (InputStream in = Gunzip.of(new ByteArrayInputStream(bomb))) {
      byte[] buffer = new byte[64 << 10];
      long[] unpacked = {0};
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              unpacked[0] += n;
            }
          });
      assertThat(unpacked[0]).isLessThan(16 << 20);
    }
  }

  @Test
  void refusesWhatIsNoGzipOrDamaged() throws Exception {
    byte[] damaged = gzip("some text that is packed".getBytes(UTF_8));
    damaged[15] ^= 0x55;

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Gunzip.of(new ByteArrayInputStream("plain text".getBytes(UTF_8))));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Gunzip.of(new ByteArrayInputStream(damaged)).readAllBytes());
  }

  @Test
  void endsABodyThatIsTooLong() throws Exception {
    byte[] ten = new byte[10];

    assertThat(new BoundedBody(new ByteArrayInputStream(ten), 10).readAllBytes()).hasSize(10);
    assertThatExceptionOfType(TooLongException.class)
        .isThrownBy(() -> new BoundedBody(new ByteArrayInputStream(ten), 9).readAllBytes());
  }
}
