package dev.ferry.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Console.Manner;
import dev.ferry.cli.show.SafeText;
import dev.ferry.cli.show.Samples;
import dev.ferry.cli.show.Style;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.peer.AcceptRule;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.WrongPin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OfferApproverTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Fingerprint> trusted = new ArrayList<>();

  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  @ParameterizedTest
  @CsvSource({
    "ALL,UNPROVEN,true",
    "KNOWN,UNPROVEN,false",
    "ASK,UNPROVEN,false",
    "ALL,UNKNOWN,true",
    "ALL,KNOWN,true",
    "ALL,TRUSTED,true",
    "ALL,CHANGED,false",
    "KNOWN,UNKNOWN,false",
    "KNOWN,KNOWN,false",
    "KNOWN,TRUSTED,true",
    "KNOWN,CHANGED,false",
    "ASK,UNKNOWN,false",
    "ASK,KNOWN,false",
    "ASK,TRUSTED,false",
    "ASK,CHANGED,false"
  })
  void withoutAPersonOnlyTheRuleLetsIn(AcceptRule rule, Standing standing, boolean accepted)
      throws Exception {
    try (Console console = console(Manner.PLAIN)) {
      Answer answer =
          new OfferApprover(rule, console, new ScriptedPerson("y"), trusted::add)
              .decide(Offers.of(folder, standing, "a"));
      assertThat(answer instanceof Answer.All).isEqualTo(accepted);
    }
  }

  @Test
  void nobodyIsAskedForPreviewsWhereNoPersonDecides() throws Exception {
    FirstLookTest.Sender sender = new FirstLookTest.Sender();
    Offer offer = FirstLookTest.with(Offers.of(folder, Standing.TRUSTED, "a"), sender);
    try (Console console = console(Manner.PLAIN)) {
      for (AcceptRule rule : AcceptRule.values()) {
        new OfferApprover(rule, console, new ScriptedPerson(), trusted::add).decide(offer);
      }
    }
    assertThat(sender.asked()).isEmpty();
  }

  @Test
  void whatIsInAFolderIsToldByNamesAndKinds() throws Exception {
    Offer offer =
        Offers.of(
            folder, Standing.KNOWN, "p/a.jpg", "p/b.png", "p/c.csv", "p/d", "p/e", "p/f", "p/g");
    try (Console console = console(Manner.PLAIN)) {
      new OfferApprover(AcceptRule.ALL, console, new ScriptedPerson(), trusted::add).decide(offer);
    }
    assertThat(text())
        .contains("  4 other files, 2 pictures, 1 table\n")
        .contains("  in it: a.jpg, b.png, c.csv, d, e, f and 1 more\n");
  }

  @Test
  void topLevelNamesThatAreNotToldAreCounted() throws Exception {
    Offer many = Offers.of(folder, Standing.KNOWN, "a", "b", "c/1", "c/2", "d");
    Offer offer =
        new Offer(
            many.id(),
            many.from(),
            "a and 3 more",
            null,
            Samples.plan("a"),
            many.manifest(),
            many.destination(),
            many.glimpses());
    try (Console console = console(Manner.PLAIN)) {
      new OfferApprover(AcceptRule.ALL, console, new ScriptedPerson(), trusted::add).decide(offer);
    }
    assertThat(text()).contains("\n  a and 3 more\n").doesNotContain("in it:");
  }

  @Test
  void whoGivesAWrongPinIsTold() {
    try (Console console = console(Manner.PLAIN)) {
      OfferApprover approver = new OfferApprover(AcceptRule.ASK, console, trusted::add, () -> {});
      approver.turnedAway(new WrongPin("bob\u001b[2J", "192.0.2.1", 2, Duration.ZERO));
      approver.turnedAway(new WrongPin("", "fd00::1", 0, Duration.ofSeconds(20)));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "bob\\u{001B}[2J at 192.0.2.1 gave a wrong PIN (1 of 3)",
            "Somebody at fd00::1 gave a wrong PIN too often; its next try counts in 20 s");
  }

  @Test
  void declinedByNobodySaysWhatToDoOnBothSides() throws Exception {
    try (Console console = console(Manner.PLAIN)) {
      Answer answer =
          new OfferApprover(AcceptRule.ASK, console, trusted::add, () -> {})
              .decide(Offers.of(folder, Standing.UNKNOWN, "a"));
      assertThat(((Answer.Decline) answer).reason()).contains("--accept known", "--accept all");
    }
    assertThat(text()).contains("bob at 192.168.1.7:53317, unknown");
    assertThat(text()).contains("Declined: nobody can be asked here", "--accept all");
  }

  @Test
  void whoProvesNoIdentityIsIntroducedSoAndWithoutWords() throws Exception {
    ScriptedPerson person = new ScriptedPerson("t", "y");
    Offer offer = Offers.of(folder, Standing.UNPROVEN, "a");
    try (Console console = console(Manner.LIVE)) {
      new OfferApprover(AcceptRule.ASK, console, person, trusted::add).decide(offer);
    }
    assertThat(trusted).isEmpty();
    assertThat(person.heard().getFirst()).doesNotContain("[t]rust");
    assertThat(text())
        .contains("bob at 192.168.1.7:53317, unproven: it proves no identity")
        .doesNotContain(offer.from().fingerprint().words().getFirst());
  }

  @Test
  void ruleThatDoesNotApplyAsksThePerson() throws Exception {
    try (Console console = console(Manner.LIVE)) {
      OfferApprover approver =
          new OfferApprover(AcceptRule.KNOWN, console, new ScriptedPerson("t"), trusted::add);
      assertThat(approver.decide(Offers.of(folder, Standing.KNOWN, "a")))
          .isEqualTo(new Answer.All(null));
    }
    assertThat(trusted).containsExactly(Samples.peer("").fingerprint());
  }

  @Test
  void trustedPeerIsAskedAboutToo() throws Exception {
    ScriptedPerson person = new ScriptedPerson("n");
    try (Console console = console(Manner.LIVE)) {
      new OfferApprover(AcceptRule.ASK, console, person, trusted::add)
          .decide(Offers.of(folder, Standing.TRUSTED, "a"));
    }
    assertThat(person.heard()).hasSize(1);
  }

  @Test
  void offersAreAskedAboutOneAtATime() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicBoolean overlapped = new AtomicBoolean();
    Person slow =
        new Person() {
          @Override
          public void tell(String line) {}

          @Override
          public Optional<String> ask(String question) {
            overlapped.compareAndSet(false, atOnce.incrementAndGet() > 1);
            atOnce.decrementAndGet();
            return Optional.of("y");
          }
        };
    try (Console console = console(Manner.LIVE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      OfferApprover approver = new OfferApprover(AcceptRule.ASK, console, slow, trusted::add);
      Offer offer = Offers.of(folder, Standing.KNOWN, "a");
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> approver.decide(offer)));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get()).isEqualTo(new Answer.All(null));
      }
    }
    assertThat(overlapped).isFalse();
  }

  @Test
  void offerThatVanishesMakesRoomForTheNext() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger questions = new AtomicInteger();
    Person absent =
        new Person() {
          @Override
          public void tell(String line) {}

          @Override
          public Optional<String> ask(String question) throws InterruptedException {
            if (questions.incrementAndGet() == 1) {
              asked.countDown();
              new CountDownLatch(1).await();
            }
            return Optional.of("y");
          }
        };
    try (Console console = console(Manner.LIVE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      OfferApprover approver = new OfferApprover(AcceptRule.ASK, console, absent, trusted::add);
      Offer offer = Offers.of(folder, Standing.KNOWN, "a");
      Future<Answer> first = threads.submit(() -> approver.decide(offer));
      asked.await();
      Future<Answer> second = threads.submit(() -> approver.decide(offer));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> text().contains("One more offer waits for its turn: photos from bob"));
      first.cancel(true);
      assertThat(second.get()).isEqualTo(new Answer.All(null));
    }
    assertThat(text()).contains("The offer of photos from bob is gone.");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void noNameOfAPeerReachesTheScreenUnescaped(CorpusName hostile) throws Exception {
    String name = hostile.name() + "\u001b[2J\u202e\u009b1m";
    for (Standing standing : Standing.values()) {
      try (Console console = console(Manner.PLAIN)) {
        new OfferApprover(AcceptRule.ASK, console, trusted::add, () -> {})
            .decide(
                new Offer(
                    Samples.ID,
                    Samples.peer(name, standing),
                    name,
                    name,
                    Samples.plan(name),
                    Offers.manifest(folder, "a"),
                    "/home/" + name,
                    Glimpses.none()));
      }
    }
    SafeText.check(text());
  }

  private Console console(Manner manner) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Console(
        new Console.Setting(manner, Style.plain(), true), stream, stream, InstantSource.system());
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
