package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.FileKinds;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final Board board = new Board(now::get, Style.plain());

  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  @Test
  void transferUnderWayIsOneLineOfEightyColumns() {
    move("holiday photos", 10);
    assertThat(board.lines(79))
        .containsExactly(
            "holiday photos \u2192 bob              43 %  1.21 GB of 2.81 GB  121 MB/s  13 s left");
  }

  @Test
  void wideTerminalHasRoomForABar() {
    move("holiday photos", 10);
    assertThat(board.lines(119))
        .containsExactly(
            "holiday photos \u2192 bob                                   "
                + "\u2588".repeat(7)
                + "\u2591".repeat(9)
                + "   43 %  1.21 GB of 2.81 GB  121 MB/s  13 s left");
  }

  @ParameterizedTest
  @CsvSource({
    "60,holiday photos \u2192 bob               43 %  121 MB/s  13 s left",
    "49,holiday photos \u2192 bob    43 %  121 MB/s  13 s left",
    "36,holida\u2026hotos \u2192 bob   43 %  13 s left",
    "24,holid\u2026hotos \u2192 bob   43 %"
  })
  void narrowTerminalShowsWhatMattersMost(int width, String line) {
    move("holiday photos", 10);
    assertThat(board.lines(width)).singleElement().asString().isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40, 60, 79, 99, 119, 200})
  void noLineIsWiderThanTheTerminal(int width) {
    String name = "\u4e2d\u6587".repeat(60);
    for (TransferEvent event : Samples.story(Direction.SEND, name)) {
      board.on(event);
      board.lines(width).forEach(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void pauseSaysWhy() {
    move("photos", 10);
    board.on(
        new TransferEvent.Paused(
            Samples.ID, Direction.SEND, Problem.NO_SPACE, "bob's disk is full"));
    assertThat(board.lines(40).getFirst()).contains(" %, paused: b").hasSizeLessThanOrEqualTo(40);
    assertThat(board.lines(79).getFirst()).endsWith("43 %, paused: bob's disk is full");
    for (int tenth = 1; tenth <= 11; tenth++) {
      now.set(100 * SECOND + tenth * SECOND / 10);
      assertThat(board.lines(79).getFirst()).contains("paused: ");
      board.on(
          new TransferEvent.Progress(
              Samples.ID, Direction.SEND, 1_210_000_000L + tenth * 10_000_000L, 2_810_000_000L));
    }
    assertThat(board.lines(79).getFirst()).contains("1.32 GB of 2.81 GB  100 MB/s");
  }

  @Test
  void triesOnAFullDiskAreNoEndOfAPause() {
    move("photos", 10);
    board.on(new TransferEvent.Paused(Samples.ID, Direction.SEND, Problem.NO_SPACE, "full"));
    for (int tried = 1; tried < 20; tried++) {
      now.set(100 * SECOND + 5L * tried * SECOND);
      board.on(
          new TransferEvent.Progress(
              Samples.ID, Direction.SEND, 1_210_000_000 + tried, 2_810_000_000L));
      assertThat(board.lines(79).getFirst()).endsWith("43 %, paused: full");
    }
  }

  @Test
  void manyTransfersShareTheLastLine() {
    for (int i = 0; i < 100; i++) {
      TransferId id = TransferId.random();
      board.on(
          new TransferEvent.Accepted(
              id, Direction.RECEIVE, Samples.peer("p" + i), "", 1, 1000, 0, FileKinds.NONE));
      board.on(new TransferEvent.Progress(id, Direction.RECEIVE, 500, 1000));
    }
    List<String> lines = board.lines(79);
    assertThat(lines).hasSize(8);
    assertThat(lines.getLast()).startsWith("and 93 more transfers: 46.5 kB of 93.0 kB");
    assertThat(board.accepted()).isEqualTo(100);
  }

  @Test
  void endedTransferLeaves() {
    move("photos", 10);
    assertThat(board.accepted()).isOne();
    Samples.badEnds(Direction.SEND, "x").limit(1).forEach(board::on);
    assertThat(board.lines(79)).isEmpty();
    assertThat(board.accepted()).isZero();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void noNameOfAPeerReachesTheScreenUnescaped(CorpusName hostile) {
    for (TransferEvent event :
        Samples.story(Direction.RECEIVE, hostile.name() + "\u001b[2J\u202e")) {
      board.on(event);
      board.lines(119).forEach(SafeText::check);
      board.facts(Samples.ID).ifPresent(SafeText::check);
    }
  }

  private void move(String title, int seconds) {
    board.on(new TransferEvent.Connected(Samples.ID, Direction.SEND, Samples.peer("bob")));
    board.on(
        new TransferEvent.Offered(
            Samples.ID,
            Direction.SEND,
            Samples.peer("bob"),
            title,
            null,
            5,
            4,
            2_810_000_000L,
            null));
    board.on(
        new TransferEvent.Accepted(
            Samples.ID,
            Direction.SEND,
            Samples.peer("bob"),
            "",
            4,
            2_810_000_000L,
            0,
            FileKinds.NONE));
    for (int i = 1; i <= seconds; i++) {
      now.set(i * SECOND);
      board.on(
          new TransferEvent.Progress(Samples.ID, Direction.SEND, i * 121_000_000L, 2_810_000_000L));
    }
  }
}
