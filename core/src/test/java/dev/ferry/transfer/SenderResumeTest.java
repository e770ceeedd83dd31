package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.EntrySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sender that ended, or whose sources changed, leaves to the one after it. */
class SenderResumeTest extends AgreedSides {
  SenderResumeTest() {
    super(2L * CHUNK);
  }

  @Test
  void aSenderThatWasRestartedNeitherListsNorReadsAgain() throws IOException {
    Carrier.carry(outgoing, incoming, 0, 2 * CHUNK);
    outgoing.close();
    for (String name : new String[] {"a", "b"}) {
      // Whoever reads these again notices.
      Files.setLastModifiedTime(tree.resolve(name), FileTime.fromMillis(1));
    }
    outgoing = sending.open();
    assertThat(outgoing.accepted()).isTrue();
    ChunkHashes hashes = outgoing.hashes();
    hashes.next();
    hashes.next();

    assertThat(outgoing.withdrawn()).isEmpty();
    assertThat(sending.listings()).isEqualTo(1);
    hashes.next();
    assertThat(outgoing.withdrawn()).hasSize(1);
  }

  @Test
  void zerosSentForAChangedSourceAreNeverPublishedByTheNextSender() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    Files.write(tree.resolve("a"), new byte[7]);
    Carrier.carry(outgoing, incoming, CHUNK, incoming.length());
    assertThat(outgoing.withdrawn()).hasSize(1);
    outgoing.close();

    outgoing = sending.open();
    Receipt receipt = Carrier.finish(outgoing, incoming);

    assertThat(receipt.withdrawn())
        .singleElement()
        .satisfies(withdrawn -> assertThat(withdrawn.path()).isEqualTo("tree/a"));
    assertThat(receiving.inbox().resolve("tree/a")).doesNotExist();
    assertThat(receiving.inbox().resolve("tree/b")).hasSameBinaryContentAs(tree.resolve("b"));
  }

  @Test
  void aSourceThatChangedBetweenTwoSendersIsNeverMixedWhateverItsTimeSays() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    outgoing.close();
    changeUnseen(tree.resolve("a"));

    outgoing = sending.open();
    assertWithdrawn(Carrier.finish(outgoing, incoming), "tree/a");
  }

  @Test
  void aSourceThatChangedAfterItsConnectionBrokeIsNeverMixed() throws IOException {
    long begun = CHUNK + 1000 + CHUNK / 2;
    Carrier.carry(outgoing, incoming, 0, begun);
    changeUnseen(tree.resolve("b"));

    Carrier.carry(outgoing, incoming, begun, incoming.length());
    assertWithdrawn(Carrier.finish(outgoing, incoming), "tree/b");
  }

  @Test
  void aSourceThatChangedBeforeAnyOfItWasSentIsSentAsItIs() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    outgoing.close();
    changeUnseen(tree.resolve("b"));

    outgoing = sending.open();
    assertThat(Carrier.finish(outgoing, incoming).whole()).isTrue();
    assertArrived();
  }

  /** Other bytes, the same size and time; the system has seen it, however fast this test is. */
  private static void changeUnseen(Path file) throws IOException {
    FileTime modified = Files.getLastModifiedTime(file);
    Object before = Files.getAttribute(file, "unix:ctime");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i += 1000) {
      bytes[i] ^= 1;
    }
    do {
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, modified);
    } while (Files.getAttribute(file, "unix:ctime").equals(before));
  }

  private void assertWithdrawn(Receipt receipt, String path) {
    assertThat(receipt.withdrawn())
        .singleElement()
        .satisfies(withdrawn -> assertThat(withdrawn.path()).isEqualTo(path));
    assertThat(receiving.inbox().resolve(path)).doesNotExist();
  }

  @Test
  void anotherAnswerMakesAnotherPayload() throws Exception {
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
    incoming.cancel("test");
    receiving.approver(
        offer -> new Approver.Answer.Some(EntrySet.ofRuns(List.of(new EntrySet.Run(2, 4)))));
    outgoing.close();
    outgoing = sending.open();
    incoming = receiving.accept(outgoing);
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);

    assertThat(Carrier.seal(outgoing, incoming))
        .as("hashes of the first payload must not be taken for those of the second")
        .isInstanceOf(Sealed.Complete.class);
    assertThat(receiving.inbox().resolve("tree/a")).doesNotExist();
    assertThat(receiving.inbox().resolve("tree/b")).hasSameBinaryContentAs(tree.resolve("b"));
  }
}
