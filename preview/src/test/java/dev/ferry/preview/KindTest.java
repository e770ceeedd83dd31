package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.FileKind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.png, PICTURE", "a.jpg, PICTURE", "a.gif, PICTURE", "a.bmp, PICTURE", "a.webp, PICTURE",
    "a.csv, CSV", "a.json, JSON", "a.ndjson, JSON", "a.txt, TEXT", "a.zip, ARCHIVE",
    "a.tar, ARCHIVE", "a.tar.gz, ARCHIVE", "a.txt.gz, ARCHIVE", "a.pdf, DOCUMENT"
  })
  void contentsSayWhatAFileIsWhateverItIsCalled(String sample, FileKind kind) throws IOException {
    byte[] bytes = Samples.of(sample);
    assertThat(preview(sample, bytes).kind()).isEqualTo(kind);
    if (kind != FileKind.CSV) {
      assertThat(preview("harmless.docx", bytes).kind()).isEqualTo(kind);
    }
  }

  @Test
  void aLyingNameIsNotBelieved() throws IOException {
    assertThat(preview("photo.jpg", "MZ\u0090\0".getBytes(ISO_8859_1)).about().format())
        .isEqualTo("Windows program or library");
    assertThat(preview("data.json", "hello\nthere\n".getBytes(UTF_8)).kind())
        .isEqualTo(FileKind.TEXT);
  }

  @Test
  void pagesAndDrawingsAreTextAndNotRendered() throws IOException {
    Preview svg =
        preview("a.svg", "<svg onload='alert(1)'><image href='http://x/'/></svg>".getBytes(UTF_8));
    assertThat(svg).isInstanceOf(Text.class);
    assertThat(svg.about().mediaType()).isEqualTo("image/svg+xml");
  }

  @Test
  void tablesWithoutATellingNameAreFoundWhenTheirRowsAgree() throws IOException {
    assertThat(preview("export", "a;b\n1;2\n3;4\n5;6\n".getBytes(UTF_8)).kind())
        .isEqualTo(FileKind.CSV);
    assertThat(preview("notes.txt", "a;b\n1;2\n3;4\n5;6\n".getBytes(UTF_8)).kind())
        .isEqualTo(FileKind.TEXT);
    assertThat(preview("letter", "Dear Ann,\nhello, I am\nfine, yes\n".getBytes(UTF_8)).kind())
        .isEqualTo(FileKind.TEXT);
  }

  @Test
  void anEmptyFileIsEmpty() throws IOException {
    assertThat(preview("a.png", new byte[0]).about().format()).isEqualTo("empty file");
  }

  @Test
  void whatIsMissingAFolderOrAPipeIsAnErrorThatNamesIt() throws Exception {
    Path missing = folder.resolve("nope.csv");
    assertThatThrownBy(() -> Previewer.of(missing, PreviewLimits.screen()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("nope.csv");
    assertThatThrownBy(() -> Previewer.of(folder, PreviewLimits.screen()))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("folder");
    Path pipe = folder.resolve("pipe");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> Previewer.of(pipe, PreviewLimits.screen()))
                .isInstanceOf(FileSystemException.class));
  }

  private Preview preview(String name, byte[] bytes) throws IOException {
    return Previewer.of(Files.write(folder.resolve(name), bytes), PreviewLimits.screen());
  }
}
