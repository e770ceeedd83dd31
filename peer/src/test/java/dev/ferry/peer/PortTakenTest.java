package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.transfer.Approver;
import dev.ferry.transfer.TransferException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a peer does and says when the port that it wants is somebody else's. */
@Timeout(60)
class PortTakenTest {
  @TempDir private Path folder;

  private static Receiving receive(Party party, int port) throws Exception {
    return party
        .peer()
        .receive(
            ReceiveOptions.into(party.inbox)
                .withListen(new ListenOptions(port, true, InetAddress.getLoopbackAddress())),
            Approver.everything());
  }

  @Test
  void portOfAnotherFerryIsSaidToBeThatFerrys() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving first = ann.receive(Approver.everything());
        Receiving second = receive(bob, first.port())) {
      TakenPort taken = Objects.requireNonNull(second.taken());
      assertThat(taken.port()).isEqualTo(first.port());
      assertThat(taken.by()).isEqualTo("the Ferry ann");
      assertThat(second.port()).isNotEqualTo(first.port());
      assertThat(first.taken()).isNull();
    }
  }

  @Test
  void portOfTheSamePeerInAnotherProcessIsSaidToBeItsOwn() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party again = new Party(folder, "ann");
        Sharing first =
            ann.share(ShareOptions.Access.PUBLIC, Files.createFile(folder.resolve("a")));
        Receiving second = receive(again, Party.at(first).port())) {
      assertThat(Objects.requireNonNull(second.taken()).by())
          .isEqualTo("this very peer, which listens there already in another process");
    }
  }

  @Test
  void portOfAnotherProgramIsSaidToBeThatPrograms() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux: /proc tells programs");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Party ann = new Party(folder, "ann");
        Receiving receiving = receive(ann, other.getLocalPort())) {
      assertThat(Objects.requireNonNull(receiving.taken()).by())
          .isEqualTo("java (process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void exactPortThatIsTakenIsRefusedWithWhoHasIt() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving first = ann.receive(Approver.everything())) {
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> bob.receive(Approver.everything(), first.port(), 0).close())
          .withMessageContaining("port " + first.port() + " is used by the Ferry ann");
    }
  }
}
