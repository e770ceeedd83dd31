package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileKindTest {
  @ParameterizedTest
  @CsvSource({
    "IMG_0001.JPG, PICTURE",
    "a/b.c/film.mkv, VIDEO",
    "song.flac, AUDIO",
    "people.csv, CSV",
    "package.json, JSON",
    "lines.ndjson, JSON",
    "README.md, TEXT",
    "paper.pdf, DOCUMENT",
    "photos.tar.gz, ARCHIVE",
    "setup.exe, PROGRAM",
    "Makefile, OTHER",
    ".hidden, OTHER",
    "end., OTHER",
    "folder.png/inside, OTHER",
    "a.verylongextension, OTHER"
  })
  void theExtensionSaysTheKind(String name, FileKind kind) {
    assertThat(FileKind.ofName(name)).isEqualTo(kind);
  }

  @Test
  void aTurkishMachineKnowsAGifToo() {
    assertThat(FileKind.ofName("A.GIF")).isEqualTo(FileKind.PICTURE);
  }

  @Test
  void everyKindIsFoundByItsSlug() {
    for (FileKind kind : FileKind.values()) {
      assertThat(FileKind.ofSlug(kind.slug())).contains(kind);
    }
    assertThat(FileKind.ofSlug("PICTURE")).isEmpty();
  }
}
