package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class HeldFileTest extends OnEachPlatform {
  private static final int BULK = 256 * 1024;
  private static final long NANOS = 1_234_567_890_123_456_700L;

  HeldFileTest(Platform platform, @TempDir Path dir) throws IOException {
    super(platform, dir);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, BULK - 1, BULK, BULK + 1, 3 * BULK, 3 * BULK + 7})
  void bytesComeBackAsTheyWereWrittenWhateverTheirNumber(int length) throws IOException {
    byte[] bytes = random(length);
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.write(bytes, 0, length, 0);
      byte[] back = new byte[length];
      assertThat(file.read(back, 0, length, 0)).isEqualTo(length);
      assertThat(back).isEqualTo(bytes);
      assertThat(file.size()).isEqualTo(length);
    }
    assertThat(Files.readAllBytes(dir.resolve("f"))).isEqualTo(bytes);
  }

  @Test
  void offsetsIntoTheArrayAndPositionsInTheFileAreKeptApart() throws IOException {
    byte[] bytes = random(BULK + 100);
    try (HeldFile file = folder.openFile("f", OpenMode.WRITE_CREATE)) {
      file.write(bytes, 10, BULK + 50, 7);
      byte[] back = new byte[BULK + 100];
      assertThat(file.read(back, 3, BULK + 50, 7)).isEqualTo(BULK + 50);
      assertThat(Arrays.copyOfRange(back, 3, BULK + 53))
          .isEqualTo(Arrays.copyOfRange(bytes, 10, BULK + 60));
      assertThat(back).startsWith(0, 0, 0).endsWith(new byte[47]);
      assertThat(file.read(back, 0, 7, 0)).isEqualTo(7);
      assertThat(Arrays.copyOf(back, 7)).containsOnly(0);
    }
  }

  @Test
  void readingEndsWhereTheFileEnds() throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.write(new byte[10], 0, 10, 0);
      byte[] to = new byte[20];
      assertThat(file.read(to, 0, 20, 4)).isEqualTo(6);
      assertThat(file.read(to, 0, 20, 10)).isEqualTo(-1);
      assertThat(file.read(to, 0, 20, 1L << 40)).isEqualTo(-1);
      assertThat(file.read(to, 0, 0, 10)).isZero();
    }
  }

  @Test
  void positionsGoBeyondFourGigabytes() throws IOException {
    long far = 5L << 30;
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.write(new byte[] {1, 2, 3}, 0, 3, far);
      byte[] back = new byte[3];
      assertThat(file.read(back, 0, 3, far)).isEqualTo(3);
      assertThat(back).containsExactly(1, 2, 3);
      assertThat(file.size()).isEqualTo(far + 3);
      assertThat(file.stamp().size()).isEqualTo(far + 3);
    }
  }

  @Test
  void lengthCanBeSetBothWays() throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.write(new byte[] {1, 2, 3, 4}, 0, 4, 0);
      file.setLength(2);
      file.setLength(100);
      file.setLength(100);
      file.force();
    }
    byte[] expected = new byte[100];
    expected[0] = 1;
    expected[1] = 2;
    assertThat(Files.readAllBytes(dir.resolve("f"))).isEqualTo(expected);
  }

  @Test
  void finishSetsModeAndTimeToTheNanosecondAndCloses() throws IOException {
    HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW);
    file.write(new byte[1], 0, 1, 0);
    file.finish(0751, NANOS);
    FileStamp stamp = platform.stamp(dir.resolve("f"), false);
    assertThat(stamp.mode()).isEqualTo(0751);
    assertThat(stamp.modifiedNanos()).isEqualTo(NANOS);
    assertThatThrownBy(file::size).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void modeZeroLeavesTheModeAlone() throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.setModeAndTime(0640, 5);
      file.setModeAndTime(0, 6_000_000_000L);
      assertThat(file.stamp().mode()).isEqualTo(0640);
      assertThat(file.stamp().modifiedNanos()).isEqualTo(6_000_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -1_500_000_000L, 1, 4_102_444_800_000_000_000L})
  void timesBeforeTheEpochAndFarAheadAreKept(long nanos) throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.setModeAndTime(0600, nanos);
      boolean kept = nanos >= 0 || platform.name().equals("linux");
      assertThat(file.stamp().modifiedNanos()).isEqualTo(kept ? nanos : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {04755, 02755, 01777, -1})
  void modesThatMustNotTravelAreRefused(int mode) throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      assertThatThrownBy(() -> file.setModeAndTime(mode, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> file.finish(mode, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThat(file.stamp().mode()).isEqualTo(0600);
    }
  }

  @Test
  void newFilesAreForTheirOwnerOnly() throws IOException {
    folder.openFile("new", OpenMode.CREATE_NEW).close();
    folder.openFile("perhaps", OpenMode.WRITE_CREATE).close();
    for (String name : List.of("new", "perhaps")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void everyCallAfterCloseSaysSo() throws IOException {
    HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW);
    file.close();
    file.close();
    byte[] one = new byte[1];
    assertThatThrownBy(() -> file.write(one, 0, 1, 0)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.read(one, 0, 1, 0)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(file::size).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.setLength(1)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(file::force).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(file::stamp).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.nextData(0)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.setModeAndTime(0600, 0))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.finish(0600, 0)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void argumentsOutOfRangeAreRefused() throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      byte[] ten = new byte[10];
      assertThatThrownBy(() -> file.write(ten, 5, 6, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> file.read(ten, -1, 2, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> file.write(ten, 0, 1, -1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> file.read(ten, 0, 1, -1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> file.setLength(-1)).isInstanceOf(IllegalArgumentException.class);
      assertThat(file.size()).isZero();
    }
  }

  @Test
  void stampTellsAChangedFileFromAnUnchangedOne() throws IOException {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.write(new byte[5], 0, 5, 0);
      FileStamp before = file.stamp();
      assertThat(file.stamp()).isEqualTo(before);
      assertThat(before.isFile()).isTrue();
      file.write(new byte[6], 0, 6, 0);
      assertThat(file.stamp()).isNotEqualTo(before);
      assertThat(file.stamp().isSameFileAs(before)).isTrue();
    }
  }

  @Test
  void manyVirtualThreadsWriteOneFileAtTheirOwnPositions() throws Exception {
    int writers = 200;
    byte[] expected = random(writers * 1000);
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int at = i * 1000;
        done.add(
            threads.submit(() -> {
              file.write(expected, at, 1000, at);
              return null;
            }));
      }
      for (Future<?> each : done) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(Files.readAllBytes(dir.resolve("f"))).isEqualTo(expected);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
