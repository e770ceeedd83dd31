package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.ScratchClone.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./ferry} does before Ferry itself runs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "./ferry is for Linux and macOS")
class LauncherTest {
  @TempDir private Path base;
  private ScratchClone clone;

  @BeforeEach
  void makeClone() throws IOException {
    clone = new ScratchClone(base);
  }

  @Test
  void firstUseBuildsAndTheNextDoesNot() throws Exception {
    Run first = clone.ferry("--version");
    Run second = clone.ferry("--version");

    assertThat(first.err()).isEqualTo("Building Ferry ...\n");
    assertThat(second).isEqualTo(new Run(0, "", ""));
    assertThat(clone.builds()).isOne();
  }

  @Test
  void changedSourceIsBuiltAgain() throws Exception {
    clone.ferry("--version");
    changeLater(clone.source());
    clone.ferry("--version");

    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void removedSourceIsBuiltAgain() throws Exception {
    clone.ferry("--version");
    Files.delete(clone.source());
    clone.ferry("--version");

    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void movedCloneIsBuiltAgainAndStarts() throws Exception {
    clone.ferry("--version");
    Path moved = Files.move(clone.root(), base.resolve("moved"));
    Run run = clone.end(clone.start(moved.resolve("ferry"), "--version"));

    assertThat(run.exit()).isZero();
    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void twoStartedAtOnceBuildOnce() throws Exception {
    Process one = clone.start(clone.root().resolve("ferry"), "--version");
    Process other = clone.start(clone.root().resolve("ferry"), "--version");

    assertThat(clone.end(one).exit()).isZero();
    assertThat(clone.end(other).exit()).isZero();
    assertThat(clone.builds()).isOne();
  }

  @Test
  void twoStartedAtOnceBuildOnceWhereThereIsNoFlock() throws Exception {
    hideAllButBasics();
    Process one = clone.start(clone.root().resolve("ferry"), "--version");
    Process other = clone.start(clone.root().resolve("ferry"), "--version");

    assertThat(clone.end(one).exit()).isZero();
    assertThat(clone.end(other).exit()).isZero();
    assertThat(clone.builds()).isOne();
  }

  @Test
  void lockOfABuildThatDiedIsTakenOver() throws Exception {
    hideAllButBasics();
    Process dead = new ProcessBuilder("/bin/sh", "-c", "exit").start();
    dead.waitFor();
    ScratchClone.writeFile(clone.root().resolve(".build/lock.d/pid"), dead.pid() + "\n");

    assertThat(clone.ferry("--version").exit()).isZero();
  }

  @Test
  void argumentsArriveExactly() throws Exception {
    String[] odd = {
      "send",
      "",
      " a  b ",
      "new\nline",
      "*",
      "$HOME",
      "`id`",
      "\\",
      "\"'",
      "@file",
      "-",
      "ünï",
      "\t",
      "日本"
    };
    clone.ferry(odd);

    assertThat(clone.noted("arguments").split("\0", -1)).startsWith(odd).hasSize(odd.length + 1);
  }

  @Test
  void noArgumentsStayNone() throws Exception {
    assertThat(clone.ferry().exit()).isZero();
    assertThat(clone.noted("arguments")).isEmpty();
  }

  @Test
  void exitCodeIsTheProgramsOwn() throws Exception {
    clone.with("FAKE_EXIT", "7");

    assertThat(clone.ferry("--version").exit()).isEqualTo(7);
  }

  @Test
  void launcherBecomesTheProgramSoThatSignalsReachIt() throws Exception {
    Process process = clone.start(clone.root().resolve("ferry"), "receive");
    clone.end(process);

    assertThat(clone.noted("pid").strip()).isEqualTo(String.valueOf(process.pid()));
  }

  @Test
  void standardInputIsTheProgramsEvenWhenItIsBuiltFirst() throws Exception {
    clone.ferry("send", "-");

    assertThat(clone.noted("stdin")).isEqualTo("piped in");
  }

  @Test
  void linkToTheLauncherStartsIt() throws Exception {
    Path link = Files.createSymbolicLink(base.resolve("link"), clone.root().resolve("ferry"));

    assertThat(clone.end(clone.start(link, "--version")).exit()).isZero();
  }

  @Test
  void localeIsOneInWhichJavaCanNameEveryFile() throws Exception {
    clone.with("LC_ALL", "C").ferry("--version");

    assertThat(clone.noted("locale").strip()).isEqualTo("C.UTF-8");
  }

  @Test
  void heapIsBoundedForEveryCommandAndCompilerOnlyForShortOnes() throws Exception {
    clone.ferry("send", "x");
    assertThat(clone.noted("flags").lines())
        .contains("-Xmx240m")
        .noneMatch(f -> f.contains("Tiered"));
    clone.ferry("--version");
    assertThat(clone.noted("flags").lines()).contains("-Xmx240m", "-XX:TieredStopAtLevel=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "24.0.2", "1.8.0_402", "9", "nonsense"})
  void olderJdkIsPassedOver(String version) throws Exception {
    Path old = clone.jdk("old", version);
    clone.with("JAVA_HOME", old.toString());
    Files.createSymbolicLink(clone.tools().resolve("java"), base.resolve("jdk/bin/java"));
    clone.ferry("--version");

    assertThat(clone.noted("builds").strip()).isEqualTo(base.resolve("jdk").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25-ea", "25.0.1", "26", "100.1"})
  void newEnoughJdkIsTaken(String version) throws Exception {
    Path jdk = clone.jdk("taken", version);
    clone.with("JAVA_HOME", jdk.toString()).ferry("--version");

    assertThat(clone.noted("builds").strip()).isEqualTo(jdk.toString());
  }

  @Test
  void jdkNamedForFerryComesFirst() throws Exception {
    Path chosen = clone.jdk("chosen", "25.0.2");
    clone.with("FERRY_JAVA_HOME", chosen.toString()).ferry("--version");

    assertThat(clone.noted("builds").strip()).isEqualTo(chosen.toString());
  }

  @Test
  void jdkNamedForFerryThatIsTooOldIsToldInOneSentence() throws Exception {
    Path old = clone.jdk("old", "21.0.4");
    Run run = clone.with("FERRY_JAVA_HOME", old.toString()).ferry("--version");

    assertThat(run.exit()).isEqualTo(69);
    assertThat(run.err()).startsWith("FERRY_JAVA_HOME is " + old).hasLineCount(1);
  }

  @Test
  void withoutAnyJdkOneSentenceSaysWhatToInstall() throws Exception {
    wantJdk(999);
    Run run = clone.ferry("--version");

    assertThat(run.exit()).isEqualTo(69);
    assertThat(run.err()).startsWith("Ferry needs a JDK 999 or newer").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withoutMavenOneSentenceSaysWhatToInstall() throws Exception {
    hideAllButBasics();
    Files.delete(clone.tools().resolve("mvn"));
    Run run = clone.ferry("--version");

    assertThat(run.exit()).isEqualTo(69);
    assertThat(run.err()).contains("Maven 3.8.7 or newer").hasLineCount(1);
  }

  @Test
  void failedBuildShowsTheEndOfItsLogAndWhereItIs() throws Exception {
    Run run = clone.with("FAKE_MAVEN_FAILS", "yes").ferry("--version");

    assertThat(run.exit()).isEqualTo(70);
    assertThat(run.err()).contains("something broke here", ".build/build.log");
    assertThat(clone.with("FAKE_MAVEN_FAILS", "").ferry("--version").exit()).isZero();
  }

  private void wantJdk(int version) throws IOException {
    Path script = clone.root().resolve("scripts/find-jdk.sh");
    String text = Files.readString(script);
    Files.writeString(script, text.replace("FERRY_JDK_WANTED=25", "FERRY_JDK_WANTED=" + version));
  }

  /** Leaves on PATH only what every system has; flock is not among it. */
  private void hideAllButBasics() throws IOException {
    String[] basics = {
      "bash",
      "sh",
      "env",
      "cat",
      "date",
      "find",
      "grep",
      "ls",
      "mkdir",
      "mv",
      "readlink",
      "rm",
      "sleep",
      "sort",
      "tail"
    };
    for (String basic : basics) {
      Path program = Path.of("/usr/bin", basic);
      ScratchClone.writeProgram(
          clone.tools().resolve(basic),
          "#!/bin/sh\nexec %s \"$@\"\n"
              .formatted(Files.exists(program) ? program : Path.of("/bin", basic)));
    }
    clone.with("PATH", clone.tools().toString());
  }

  private static void changeLater(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }
}
