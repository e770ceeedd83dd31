package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyWithdrawnTest {
  private static final int FILES = 1100;

  @TempDir Path folder;

  @Test
  void zerosSentForMoreSourcesThanAreNamedAreNotPublishedByTheNextSenderEither() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    for (int i = 0; i < FILES; i++) {
      Files.write(tree.resolve("f" + i), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder.resolve("receiver"))) {
      Outgoing outgoing = sending.open();
      Incoming incoming = receiving.accept(outgoing);
      for (int i = 0; i < FILES; i++) {
        Files.delete(tree.resolve("f" + i));
      }
      Carrier.carry(outgoing, incoming, 0, incoming.length());
      outgoing.close();

      outgoing = sending.open();
      Carrier.finish(outgoing, incoming);
      outgoing.close();

      assertThat(receiving.inbox().resolve("tree")).isEmptyDirectory();
    }
  }
}
