package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.Narrator.Role;
import dev.ferry.identity.Standing;
import dev.ferry.manifest.FileKinds;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.TransferEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NarratorTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final Printed printed = new Printed();

  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  @Test
  void senderIsToldTheWholeStory() {
    tell(Role.DRIVES, Samples.story(Direction.SEND, "photos"));
    assertThat(printed.text())
        .isEqualTo(
            """
            Left out: photos: a socket
            photos at 192.168.1.7:53317, known: met before with these words:
              %s
            Offering photos: 1,234 files, 2.81 GB; waiting for photos to accept
            photos accepted 1,204 of 1,234 files: 2.70 GB to send; the others are there already or not wanted; going on where it stopped, 270 MB are across already
            photos: paused: the disk of photos is full (goes on by itself when it can)
            photos: not sent: photos: changed while it was read
            Text from photos:
              photos
            Sent photos to photos: 1,200 files, 2.70 GB in 25 s, 108 MB/s on average, round trip 0.41 ms, limited by: receiver's disk
              30 files there already
              landed beside an older file: photos
              NOT SENT: 1 file
                photos: changed while it was read
            """
                .formatted(Who.words(Samples.peer("").fingerprint())));
  }

  @Test
  void getterIsToldWhatWouldHappenAndWhereItLanded() {
    tell(Role.DRIVES, Samples.story(Direction.RECEIVE, "photos"));
    assertThat(printed.text())
        .contains(
            """
            Getting photos:
              1,234 files, 2.81 GB (1,200 new, 30 here already, 4 changed); 1,204 files, 2.70 GB will travel
              4 files exist here with other contents; the new ones land beside them as "name (2)": photos, ...
              1 refused as unsafe: photos: leads outside
              needs 2.70 GB of 80.0 GB free
            Receiving photos from photos: 1,204 files, 2.70 GB; going on
            """
                .stripTrailing())
        .contains("Received photos from photos: 1,200 files, 2.70 GB in 25 s")
        .contains("limited by: network or sender, in /home/ann/photos");
  }

  @Test
  void listenerLeavesOffersToWhoeverDecidesAboutThem() {
    tell(Role.LISTENS, Samples.story(Direction.RECEIVE, "photos"));
    assertThat(printed.text()).doesNotContain("known").doesNotContain("Getting");
    assertThat(printed.text())
        .contains("Receiving photos from photos", "Received photos", "NOT RECEIVED: 1 file\n");
  }

  @Test
  void badEndIsToldByAListenerAndLeftToTheCommandThatDrives() {
    tell(Role.DRIVES, Samples.badEnds(Direction.SEND, "x").toList());
    assertThat(printed.text()).isEmpty();
    Printed heard = new Printed();
    Narrator narrator = narrator(heard, Role.LISTENS, false);
    Samples.badEnds(Direction.RECEIVE, "x").forEach(narrator::on);
    assertThat(heard.text())
        .isEqualTo(
            """
            Interrupted: x, x: x; what arrived is kept, and it goes on when x comes back
            Failed: x, x: x
            """);
  }

  @Test
  void interruptedOneThatThisSideDrivesGoesOnWhenItIsToldTo() {
    Narrator narrator =
        new Narrator(
            printed.screen(),
            Style.plain(),
            now::get,
            Role.LISTENS,
            0,
            false,
            _ -> "what arrived is kept, go on with: ferry resume abcdefgh");
    Samples.badEnds(Direction.SEND, "x").forEach(narrator::on);
    assertThat(printed.text())
        .isEqualTo(
            """
            Interrupted: x, x: x; what arrived is kept, go on with: ferry resume abcdefgh
            Failed: x, x: x
            """);
  }

  @Test
  void changedIdentityIsShouted() {
    tell(
        Role.DRIVES,
        List.of(
            new TransferEvent.Connected(
                Samples.ID, Direction.SEND, Samples.peer("bob", Standing.CHANGED))));
    assertThat(printed.text())
        .contains("CHANGED, words now:", "THE IDENTITY OF bob HAS CHANGED", "ferry forget");
  }

  @Test
  void holesOfASparseFileAreNotToldAsAnEarlierAttempt() {
    narrator(printed, Role.DRIVES, true).on(sparse(3_000_000_000L));
    assertThat(printed.text())
        .contains("bob accepted")
        .contains("; 3.00 GB are holes, which need not travel")
        .doesNotContain("going on");
  }

  @Test
  void whatIsAcrossFromAnEarlierAttemptIsToldWithoutTheHoles() {
    narrator(printed, Role.DRIVES, true).on(sparse(3_500_000_000L));
    assertThat(printed.text()).contains("going on where it stopped, 500 MB are across already");
  }

  private static TransferEvent sparse(long held) {
    return new TransferEvent.Accepted(
        Samples.ID,
        Direction.SEND,
        Samples.peer("bob"),
        "disk.img",
        1,
        4_000_000_000L,
        held,
        3_000_000_000L,
        FileKinds.NONE);
  }

  @Test
  void plainProgressIsToldNowAndThenOnly() {
    Narrator narrator = narrator(printed, Role.DRIVES, true);
    narrator.on(
        new TransferEvent.Accepted(
            Samples.ID,
            Direction.SEND,
            Samples.peer("bob"),
            "",
            1,
            1_000_000_000L,
            0,
            FileKinds.NONE));
    for (int tenth = 1; tenth <= 1000; tenth++) {
      now.set(tenth * SECOND / 10);
      narrator.on(
          new TransferEvent.Progress(
              Samples.ID, Direction.SEND, tenth * 1_000_000L, 1_000_000_000L));
    }
    List<String> lines = printed.text().lines().skip(3).toList();
    assertThat(lines).hasSize(10);
    assertThat(lines.getFirst()).isEqualTo("10 %  100 MB of 1.00 GB  10.0 MB/s  1 min 30 s left");
  }

  @Test
  void slowPlainProgressIsToldEachMinute() {
    Narrator narrator = narrator(printed, Role.DRIVES, true);
    narrator.on(
        new TransferEvent.Accepted(
            Samples.ID,
            Direction.SEND,
            Samples.peer("bob"),
            "",
            1,
            1_000_000_000_000L,
            0,
            FileKinds.NONE));
    for (int second = 1; second <= 600; second++) {
      now.set(second * SECOND);
      narrator.on(
          new TransferEvent.Progress(
              Samples.ID, Direction.SEND, second * 1000L, 1_000_000_000_000L));
    }
    assertThat(printed.text().lines().skip(3)).hasSize(10);
  }

  @Test
  void samePauseIsToldOnce() {
    Narrator narrator = narrator(printed, Role.DRIVES, false);
    for (int i = 0; i < 5; i++) {
      narrator.on(
          new TransferEvent.Paused(
              Samples.ID, Direction.SEND, Problem.UNREACHABLE, "nobody answers"));
    }
    assertThat(printed.text()).hasLineCount(1);
  }

  @Test
  void pauseIsOverOnceBytesMoveForAWhileNotWhenItIsSaid() {
    Narrator narrator = narrator(printed, Role.LISTENS, false);
    narrator.on(
        new TransferEvent.Accepted(
            Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "", 1, 9, 0, FileKinds.NONE));
    for (int second = 0; second < 30; second++) {
      now.set(second * SECOND);
      narrator.on(
          new TransferEvent.Paused(Samples.ID, Direction.RECEIVE, Problem.NO_SPACE, "full."));
      narrator.on(new TransferEvent.Resumed(Samples.ID, Direction.RECEIVE));
      narrator.on(new TransferEvent.Progress(Samples.ID, Direction.RECEIVE, second, 90));
    }
    for (int tenth = 0; tenth <= 10; tenth++) {
      now.set(30 * SECOND + tenth * SECOND / 10);
      narrator.on(new TransferEvent.Progress(Samples.ID, Direction.RECEIVE, 30 + tenth, 90));
    }
    assertThat(printed.text())
        .isEqualTo(
            """
            Receiving from bob: 1 file, 9 B
            paused: full (goes on by itself when it can)
            going on
            """);
  }

  @Test
  void uploadOfAnAppThatBreaksIsNotSaidToGoOn() {
    Narrator narrator = narrator(printed, Role.LISTENS, false);
    narrator.on(
        new TransferEvent.Accepted(
            Samples.ID,
            Direction.RECEIVE,
            Samples.peer("app").overLocalSend(),
            "photos",
            1,
            9,
            0,
            FileKinds.NONE));
    narrator.on(
        new TransferEvent.Paused(
            Samples.ID, Direction.RECEIVE, Problem.UNREACHABLE, "the connection broke"));
    assertThat(printed.text())
        .endsWith(
            "photos: paused: the connection broke (the file begins anew if it is sent again)\n");
  }

  @Test
  void senderIsToldHowManyOfItsFilesWereTaken() {
    tell(
        Role.DRIVES,
        List.of(
            new TransferEvent.Connected(Samples.ID, Direction.SEND, Samples.peer("bob")),
            new TransferEvent.Offered(
                Samples.ID, Direction.SEND, Samples.peer("bob"), "t", null, 7, 6, 6000, null),
            new TransferEvent.Accepted(
                Samples.ID, Direction.SEND, Samples.peer("bob"), "", 3, 3000, 0, FileKinds.NONE)));
    assertThat(printed.text())
        .contains("Offering t: 6 files, 6.00 kB; waiting for bob to accept")
        .contains("bob accepted 3 of 6 files: 3.00 kB to send; the others are there already or");
  }

  @Test
  void longNamesKeepBothEnds() {
    String name = "a".repeat(300) + "b".repeat(300) + ".jpg";
    for (Direction direction : Direction.values()) {
      for (Role role : Role.values()) {
        tell(role, Samples.story(direction, name));
        tell(role, Samples.badEnds(direction, "x").toList());
      }
    }
    assertThat(
            printed
                .text()
                .lines()
                .filter(line ->
                    !line.startsWith("  a")
                        && !line.contains("paused: ")
                        && !line.contains(", in /home/")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(260));
    assertThat(printed.text()).contains("a\u2026b").contains(".jpg");
  }

  @Test
  void offerThatVanishedIsToldByWhoeverAskedAboutIt() {
    Narrator narrator = narrator(printed, Role.LISTENS, false);
    narrator.on(textOffered(Direction.RECEIVE));
    narrator.on(
        new TransferEvent.Ended(
            Samples.ID,
            Direction.RECEIVE,
            Samples.peer("bob"),
            "",
            new Outcome.Failed(Problem.UNREACHABLE, "nobody waits")));
    assertThat(printed.text()).isEmpty();
  }

  @Test
  void thousandSkippedFilesAreTenLinesAndACount() {
    Narrator narrator = narrator(printed, Role.DRIVES, false);
    for (int i = 0; i < 1000; i++) {
      narrator.on(new TransferEvent.Skipped(Samples.ID, "socket " + i, "a socket", false));
    }
    narrator.on(
        new TransferEvent.Offered(
            Samples.ID, Direction.SEND, Samples.peer("bob"), "t", null, 1, 1, 1, null));
    assertThat(printed.text()).contains("socket 9").doesNotContain("socket 10:");
    assertThat(printed.text()).contains("... and 990 more left out");
  }

  @Test
  void nothingThatHadToTravelIsSaidSo() {
    Outcome.Completed same =
        new Outcome.Completed(
            new Receipt(0, 0, 1234, 0, List.of(), List.of(), 0, 0, "", Map.of()),
            new Outcome.Effort(0, 0, 0, SECOND, Map.of(), Measurements.NONE, Map.of()));
    tell(
        Role.DRIVES,
        List.of(
            new TransferEvent.Ended(
                Samples.ID, Direction.SEND, Samples.peer("bob"), "photos", same)));
    assertThat(printed.text())
        .isEqualTo("Nothing had to travel: all 1,234 files of photos are there already\n");
  }

  @Test
  void textIsShownAndItsSenderToldThatItArrived() {
    Narrator receiver = narrator(printed, Role.LISTENS, false);
    receiver.on(textOffered(Direction.RECEIVE));
    receiver.on(new TransferEvent.TextArrived(Samples.ID, Samples.peer("bob"), "a\n\tb"));
    receiver.on(textEnded(Direction.RECEIVE));
    Narrator sender = narrator(printed, Role.DRIVES, false);
    sender.on(textOffered(Direction.SEND));
    sender.on(textEnded(Direction.SEND));
    assertThat(printed.text())
        .isEqualTo(
            """
            Text from bob:
              a
                  b
            bob at 192.168.1.7:53317, known: met before with these words:
              %s
            Offering a text message; waiting for bob to accept
            Sent the text to bob
            """
                .formatted(Who.words(Samples.peer("").fingerprint())));
  }

  private static TransferEvent textOffered(Direction direction) {
    return new TransferEvent.Offered(
        Samples.ID, direction, Samples.peer("bob"), "text", "a\n\tb", 0, 0, 0, null);
  }

  private static TransferEvent textEnded(Direction direction) {
    Receipt receipt = new Receipt(0, 0, 0, 0, List.of(), List.of(), 0, 0, "", Map.of());
    return new TransferEvent.Ended(
        Samples.ID,
        direction,
        Samples.peer("bob"),
        "text",
        new Outcome.Completed(
            receipt, new Outcome.Effort(0, 0, 0, 0, Map.of(), Measurements.NONE, Map.of())));
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void noNameOfAPeerReachesTheScreenUnescaped(CorpusName hostile) {
    String name = hostile.name() + "\u001b]0;x\u0007\u202e\u2028\u009b31m";
    for (Direction direction : Direction.values()) {
      for (Role role : Role.values()) {
        tell(role, Samples.story(direction, name));
        tell(role, Samples.badEnds(direction, name).toList());
      }
    }
    SafeText.check(printed.text());
  }

  private void tell(Role role, List<TransferEvent> events) {
    Narrator narrator = narrator(printed, role, true);
    events.forEach(narrator::on);
  }

  private Narrator narrator(Printed to, Role role, boolean progress) {
    return new Narrator(
        to.screen(), Style.plain(), now::get, role, 0, progress, GoingOn.byOthers());
  }
}
