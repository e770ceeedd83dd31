package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.NamespaceLan;
import dev.ferry.testkit.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Discovery between machines: processes in network namespaces, behind one switch. */
class LanTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final List<FerryProcess> members = new ArrayList<>();

  @AfterEach
  void endAll() {
    members.forEach(FerryProcess::close);
  }

  @Test
  void twoMachinesFindEachOther() {
    try (NamespaceLan lan = NamespaceLan.of(2)) {
      FerryProcess attic = start(lan, 0, "attic");
      FerryProcess cellar = start(lan, 1, "cellar");
      attic.awaitOutput("cellar at 10\\.97\\.0\\.2 proven", SOON);
      cellar.awaitOutput("attic at 10\\.97\\.0\\.1 proven", SOON);
    }
  }

  @Test
  void threeMachinesFindEachOther() {
    try (NamespaceLan lan = NamespaceLan.of(3)) {
      List<String> names = List.of("attic", "cellar", "kitchen");
      for (int i = 0; i < 3; i++) {
        start(lan, i, names.get(i));
      }
      for (int i = 0; i < 3; i++) {
        for (int other = 0; other < 3; other++) {
          if (i != other) {
            members
                .get(i)
                .awaitOutput(
                    names.get(other) + " at 10\\.97\\.0\\." + (other + 1) + " proven", SOON);
          }
        }
      }
    }
  }

  @Test
  void machinesWithoutIpv4FindEachOtherOverIpv6() {
    try (NamespaceLan lan = NamespaceLan.of(2)) {
      for (int i = 0; i < 2; i++) {
        lan.machine(i).ip("addr", "del", lan.machine(i).address() + "/24", "dev", "eth0");
      }
      FerryProcess attic = start(lan, 0, "attic");
      FerryProcess cellar = start(lan, 1, "cellar");
      attic.awaitOutput("cellar at fe80:.*%.* proven", SOON);
      cellar.awaitOutput("attic at fe80:.*%.* proven", SOON);
    }
  }

  @Test
  void adapterThatIsPulledAndPluggedInAgainIsUsedAgain() {
    try (NamespaceLan lan = NamespaceLan.of(2)) {
      FerryProcess attic = start(lan, 0, "attic");
      lan.machine(1).unplug();
      FerryProcess cellar = start(lan, 1, "cellar");
      cellar.awaitOutput("ready \\[lo\\]", SOON);
      lan.machine(1).plug();
      attic.awaitOutput("cellar at 10\\.97\\.0\\.2 proven", SOON);
      cellar.awaitOutput("attic at 10\\.97\\.0\\.1 proven", SOON);
      cellar.type("interfaces");
      cellar.awaitOutput("interfaces: \\[eth0\\]", SOON);
    }
  }

  @Test
  void scanFindsWhomMulticastDoesNotReach() {
    try (NamespaceLan lan = NamespaceLan.of(2)) {
      lan.machine(0).refuseMulticast();
      lan.machine(1).refuseMulticast();
      FerryProcess attic = start(lan, 0, "attic");
      FerryProcess cellar = start(lan, 1, "cellar", "53317");
      cellar.type("shout unheard 10.97.0.2");
      cellar.awaitOutput("shouted unheard", SOON);
      attic.type("scan");
      attic.awaitOutput("scanned: 1", SOON);
      attic.awaitOutput("cellar at 10\\.97\\.0\\.2 proven", SOON);
      cellar.awaitOutput("attic at 10\\.97\\.0\\.1 proven", SOON);
      assertThat(attic.output()).noneMatch(line -> line.contains("unheard"));
    }
  }

  @Test
  void whoSpeaksFromAnotherSubnetIsNotHeard() {
    try (NamespaceLan lan = NamespaceLan.of(2)) {
      lan.machine(1).ip("addr", "add", "192.168.77.1/24", "dev", "eth0");
      FerryProcess attic = start(lan, 0, "attic");
      FerryProcess cellar = start(lan, 1, "cellar");
      cellar.type("shout stranger 192.168.77.1");
      cellar.awaitOutput("shouted stranger", SOON);
      cellar.type("shout neighbour 10.97.0.2");
      attic.awaitOutput("\\+ neighbour at 10\\.97\\.0\\.2", SOON);
      assertThat(attic.output()).noneMatch(line -> line.contains("stranger"));
    }
  }

  private FerryProcess start(NamespaceLan lan, int machine, String... arguments) {
    Program program =
        Program.java(LanMember.class.getName(), "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    FerryProcess process = FerryProcess.start(lan.machine(machine).inside(program), arguments);
    members.add(process);
    process.awaitOutput("^ready", SOON);
    return process;
  }
}
