package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path table = Path.of("");

  @BeforeEach
  void makeATable() throws IOException {
    table = folder.resolve("people.csv");
    StringBuilder rows = new StringBuilder("id,name\n");
    for (int i = 1; i <= 50; i++) {
      rows.append(i).append(",n").append(i).append('\n');
    }
    Files.writeString(table, rows);
  }

  @Test
  void aPipeGetsPlainText() {
    assertThat(ferry("show", table.toString(), "--rows", "2")).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            people.csv  CSV table, 50 rows \u00d7 2 columns, 340 B
                id  name
            number  text
                 1  n1
                 2  n2
            \u2026 and 48 more rows
            """);
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void whatItIsTakenForCanBeSaid() throws IOException {
    assertThat(ferry("show", table.toString(), "--as", "text", "--rows", "1")).isZero();
    assertThat(out.toString(UTF_8)).contains("51 lines").contains("id,name");
    assertThat(ferry("show", table.toString(), "--as", "video")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("not one of csv, json, text");
    assertThat(ferry("show", table.toString(), "--rows", "0")).isEqualTo(2);
    assertThat(ferry("show")).isEqualTo(2);
  }

  @Test
  void aMissingFileAndAFolderAreNamedAndTheOthersShown() {
    int code =
        ferry("show", folder.resolve("nope.csv").toString(), table.toString(), folder.toString());
    assertThat(code).isEqualTo(10);
    assertThat(out.toString(UTF_8)).contains("people.csv  CSV table");
    assertThat(err.toString(UTF_8))
        .contains("there is no ", "nope.csv", "give the path of a file")
        .contains(folder.getFileName().toString(), "it is a folder");
  }

  @Test
  void programsGetAnEventForEachFile() {
    assertThat(ferry("show", table.toString(), "--json", "--rows", "1")).isZero();
    List<String> lines = out.toString(UTF_8).lines().toList();
    Map<String, Object> event =
        Jsonb.instance().type(Object.class).map().fromJson(lines.getFirst());
    assertThat(event)
        .containsEntry("event", "preview")
        .containsEntry("kind", "csv")
        .containsEntry("delimiter", ",")
        .containsEntry("path", table.toString());
    assertThat(lines.getLast()).contains("\"event\":\"exit\"");
  }

  private int ferry(String... args) {
    Terminals none = new Terminals(false, false, null, false);
    return Main.run(List.of(args), stream(out), stream(err), none);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
