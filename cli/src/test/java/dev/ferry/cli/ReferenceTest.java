package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.reference.CommandPage;
import dev.ferry.cli.reference.Completion;
import dev.ferry.cli.reference.ManPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What is made from the definitions of the commands: completion and manual pages. */
@Timeout(120)
final class ReferenceTest {
  private static final Terminals NONE = new Terminals(false, false, null, false);
  private static final List<CommandPage> PAGES = Pages.all(commandLine());

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static CommandLine commandLine() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return Main.commandLine(
        new FerryCommand(
            new ProcessSurroundings(InputStream.nullInputStream(), nowhere, nowhere, NONE)));
  }

  static Stream<CommandPage> pages() {
    return PAGES.stream();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static void assumeThereIs(String tool) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    if (!there) {
      System.err.println("SKIPPED: " + tool + " is not installed");
    }
    Assumptions.assumeTrue(there, tool + " is not installed");
  }

  /** What bash offers for the last of these words. */
  private List<String> offered(String... words) throws Exception {
    Path script = folder.resolve("ferry.bash");
    Files.writeString(script, Completion.BASH.script(PAGES));
    String quoted = "'" + String.join("' '", words) + "'";
    String asked =
        "set -u; source ferry.bash; COMP_WORDS=(ferry "
            + quoted
            + "); COMP_CWORD="
            + words.length
            + "; _ferry; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return run("bash", "--norc", "-c", asked).lines().toList();
  }

  @Test
  void bashCompletesCommands() throws Exception {
    assertThat(offered("se")).containsExactly("send");
    assertThat(offered("")).contains("send", "receive", "ping").doesNotContain("warm-up");
    assertThat(offered("--home", "somewhere", "hist")).containsExactly("history");
  }

  @Test
  void bashCompletesTheOptionsOfACommand() throws Exception {
    assertThat(offered("send", "--chec")).containsExactly("--checksum");
    assertThat(offered("receive", "--")).contains("--into", "--once", "--home");
  }

  @Test
  void bashCompletesFilesWhereFilesAreMeant() throws Exception {
    Files.createFile(folder.resolve("a file with blanks"));
    Files.createDirectory(folder.resolve("album"));
    Files.createDirectories(folder.resolve("My photos/of 2026"));

    assertThat(offered("send", "a")).containsExactlyInAnyOrder("a file with blanks", "album");
    assertThat(offered("receive", "--into", "alb")).containsExactly("album");
    assertThat(offered("send", "My\\ photos/")).containsExactly("My photos/of 2026");
    assertThat(offered("send", "--to", "a")).containsExactly("");
    assertThat(offered("ping", "a")).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource({"BASH, bash", "ZSH, zsh", "FISH, fish"})
  void theShellItselfTakesItsScript(Completion completion, String shell) throws Exception {
    assumeThereIs(shell);
    Path script = folder.resolve("script");
    Files.writeString(script, completion.script(PAGES));

    assertThat(run(shell, "-n", script.toString())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandAndOptionIsCompleted(Completion completion) {
    String script = completion.script(PAGES);

    for (CommandPage page : PAGES) {
      assertThat(script).contains(page.word());
      for (CommandPage.Flag flag : page.flags()) {
        for (String name : flag.names()) {
          boolean shown =
              script.contains(name)
                  || script.contains("-l " + name.substring(2))
                  || script.contains("-s " + name.substring(1));
          assertThat(shown).as(page.word() + " " + name).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyManualPageIsSetWithoutAWarning(CommandPage page) throws Exception {
    assumeThereIs("groff");
    Path man = folder.resolve("page.1");
    Files.writeString(man, ManPage.of(page, "1.2.3", Pages.codes()));

    assertThat(run("groff", "-man", "-Tutf8", "-ww", "-z", man.toString())).isEmpty();
    String set = run("groff", "-man", "-Tascii", "-P-c", "-P-b", "-P-u", man.toString());
    assertThat(set).contains("ferry-" + page.word(), "EXIT STATUS", "1.2.3");
    for (CommandPage.Flag flag : page.flags()) {
      assertThat(set).contains(flag.names().getLast());
    }
  }

  @Test
  void theExitCodesMeanWhatTheManualSays() throws Exception {
    String manual = Files.readString(Path.of("..", "docs", "manual.md")).replace("`", "");

    assertThat(Pages.codes())
        .allSatisfy((code, meaning) -> assertThat(manual).contains("| " + code + " |", meaning));
  }

  @Test
  void allPagesAreWrittenIntoAFolder() {
    assertThat(ferry("man", "--into", folder.resolve("man1").toString())).isZero();
    assertThat(folder.resolve("man1/ferry.1")).content().contains("ferry\\-send");
    assertThat(folder.resolve("man1/ferry-send.1")).content().contains("\\-\\-to");
  }

  @Test
  void anUnknownShellOrCommandIsExplained() {
    assertThat(ferry("completion", "tcsh")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("bash, zsh, fish");
    assertThat(ferry("man", "sned")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("send");
  }

  private int ferry(String... words) {
    return Main.run(
        Typed.with(List.of("--home", folder.resolve("home").toString()), List.of(words)),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        NONE);
  }
}
