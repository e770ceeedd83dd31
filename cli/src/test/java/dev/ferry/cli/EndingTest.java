package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.SafeText;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndingTest {
  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyProblemEndsWithItsCodeHoweverItComes(Problem problem) {
    assertThat(Ending.of(new TransferException(problem, "x")).code()).isEqualTo(problem.exitCode());
    assertThat(Ending.of(new Outcome.Failed(problem, "x"), "bob", "").code())
        .isEqualTo(problem.exitCode());
    assertThat(Ending.of(new Outcome.Interrupted(problem, "x"), "bob", "").code())
        .isEqualTo(problem.exitCode());
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyCodeIsInTheManualAndMeansOneThing(Problem problem) throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "manual.md"));
    assertThat(manual)
        .containsPattern("(?m)^\\| " + problem.exitCode() + " +\\| `" + problem.slug() + "` +\\|");
    assertThat(List.of(Problem.values()))
        .filteredOn(other -> other.exitCode() == problem.exitCode())
        .containsExactly(problem);
  }

  @Test
  void goodEndIsZeroAndSaysNothing() {
    assertThat(Ending.good().code()).isZero();
    assertThat(Ending.of(completed(0), "bob", "").code()).isZero();
    assertThat(Ending.of(completed(0), "bob", "").message()).isEmpty();
  }

  @Test
  void whatDidNotArriveWholeIsNoGoodEnd() {
    assertThat(Ending.of(completed(1), "bob", "").code()).isEqualTo(11);
  }

  @Test
  void declinedSaysByWhomAndWhy() {
    assertThat(Ending.of(new Outcome.Declined("not now"), "bob", "").message())
        .isEqualTo("bob declined: not now");
    assertThat(Ending.of(new Outcome.Declined(""), "bob", "").message()).isEqualTo("bob declined");
    assertThat(Ending.of(new Outcome.Declined(""), "bob", "").code()).isEqualTo(3);
  }

  @Test
  void interruptedSaysHowToGoOn() {
    Ending ending =
        Ending.of(
            new Outcome.Interrupted(Problem.UNREACHABLE, "bob is gone"),
            "bob",
            "go on with: ferry resume abcd");
    assertThat(ending.message()).isEqualTo("bob is gone; go on with: ferry resume abcd");
    assertThat(ending.code()).isEqualTo(4);
    assertThat(
            Ending.of(
                    new Outcome.Interrupted(Problem.UNREACHABLE, "Is the machine on?"),
                    "bob",
                    "go on with: ferry resume abcd")
                .message())
        .isEqualTo("Is the machine on? Go on with: ferry resume abcd");
  }

  @Test
  void stoppedReceiverTellsWhatGoesOnFromWhatBeginsAnew() {
    assertThat(ReceiveCommand.afterStop(0, 0, "ferry receive")).isEqualTo(Ending.good());
    assertThat(ReceiveCommand.afterStop(2, 0, "ferry receive").message())
        .isEqualTo(
            "2 transfers stopped before the end; what arrived is kept: start `ferry receive` again"
                + " and the other side goes on");
    assertThat(ReceiveCommand.afterStop(0, 1, "ferry receive").message())
        .isEqualTo(
            "1 transfer from LocalSend ended; files that came whole are kept, the others must be"
                + " sent again from their beginning");
    assertThat(ReceiveCommand.afterStop(1, 1, "ferry receive").message())
        .contains("the other side goes on; 1 transfer from LocalSend ended");
    assertThat(ReceiveCommand.afterStop(0, 1, "ferry receive").code()).isEqualTo(5);
  }

  @Test
  void errorsOfTheFileSystemNameTheFile() {
    assertThat(Ending.of(new NoSuchFileException("/x/y")).message()).isEqualTo("there is no /x/y");
    assertThat(Ending.of(new UncheckedIOException(new AccessDeniedException("/x"))).message())
        .isEqualTo("no permission for /x");
    Ending full = Ending.of(new FileSystemException("/x", null, "No space left on device"));
    assertThat(full.message()).isEqualTo("/x: the disk is full");
    assertThat(full.problem()).isEqualTo(Problem.NO_SPACE);
    assertThat(Ending.of(new IOException("No space left on device")).code()).isEqualTo(7);
  }

  @Test
  void defectIsOneSentenceThatSaysSo() {
    Ending ending = Ending.of(new IllegalStateException("boo\n\tat x"));
    assertThat(ending.code()).isOne();
    assertThat(ending.message()).contains("a defect in Ferry", "--debug").hasLineCount(1);
  }

  @Test
  void missingMessageIsNotNull() {
    assertThat(Ending.of(new IOException()).message()).isEqualTo("no reason was given");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void nothingAPeerSaidReachesTheScreenUnescaped(CorpusName hostile) {
    String said = hostile.name() + "\u001b[2J\u202e\n";
    SafeText.check(Ending.of(new Outcome.Declined(said), "bob", "").message());
    SafeText.check(Ending.of(new Outcome.Failed(Problem.FAILED, said), "bob", "").message());
    SafeText.check(Ending.of(new IOException(said)).message());
    SafeText.check(Ending.of(new NoSuchFileException(said)).message());
    assertThat(Ending.of(new IOException(said)).message()).hasLineCount(1);
  }

  private static Outcome completed(long withdrawn) {
    return new Outcome.Completed(
        new Receipt(1, 1, 0, 0, List.of(), List.of(), withdrawn, 0, "", Map.of()),
        new Outcome.Effort(1, 1, 0, 1, Map.of(), Measurements.NONE, Map.of()));
  }
}
