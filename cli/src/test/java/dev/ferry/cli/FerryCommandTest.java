package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FerryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(ferry("--version")).isZero();
    assertThat(out.toString()).matches("ferry \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void helpGoesToStandardOutput() {
    assertThat(ferry("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: ferry");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aloneItShowsItsUsageAndIsAUsageError() {
    assertThat(ferry()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Usage: ferry");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void argumentThatBeginsWithAnAtSignIsNotReadAsAFileOfArguments() {
    assertThat(ferry("@pom.xml")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("'@pom.xml'");
  }

  private int ferry(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
