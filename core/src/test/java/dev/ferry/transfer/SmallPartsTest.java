package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and small helpers of this package. */
class SmallPartsTest {
  @TempDir Path folder;

  @Test
  void aReceiptIsReadAsItWasWritten() {
    Receipt receipt =
        new Receipt(
            1,
            Long.MAX_VALUE,
            2,
            3,
            List.of("a \"b\"\n\u202e (2)"),
            List.of(new Withdrawn(7, "p/\u00e9", "it changed")),
            4,
            5,
            "/in box",
            Map.of(Stage.DISK_WRITE, 9L, Stage.NETWORK, 0L),
            null,
            List.of("p/a (2)"));
    String stored = StoredReceipt.write(receipt);
    assertThat(StoredReceipt.read(stored)).isEqualTo(receipt);
    String older = stored.replaceFirst(",?\"arrived\":\\[[^]]*]", "");
    assertThat(StoredReceipt.read(older).arrived()).isEmpty();
    Receipt empty = Receipt.ofText("");
    assertThat(StoredReceipt.read(StoredReceipt.write(empty))).isEqualTo(empty);
  }

  @Test
  void whatASharingSideCanKnowIsNeverLessThanNothing() {
    List<Withdrawn> many =
        java.util.Collections.nCopies(Receipt.SAMPLES + 5, new Withdrawn(1, "a", "gone"));
    Receipt receipt = Receipt.delivered(3, 10, many);
    assertThat(receipt.files()).isZero();
    assertThat(receipt.withdrawn()).hasSize(Receipt.SAMPLES);
    assertThat(receipt.withdrawnFiles()).isEqualTo(Receipt.SAMPLES + 5);
    assertThat(receipt.whole()).isFalse();
  }

  @Test
  void problemsAreToldApartByNameAndByExitCode() {
    Set<Object> seen = new HashSet<>();
    for (Problem problem : Problem.values()) {
      assertThat(seen.add(problem.slug())).as(problem.slug()).isTrue();
      assertThat(seen.add(problem.exitCode())).as(problem.slug()).isTrue();
      assertThat(problem.exitCode()).isBetween(1, 63);
      assertThat(Problem.ofSlug(problem.slug())).contains(problem);
    }
    assertThat(Problem.ofSlug("nonsense")).isEmpty();
  }

  @Test
  void idsAreLongAndNeverTheSame() {
    Set<TransferId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(ids.add(TransferId.random())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "abcdefghijklmnopqrstuvwxy",
        "abcdefghijklmnopqrstuvwxyz2",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "abcdefghijklmnopqrstuvwxy1",
        "../defghijklmnopqrstuvwxyz",
        "abcdefghijklmnopqrstuvwxy\u00e9"
      })
  void whatIsNoIdIsRefused(String text) {
    assertThat(TransferId.isValid(text)).isFalse();
    assertThatThrownBy(() -> new TransferId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scratchFoldersVanishWithTheirOwners() throws IOException {
    ScratchFolder one = ScratchFolder.in(folder);
    Files.writeString(one.path().resolve("file"), "x");
    Files.createDirectory(one.path().resolve("inside"));
    ScratchFolder two = ScratchFolder.in(folder);
    assertThat(one.path()).as("it is in use").isDirectoryContaining("glob:**/file");

    one.close();
    assertThat(one.path()).doesNotExist();
    assertThat(two.path()).exists();
    two.close();
    two.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void scratchFoldersOfTheDeadAreSweptUp() throws IOException {
    Files.createDirectories(folder.resolve("dead/inside"));
    Files.writeString(folder.resolve("dead/inside/file"), "x");
    Files.writeString(folder.resolve("dead.lock"), "");
    Files.writeString(folder.resolve("orphan.lock"), "");
    try (ScratchFolder one = ScratchFolder.in(folder)) {
      try (var names = Files.list(folder)) {
        assertThat(names.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder(
                one.path().getFileName().toString(), one.path().getFileName() + ".lock");
      }
    }
  }

  @Test
  void headersRefuseWhatIsTooLong() {
    char[] title = new char[OfferHeader.MAX_TITLE + 1];
    Arrays.fill(title, 'x');
    assertThatThrownBy(() ->
            new OfferHeader(
                TransferId.random(),
                new String(title),
                null,
                dev.ferry.inbox.ClashPolicy.KEEP_BOTH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsOfSharesAreNotInTheirTexts() {
    ShareAccess.Pin pin = ShareAccess.Pin.random();
    assertThat(pin.toString()).doesNotContain(pin.digits());
  }
}
