package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Standing;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PeerAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of near peers, beside the numbers of a chooser, on terminals of usual widths. */
class NearTextTest {
  private static final List<NearPeer> PEERS =
      List.of(
          peer("attic", NearPeer.Kind.HEADLESS, null, "10.0.0.2", true, Standing.TRUSTED, true),
          peer(
              "Anna's kitchen phone",
              NearPeer.Kind.MOBILE,
              "Pixel 9",
              "192.168.178.120",
              false,
              Standing.UNKNOWN,
              true),
          peer(
              "The big computer below the roof",
              NearPeer.Kind.DESKTOP,
              "Linux",
              "192.168.178.121",
              false,
              Standing.KNOWN,
              false),
          peer(
              "\u4e2d\u6587\u7684\u624b\u673a",
              NearPeer.Kind.MOBILE,
              "Xperia 10 Mark IV of the second edition",
              "fe80::1234:5678:9abc:def0%enp0s31f6",
              false,
              Standing.CHANGED,
              true));

  private static NearPeer peer(
      String alias,
      NearPeer.Kind kind,
      @Nullable String model,
      String host,
      boolean ferry,
      Standing standing,
      boolean proven) {
    return new NearPeer(
        alias,
        kind,
        model,
        new PeerAddress(host, 53317),
        Samples.peer("").fingerprint(),
        proven,
        standing,
        ferry,
        false,
        Instant.EPOCH);
  }

  private static String shown(int width) {
    return String.join(
        "\n",
        PEERS.stream()
            .map(peer -> String.join("\n", NearText.lines(peer, width, Style.plain())))
            .toList());
  }

  @Test
  void sixtyColumnsHaveTheNameOnALineOfItsOwn() {
    assertThat(shown(54))
        .isEqualTo(
            """
            attic
            program, Ferry  10.0.0.2:53317  trusted
            Anna's kitchen phone
            phone, Pixel 9  192.168.178.120:53317  unknown
            The big computer below the roof
            computer  192.168.178.121:53317  known (not asked yet)
            \u4e2d\u6587\u7684\u624b\u673a
            [fe80::1234:5678:9abc:def0%enp0s31f6]:53317  CHANGED\
            """);
  }

  @Test
  void eightyColumnsShowAllButLongNamesOnOneLine() {
    assertThat(shown(74))
        .isEqualTo(
            """
            attic                     program   10.0.0.2:53317         trusted
            Anna's kitchen phone      phone     192.168.178.120:53317  unknown
            The big computer below the roof
            computer, Linux  192.168.178.121:53317  known (not asked yet)
            \u4e2d\u6587\u7684\u624b\u673a
            phone  [fe80::1234:5678:9abc:def0%enp0s31f6]:53317  CHANGED\
            """);
  }

  @Test
  void hundredAndTwentyColumnsShowEveryNameWhole() {
    assertThat(shown(114))
        .isEqualTo(
            """
            attic                                     program, Ferry      10.0.0.2:53317         trusted
            Anna's kitchen phone                      phone, Pixel 9      192.168.178.120:53317  unknown
            The big computer below the roof           computer, Linux     192.168.178.121:53317  known (not asked yet)
            \u4e2d\u6587\u7684\u624b\u673a                                phone, Xp… edition  [fe80::1234:5678:9abc:def0%enp0s31f6]:53317  CHANGED\
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 20, 34, 54, 69, 70, 74, 94, 95, 114, 200})
  void noLineIsWiderThanTheRoom(int width) {
    assertThat(shown(width).lines())
        .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
  }
}
