package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.FerryProcess.Finished;
import dev.ferry.testkit.NamespaceLan;
import dev.ferry.testkit.NetworkNamespace;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} in the real program, on machines that are well and on others. */
@Timeout(300)
class DoctorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;
  private Path home = Path.of("home");

  @BeforeEach
  void makeAHome() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    Commands.run("chmod", "700", home.toString());
    Files.writeString(home.resolve("settings.conf"), "inbox = " + folder.resolve("inbox") + "\n");
  }

  private Finished doctor(Program program, String... more) {
    return FerryProcess.run(program.and("--home", home.toString(), "doctor"), LIMIT, more);
  }

  /** The lines without the breaks that the width made. */
  private static String text(Finished finished) {
    return String.join(" ", finished.output()).replaceAll("\\s+", " ");
  }

  @Test
  void brokenHomeIsFoundAndTheEndIsOne() throws Exception {
    Files.writeString(home.resolve("settings.conf"), "port = 99999\n");
    Files.writeString(home.resolve("identity.pem"), "nonsense");

    Finished finished = doctor(FERRY);

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(text(finished))
        .contains(
            "problem home", "line 1: port should be a number", "identity.pem", "program Ferry")
        .containsPattern("\\d problems.* above; -> says what to do\\.$");
    assertThat(finished.output()).allMatch(line -> line.length() < 80 || !line.contains("->"));
    assertThat(finished.errors()).isEmpty();
  }

  @Test
  void programsGetEventsAndTheEnd() {
    Finished finished = doctor(FERRY, "--json");

    assertThat(finished.output()).allMatch(line -> line.startsWith("{\"v\":1,\"event\":"));
    assertThat(finished.output())
        .anyMatch(line -> line.contains("\"topic\":\"inbox\",\"level\":\"ok\""))
        .last()
        .asString()
        .contains("\"event\":\"exit\"");
  }

  @Test
  void machineWithoutAnyNetworkIsToldSoAndNoProgramOfThePathIsRun() throws IOException {
    Requires.linuxRoot("a machine without a network");
    Requires.command("unshare", "a machine without a network");

    Path received = Files.createDirectories(home.resolve("received"));
    for (String name : List.of("nft", "iptables")) {
      Path program = received.resolve(name);
      Files.writeString(program, "#!/bin/sh\ntouch '" + home.resolve("run") + "'\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    Program ferry = FERRY.behind("unshare", "-n");

    Finished finished = doctor(ferry.with("PATH", received + ":" + System.getenv("PATH")));

    assertThat(home.resolve("run")).doesNotExist();
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(text(finished))
        .contains("problem address this machine is in no network", "nobody was found");
  }

  @Test
  void firewallThatKeepsTheGroupOutIsNoticedAndOneThatNamesThePortIsNot() {
    Requires.command("nft", "a firewall");
    try (NamespaceLan lan = NamespaceLan.of(1)) {
      NetworkNamespace machine = lan.machine(0);
      nft(machine, "add table inet filter");
      nft(
          machine,
          "add chain inet filter input { type filter hook input priority 0 ; policy drop ; }");
      nft(machine, "add rule inet filter input iif lo accept");

      Finished shut = doctor(machine.inside(FERRY));
      assertThat(shut.exitCode()).isEqualTo(1);
      assertThat(text(shut))
          .contains(
              "10.97.0.1 (eth0): for devices in the same network",
              "does not come back on eth0 (IPv4)",
              "allow UDP 53317 to come in",
              "no rule names port 53317");

      nft(machine, "add rule inet filter input udp dport 53317 accept");
      nft(machine, "add rule inet filter input tcp dport 53317 accept");
      Finished opened = doctor(machine.inside(FERRY));
      assertThat(opened.exitCode()).as(opened.text()).isZero();
      assertThat(text(opened)).contains("works on eth0 IPv4", "has a rule for port 53317");
    }
  }

  private static void nft(NetworkNamespace machine, String rule) {
    Commands.run("ip", "netns", "exec", machine.name(), "nft", rule);
  }

  @Test
  void shellSaysThatThePortIsItsOwnAndTakesDoctorWithoutFerry() throws Exception {
    try (ShellPeer ann = ShellPeer.open(folder, "ann")) {
      ann.enter("doctor");
      ann.sees("^ok +port +TCP \\d+: this Ferry listens there$");
      ann.sees("^ok +terminal +\\d+ columns");
      ann.sees("above|as it should be");
      ann.terminal().await("^ferry>$", ShellPeer.LIMIT);
      assertThat(ann.terminal().all()).doesNotContain("ferry peers --scan", "Exception");
      ann.leaves();
    }
  }

  @Test
  void charsetsOtherThanUtf8AreNoticed() {
    assertThat(Surfaces.charset(Map.of("LANG", "de_DE.ISO-8859-1@euro"))).isEqualTo("ISO-8859-1");
    assertThat(Surfaces.charset(Map.of("LANG", "de_DE.UTF-8"))).isEmpty();
    assertThat(Surfaces.charset(Map.of("LANG", "x.ISO-8859-1", "LC_CTYPE", "C.utf8"))).isEmpty();
    assertThat(Surfaces.charset(Map.of())).isEmpty();
  }
}
