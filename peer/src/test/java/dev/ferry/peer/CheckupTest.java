package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.identity.Identity;
import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.peer.Finding.Level;
import dev.ferry.peer.Finding.Topic;
import dev.ferry.store.History;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.SmallDisk;
import dev.ferry.transfer.Approver;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found on this machine, with homes, disks and ports that are as they should not be. */
@Timeout(120)
class CheckupTest {
  @TempDir private Path folder;
  private DiscoveryOptions network = DiscoveryOptions.looking();
  private Path home = Path.of("home");
  private Path inbox = Path.of("inbox");

  @BeforeEach
  void aPortOfOurOwn() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0)) {
      network = DiscoveryOptions.looking().withPort(free.getLocalPort()).withLoopback(true);
    }
    home = folder.resolve("home");
    inbox = Files.createDirectory(folder.resolve("inbox"));
  }

  private void settings(String... lines) throws IOException {
    PeerOptions options = PeerOptions.at(home);
    Peer.open(options).close();
    Files.writeString(home.resolve("settings.conf"), String.join("\n", lines) + "\n");
  }

  private void usualSettings(int port) throws IOException {
    settings("inbox = " + inbox, "port = " + port, "alias = ann");
  }

  private List<Finding> found() throws InterruptedException {
    return found(Checkup.of(PeerOptions.at(home), network));
  }

  private static List<Finding> found(Checkup checkup) throws InterruptedException {
    List<Finding> found = new ArrayList<>();
    long begin = System.nanoTime();
    checkup.run(found::add);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    return found;
  }

  private static Finding one(List<Finding> found, Topic topic, String text) {
    return found.stream()
        .filter(each -> each.topic() == topic && each.text().contains(text))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("nothing of " + topic + " with " + text + ": " + found));
  }

  @Test
  void homeAndInboxInOrderAreSaidToBeAndNothingIsLeftOfTheMeasuring() throws Exception {
    usualSettings(0);

    List<Finding> found = found();

    assertThat(one(found, Topic.HOME, "is in order; others see the name ann").level())
        .isEqualTo(Level.OK);
    Finding disk = one(found, Topic.INBOX, inbox + " can be written");
    assertThat(disk.level()).isEqualTo(Level.OK);
    assertThat(disk.numbers().get("bytesPerSecond")).isPositive();
    assertThat(inbox).isEmptyDirectory();
    assertThat(found).extracting(Finding::topic).contains(Topic.ADDRESS, Topic.PORT, Topic.CLOCK);
  }

  @Test
  void homeThatIsMissingIsNotMade() throws Exception {
    assertThat(one(found(), Topic.HOME, "the first use makes it").level()).isEqualTo(Level.OK);
    assertThat(home).doesNotExist();
  }

  @Test
  void brokenSettingsIdentityAndHistoryAreFindingsAndAllElseIsLookedAt() throws Exception {
    settings("port = many");
    Files.writeString(home.resolve(Identity.FILE), "nonsense");
    Files.writeString(home.resolve(History.FILE), "this is no database".repeat(99));

    List<Finding> found = found();

    Finding settings = one(found, Topic.HOME, "line 1: port should be a number");
    assertThat(settings.level()).isEqualTo(Level.PROBLEM);
    assertThat(settings.advice()).startsWith("correct that line");
    Finding identity = one(found, Topic.HOME, "identity.pem is damaged");
    assertThat(identity.level()).isEqualTo(Level.PROBLEM);
    assertThat(identity.advice()).contains("restore it from a backup");
    assertThat(one(found, Topic.HOME, "The history in").advice()).isEqualTo("move it away");
    one(found, Topic.MULTICAST, "");
    assertThat(home.resolve(Identity.FILE)).hasContent("nonsense");
  }

  @Test
  void homeThatOthersMayWriteToIsAProblem() throws Exception {
    usualSettings(0);
    Commands.run("chmod", "777", home.toString());

    Finding finding = one(found(), Topic.HOME, "can be written by others");

    assertThat(finding.level()).isEqualTo(Level.PROBLEM);
    assertThat(finding.advice()).startsWith("run chmod 700 on it");
  }

  @Test
  void portOfAnotherProgramIsNamedWithTheNextFreeOne() throws Exception {
    Requires.linux("naming the program at a port");
    try (ServerSocket other = new ServerSocket(0)) {
      usualSettings(other.getLocalPort());

      Finding finding =
          one(found(), Topic.PORT, "TCP " + other.getLocalPort() + " is used by java");

      assertThat(finding.level()).isEqualTo(Level.NOTE);
      assertThat(finding.text()).contains("(process " + ProcessHandle.current().pid() + ")");
      assertThat(finding.advice()).matches(".* add :\\d+");
    }
  }

  @Test
  void portOfAnotherFerryAndOfThisOneInAnotherProcessAreToldApart() throws Exception {
    try (Party bob = new Party(folder, "bob", network);
        Receiving receiving = bob.receive(Approver.everything())) {
      usualSettings(receiving.port());
      assertThat(one(found(), Topic.PORT, "is used by the Ferry bob").level())
          .isEqualTo(Level.NOTE);

      Path bobs = bob.peer().self().home();
      Files.writeString(
          bobs.resolve("settings.conf"),
          "port = " + receiving.port() + "\ninbox = " + inbox + "\n");
      List<Finding> own = found(Checkup.of(PeerOptions.at(bobs), network));
      assertThat(one(own, Topic.PORT, "this Ferry listens there, in another process").level())
          .isEqualTo(Level.OK);
    }
  }

  @Test
  void runningPeerSaysThatThePortIsItsOwn() throws Exception {
    try (Party ann = new Party(folder, "ann", network);
        Receiving receiving = ann.receive(Approver.everything())) {
      List<Finding> found = found(ann.peer().checkup());

      one(found, Topic.PORT, ": this Ferry listens there");
      assertThat(found.toString()).contains(String.valueOf(receiving.port()));
    }
  }

  @Test
  void portOfMulticastThatAnotherProgramKeepsForItselfIsAProblem() throws Exception {
    Requires.linux("a UDP port that is not shared");
    usualSettings(0);
    try (DatagramSocket selfish = new DatagramSocket(null)) {
      selfish.setReuseAddress(false);
      selfish.bind(new InetSocketAddress(network.port()));

      Finding finding = one(found(), Topic.PORT, "UDP " + network.port() + " is kept by java");

      assertThat(finding.level()).isEqualTo(Level.PROBLEM);
    }
  }

  @Test
  void whoIsNearIsToldWithTheClockThatItHas() throws Exception {
    usualSettings(0);
    try (Party bob = new Party(folder, "bob", network);
        Receiving _ =
            bob.peer()
                .receive(
                    ReceiveOptions.into(bob.inbox).withListen(ListenOptions.port(0)),
                    Approver.everything())) {
      List<Finding> found = found();

      assertThat(one(found, Topic.NEAR, "bob at ").numbers()).containsEntry("peers", 1L);
      one(found, Topic.CLOCK, "it agrees with that of bob");
    }
  }

  @Test
  void inboxThatIsMissingIsNotMadeAndAFileInItsPlaceIsAProblem() throws Exception {
    Files.delete(inbox);
    usualSettings(0);
    assertThat(one(found(), Topic.INBOX, "is made when something comes").level())
        .isEqualTo(Level.OK);
    assertThat(inbox).doesNotExist();

    Files.writeString(inbox, "");
    assertThat(one(found(), Topic.INBOX, "is not a folder").level()).isEqualTo(Level.PROBLEM);
  }

  @Test
  void fullAndReadOnlyDisksAreProblems() throws Exception {
    usualSettings(0);
    try (SmallDisk disk = SmallDisk.mount(inbox, 1)) {
      Files.write(disk.path().resolve("fills it"), new byte[1 << 20]);
      Finding full = one(found(), Topic.INBOX, "the disk is full");
      assertThat(full.level()).isEqualTo(Level.PROBLEM);

      Commands.run("mount", "-o", "remount,ro", inbox.toString());
      Finding readOnly = one(found(), Topic.INBOX, "nothing can be received into " + inbox);
      assertThat(readOnly.text()).containsIgnoringCase("read-only");
      assertThat(readOnly.level()).isEqualTo(Level.PROBLEM);
    }
  }

  @Test
  void checkupThatIsStoppedEndsAtOnceAndLeavesNothing() throws Exception {
    usualSettings(0);
    Checkup checkup = Checkup.of(PeerOptions.at(home), network);
    Set<String> before = Set.copyOf(List.of(names(home)));

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> checkup.run(finding -> checkup.close()));

    assertThat(inbox).isEmptyDirectory();
    assertThat(Set.of(names(home))).isEqualTo(before);
  }

  private static String[] names(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? new String[0] : names;
  }
}
