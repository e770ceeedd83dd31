package dev.ferry.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.SafeText;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.EntrySet;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {
  @TempDir private Path folder;
  private final AtomicInteger trusted = new AtomicInteger();

  static List<CorpusName> legalNames() {
    return CorpusName.legal();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", "YES"})
  void yesAcceptsEverything(String typed) throws Exception {
    assertThat(decide(offer(), new ScriptedPerson(typed))).isEqualTo(new Answer.All(null));
    assertThat(trusted).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "No"})
  void noDeclines(String typed) throws Exception {
    assertThat(decide(offer(), new ScriptedPerson(typed))).isEqualTo(new Answer.Decline(""));
  }

  @Test
  void anythingElseAsksAgain() throws Exception {
    ScriptedPerson person = new ScriptedPerson("", "perhaps", "yy", "u", "n");
    assertThat(decide(offer(), person)).isEqualTo(new Answer.Decline(""));
    assertThat(person.heard().stream().filter(line -> line.startsWith("?"))).hasSize(5);
  }

  @Test
  void personWhoLeavesHasDeclined() throws Exception {
    assertThat(decide(offer(), new ScriptedPerson()))
        .isEqualTo(new Answer.Decline("nobody was there to be asked"));
  }

  @Test
  void trustingAcceptsAndIsRemembered() throws Exception {
    assertThat(decide(offer(), new ScriptedPerson("t"))).isEqualTo(new Answer.All(null));
    assertThat(trusted).hasValue(1);
  }

  @Test
  void trustedPeerIsNotOfferedToBeTrusted() throws Exception {
    ScriptedPerson person = new ScriptedPerson("t", "y");
    decide(Offers.of(folder, Standing.TRUSTED, "a", "b"), person);
    assertThat(person.heard().getFirst()).isEqualTo("? Accept? [y]es [n]o [l]ist [s]ome:");
    assertThat(trusted).hasValue(0);
  }

  @Test
  void updatingIsOfferedOnlyWhenSomethingClashes() throws Exception {
    assertThat(decide(Offers.clashing(folder, "a", "b"), new ScriptedPerson("u")))
        .isEqualTo(new Answer.All(ClashPolicy.UPDATE));
    assertThat(decide(offer(), new ScriptedPerson("u", "n"))).isEqualTo(new Answer.Decline(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "t", "u"})
  void changedIdentityTakesMoreThanALetter(String letter) throws Exception {
    Offer offer = Offers.of(folder, Standing.CHANGED, "a");
    ScriptedPerson person = new ScriptedPerson(letter, "n");
    assertThat(decide(offer, person)).isEqualTo(new Answer.Decline(""));
    assertThat(person.heard().getFirst()).contains("CHANGED IDENTITY", "yes in full");
    assertThat(decide(offer, new ScriptedPerson("yes"))).isEqualTo(new Answer.All(null));
    assertThat(trusted).hasValue(0);
  }

  @Test
  void someTakesNumbersNamesAndPatterns() throws Exception {
    Offer offer =
        Offers.of(folder, Standing.KNOWN, "t/a/1.jpg", "t/a/2.png", "t/b", "t/c.txt", "t/d.jpg");
    ScriptedPerson person = new ScriptedPerson("s", "2-3, *.jpg", "n");
    // In order: t, t/a, t/a/1.jpg, t/a/2.png, t/b, t/c.txt, t/d.jpg.
    assertThat(decide(offer, person)).isEqualTo(new Answer.Some(indices(2, 4, 5, 6)));
    assertThat(person.heard())
        .containsSubsequence(
            "    1  t/a  2 files, 2.00 kB",
            "    2  t/b  1 file, 1.00 kB",
            "    3  t/c.txt  1 file, 1.00 kB",
            "    4  t/d.jpg  1 file, 1.00 kB")
        .contains("Chosen: 4 files, 4.00 kB");
  }

  @Test
  void someOfAFolderTakesAllThatIsInIt() throws Exception {
    Offer offer = Offers.of(folder, Standing.KNOWN, "t/a/1.jpg", "t/a/x/2.png", "t/b");
    assertThat(decide(offer, new ScriptedPerson("s", "1")))
        .isEqualTo(new Answer.Some(indices(1, 2, 3, 4)));
    assertThat(decide(offer, new ScriptedPerson("s", "t/a/x")))
        .isEqualTo(new Answer.Some(indices(3, 4)));
  }

  @Test
  void choosingNothingGoesBackToTheQuestion() throws Exception {
    ScriptedPerson person = new ScriptedPerson("s", "", "s", "no such thing", "", "y");
    assertThat(decide(offer(), person)).isEqualTo(new Answer.All(null));
    assertThat(person.heard()).contains("Nothing here is called no such thing.");
  }

  @Test
  void oneWrongItemIsNamedAndAskedAgainAboutAll() throws Exception {
    ScriptedPerson person = new ScriptedPerson("s", "1,3", "a,x\u001b[2J", "2-1", "2");
    assertThat(decide(offer(), person)).isEqualTo(new Answer.Some(indices(1)));
    assertThat(person.heard())
        .contains(
            "There is no 3 here: the list has 1 to 2.",
            "Nothing here is called x\\u{001B}[2J.",
            "There is no 2-1 here: the list has 1 to 2.");
  }

  @Test
  void numberThatIsNotInTheListMayBeAName() throws Exception {
    Offer offer = Offers.of(folder, Standing.KNOWN, "2024", "a");
    assertThat(decide(offer, new ScriptedPerson("s", "2024")))
        .isEqualTo(new Answer.Some(indices(0)));
  }

  @Test
  void listTellsTheNumbersThatCanBeChosen() throws Exception {
    Offer offer = Offers.of(folder, Standing.KNOWN, "t/a/1.jpg", "t/b");
    ScriptedPerson person = new ScriptedPerson("l", "s", "2", "n");
    assertThat(decide(offer, person)).isEqualTo(new Answer.Some(indices(3)));
    assertThat(person.heard())
        .containsSubsequence(
            "                 t/",
            "    1            t/a/",
            "        1.00 kB  t/a/1.jpg",
            "    2   1.00 kB  t/b");
  }

  @Test
  void longListComesInPages() throws Exception {
    String[] files = IntStream.range(0, 100).mapToObj("f%03d"::formatted).toArray(String[]::new);
    ScriptedPerson person = new ScriptedPerson("l", "l", "l", "n");
    decide(Offers.of(folder, Standing.KNOWN, files), person);
    List<String> listed =
        person.heard().stream().filter(line -> line.contains("  f")).map(String::strip).toList();
    assertThat(listed).hasSize(100).first().isEqualTo("1   1.00 kB  f000");
    assertThat(listed).last().isEqualTo("100   1.00 kB  f099");
    assertThat(person.heard()).contains("  ... 60 more; l shows the next ones");
  }

  @ParameterizedTest
  @MethodSource("legalNames")
  void listShowsNoNameUnescaped(CorpusName hostile) throws Exception {
    ScriptedPerson person = new ScriptedPerson("l", "s", "", "n");
    decide(Offers.of(folder, Standing.KNOWN, hostile.name(), "zzz"), person);
    person.heard().forEach(SafeText::check);
  }

  private Offer offer() throws IOException, BadPathException {
    return Offers.of(folder, Standing.KNOWN, "a", "b");
  }

  private static EntrySet indices(int... indices) {
    BitSet bits = new BitSet();
    IntStream.of(indices).forEach(bits::set);
    return EntrySet.of(bits);
  }

  private Answer decide(Offer offer, Person person) throws InterruptedException {
    return new Dialogue(person, offer, trusted::incrementAndGet).decide();
  }
}
