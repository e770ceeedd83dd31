package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(ferry("--version")).isZero();
    assertThat(text(out)).matches("ferry \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void aloneItIsFriendly() {
    assertThat(ferry()).isZero();
    assertThat(text(out)).startsWith("Ferry moves files").contains("ferry demo");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void helpIsTheSameHoweverItIsAskedFor() {
    ferry();
    String alone = text(out);
    for (String asked : List.of("--help", "-h", "help")) {
      out.reset();
      assertThat(ferry(asked)).isZero();
      assertThat(text(out)).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyCommandIsInTheWelcomeAndHasHelpOfEightyColumns(Verb verb) {
    assertThat(Welcome.text().contains("\n  " + verb.word() + " ")).isEqualTo(verb.isShown());
    assertThat(ferry(verb.word(), "--help")).isZero();
    assertThat(text(out)).startsWith("Usage: ferry " + verb.word());
    assertThat(text(out).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    String asked = text(out);
    out.reset();
    assertThat(ferry("help", verb.word())).isZero();
    assertThat(text(out)).isEqualTo(asked);
  }

  @Test
  void welcomeFitsEightyColumnsAndOneScreen() {
    assertThat(Welcome.text().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(Welcome.text().lines()).hasSizeLessThanOrEqualTo(38);
  }

  @ParameterizedTest
  @CsvSource({
    "snd,send",
    "recieve,receive",
    "resum,resume",
    "transfer,transfers",
    "id,identity",
    "lst,ls",
    "hist,history"
  })
  void unknownCommandIsGuessed(String typed, String meant) {
    assertThat(ferry(typed)).isEqualTo(2);
    assertThat(text(err))
        .contains("there is no command \"" + typed + "\"; did you mean \"" + meant);
    assertThat(text(out)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"send,--x", "show,--rows", "ls,--pin-fil"})
  void wordsThatSteerATerminalAreNotRepeatedAsTheyAre(String command, String option) {
    assertThat(ferry(command, option, "\u001b]0;x\u0007\u202e")).isEqualTo(2);
    assertThat(text(err)).startsWith("ferry: ").doesNotContain("\u001b", "\u0007", "\u202e");
    assertThat(ferry(command, option + "\u001b[2J")).isEqualTo(2);
    assertThat(text(err)).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"abc", "0", "70000", "-5", "99999999999"})
  void downloadSaysWhereThePortStands(String port) {
    assertThat(ferry("download", "127.0.0.1", "--", port, "notes.txt")).isEqualTo(2);
    assertThat(text(err)).contains("the port, 1 to 65535: download HOST PORT FILENAME");
  }

  @Test
  void commandThatIsLikeNoOtherIsNotGuessed() {
    assertThat(ferry("frobnicate")).isEqualTo(2);
    assertThat(text(err)).doesNotContain("did you mean").contains("ferry --help");
  }

  @Test
  void unknownCommandIsEscaped() {
    assertThat(ferry("\u001b[2J")).isEqualTo(2);
    assertThat(text(err)).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "--limit,fast,fast' is not a rate",
    "--wait,soon,soon' is not a duration",
    "--on-clash,maybe,maybe' is not one of rename; update; skip; fail",
    "--address,example.org,example.org' is not an IP address",
    "--connections,many,many' is not an int",
    "--nonsense,x,--nonsense"
  })
  void wrongOptionIsOneSentenceAndUsage(String option, String value, String said) {
    assertThat(ferry("send", "x", "--to", "127.0.0.1", option, value)).isEqualTo(2);
    assertThat(text(err))
        .hasLineCount(1)
        .startsWith("ferry: ")
        .contains(said.replace("; ", ", "))
        .contains("ferry send --help");
  }

  @Test
  void argumentThatBeginsWithAnAtSignIsNotReadAsAFileOfArguments() {
    assertThat(ferry("@pom.xml")).isEqualTo(2);
    assertThat(text(err)).contains("\"@pom.xml\"");
  }

  @Test
  void optionsBeforeTheCommandDoNotHideIt() {
    assertThat(ferry("--home", "/nowhere", "--json", "send", "--help")).isZero();
    assertThat(text(out)).startsWith("Usage: ferry send");
  }

  @Test
  void sendWithoutAnythingSaysWhatIsMissing() {
    assertThat(ferry("send")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            "ferry: say what to send: files, folders, --text TEXT, or - for standard input\n");
  }

  @Test
  void jsonEndsWithTheExit() {
    assertThat(ferry("send", "--json")).isEqualTo(2);
    assertThat(text(out))
        .hasLineCount(1)
        .contains("\"event\":\"exit\"", "\"code\":2,\"problem\":\"usage\"");
  }

  private int ferry(String... args) {
    return Main.run(
        List.of(args), stream(out), stream(err), new Terminals(false, false, null, false));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
