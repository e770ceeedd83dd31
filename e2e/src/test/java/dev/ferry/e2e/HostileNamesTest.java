package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.CanaryTree;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus of hostile names through every entrance of the real program. Legal ones arrive as they
 * were sent; the others are refused; nothing outside of the inbox is touched; nothing that steers a
 * terminal is printed.
 */
class HostileNamesTest {

  private static ThrowawayIdentity stranger;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private CanaryTree canary;

  @BeforeAll
  static void makeIdentity() {
    stranger = ThrowawayIdentity.make();
  }

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    canary = CanaryTree.around(folder.resolve("canary"), 1);
  }

  @AfterEach
  void outsideIsUntouched() {
    canary.assertUntouched();
  }

  @Test
  void legalNamesTravelInATreeAndArriveAsTheyAre() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    int number = 0;
    for (CorpusName name : CorpusName.legal()) {
      Path file = tree.resolve("%03d".formatted(number++)).resolve(name.name());
      Files.createDirectories(file.getParent());
      Files.writeString(file, name.toString());
    }
    Listener listener = receiver.receive(canary.inbox());
    sender.sendWhole(listener.address(), tree);
    TreeSnapshot.of(tree)
        .assertSame("legal names", TreeSnapshot.of(canary.inbox().resolve("tree")));

    FerryProcess.Finished plain = sender.run("send", tree.toString(), "--to", listener.address());
    assertFitForAScreen(plain.text());
  }

  @Test
  void legalNamesArriveAtTheTopOfTheInboxToo() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    List<String> words = new ArrayList<>(List.of("send"));
    for (CorpusName name : CorpusName.legal()) {
      if (!name.name().contains("/")) {
        Files.writeString(source.resolve(name.name()), name.toString());
        words.add(source.resolve(name.name()).toString());
      }
    }
    Listener listener = receiver.receive(canary.inbox());
    words.addAll(List.of("--to", listener.address()));
    sender.start(words.toArray(String[]::new)).assertExit(0, Station.LIMIT);
    TreeSnapshot.of(source)
        .withoutFolderTimes()
        .assertSame(
            "at the top",
            TreeSnapshot.of(canary.inbox(), path -> !path.endsWith(StagingFolders.NAME)));
  }

  @Test
  void illegalNamesInAnOfferAreRefusedAndLeaveNothing() throws IOException {
    Listener listener = receiver.receive(canary.inbox());
    RawOffers offers = new RawOffers(stranger, listener.port());
    for (CorpusName name : CorpusName.illegal()) {
      for (String entry : List.of(RawOffers.file(name.name()), RawOffers.folder(name.name()))) {
        RawConnection.Message answer = offers.offer("stranger", List.of(entry), 1);
        assertThat(answer.status()).as(name.toString()).isBetween(400, 499);
        assertThat(answer.text()).as(name.toString()).contains("bad-request");
      }
    }
    assertThat(StagingFolders.visibleIn(canary.inbox())).isEmpty();
    assertThat(listener.process().isAlive()).isTrue();
  }

  @Test
  void linksThatLeadOutsideAreNotMadeAndNothingIsWrittenThroughLinks() throws IOException {
    Listener listener = receiver.receive(canary.inbox());
    RawOffers offers = new RawOffers(stranger, listener.port());
    for (String target :
        List.of(
            "../x", "/etc/passwd", "..", "a/../../x", "../inbox-neighbour", "/", "b/..//../x")) {
      offers.offer("stranger", List.of(RawOffers.link("link", target)), 0);
      assertThat(canary.inbox().resolve("link")).doesNotExist();
      assertThat(Files.isSymbolicLink(canary.inbox().resolve("link"))).as(target).isFalse();
    }
    RawConnection.Message through =
        offers.offer(
            "stranger",
            List.of(RawOffers.link("d", "../inbox-neighbour"), RawOffers.file("d/x")),
            1);
    assertThat(through.status()).isBetween(400, 499);
  }

  @Test
  void linkThatIsInTheInboxAlreadyIsNotFollowed() throws IOException {
    Files.createSymbolicLink(canary.inbox().resolve("tree"), Path.of("../inbox-neighbour"));
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("x", 100).file("new", 100).done();
    Listener listener = receiver.receive(canary.inbox());
    sender.send(listener.address(), tree).exitCode(Station.LIMIT);
    Files.delete(canary.inbox().resolve("tree"));
  }

  @Test
  void hostileAliasesAndTitlesDoNotSteerTheScreen() throws IOException {
    FerryProcess plain =
        receiver.startPlain(
            "receive", "--into", canary.inbox().toString(), "--port", "0", "--accept", "all");
    int port = Integer.parseInt(plain.awaitOutput("--to \\S+:(\\d+)", Station.LIMIT).group(1));
    RawOffers offers = new RawOffers(stranger, port);
    for (CorpusName name : CorpusName.legal()) {
      List<String> lines =
          List.of(
              offers.header(name.name(), name.name()),
              RawOffers.file(name.name().replace('/', '_')),
              RawOffers.end(1, 1));
      offers.post(lines);
    }
    plain.terminate();
    plain.exitCode(Station.LIMIT);
    assertFitForAScreen(String.join("\n", plain.output()) + String.join("\n", plain.errors()));
    assertFitForAScreen(receiver.run("history").text());
    assertFitForAScreen(receiver.run("peers").text());
    assertFitForAScreen(receiver.run("transfers").text());
  }

  @Test
  void corpusAsArgumentsOfGetAndLsIsRefusedOrNotFound() throws IOException {
    Path tree = new TreeMaker(folder.resolve("shared"), 1).file("a", 10).done();
    FerryProcess sharing = receiver.start("share", tree.toString(), "--public", "--port", "0");
    String address = Station.await(sharing, "sharing").texts("addresses").getFirst();
    for (String name : List.of("../x", "/etc/passwd", "a/../../x", "shared/../../x", "..", "")) {
      FerryProcess.Finished got =
          sender.run("get", address, name, "--into", canary.inbox().toString());
      assertThat(got.exitCode()).as(name + "\n" + got.text()).isNotZero();
      FerryProcess.Finished listed = sender.run("ls", address, name);
      assertThat(listed.text()).as(name).doesNotContain("passwd ").doesNotContain("root:");
    }
    assertThat(StagingFolders.visibleIn(canary.inbox())).isEmpty();
  }

  /** No control character, no bidi mark, nothing of zero width: it would deceive who reads it. */
  private static void assertFitForAScreen(String text) {
    text.codePoints()
        .filter(c -> c != '\n')
        .forEach(c -> {
          int type = Character.getType(c);
          boolean fit =
              type != Character.CONTROL
                  && type != Character.FORMAT
                  && type != Character.LINE_SEPARATOR
                  && type != Character.PARAGRAPH_SEPARATOR
                  && type != Character.SURROGATE;
          assertThat(fit).as("U+%04X is printed in\n%s", c, text).isTrue();
        });
  }
}
