package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.peer.StoredTransfer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StdinSpoolTest {
  @TempDir private Path home;

  @Test
  void whatComesInIsAFileOfThatNameThatOnlyItsOwnerReads() throws IOException {
    try (StdinSpool spool = StdinSpool.in(home, List.of(), "src.tar")) {
      spool.take(input("hello"));
      assertThat(spool.file()).hasFileName("src.tar").hasContent("hello");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool.file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void nothingIsLeftWhenItWasSent() throws IOException {
    try (StdinSpool spool = StdinSpool.in(home, List.of(), "x")) {
      spool.take(input("hello"));
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void interruptedTransferKeepsItsBytesUntilItIsFinished() throws IOException {
    TransferId id = TransferId.random();
    Path file;
    try (StdinSpool spool = StdinSpool.in(home, List.of(), "x")) {
      spool.take(input("hello"));
      spool.keepFor(id);
      file = spool.file();
    }
    assertThat(file).hasContent("hello");

    StdinSpool.in(home, List.of(unfinished(id)), "y").close();
    assertThat(file).hasContent("hello");

    StdinSpool.in(home, List.of(unfinished(TransferId.random())), "y").close();
    assertThat(left()).isEmpty();
  }

  @Test
  void bytesThatAreBeingSentAreNotSweptAway() throws IOException {
    try (StdinSpool first = StdinSpool.in(home, List.of(), "x")) {
      first.take(input("hello"));
      StdinSpool.in(home, List.of(), "y").close();
      assertThat(first.file()).hasContent("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "/etc/passwd"})
  void nameIsTheNameOfAFile(String name) {
    assertThatThrownBy(() -> StdinSpool.in(home, List.of(), name))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(home.resolve("stdin"))) {
      return all.toList();
    }
  }

  private static StoredTransfer unfinished(TransferId id) {
    return new StoredTransfer(id, Direction.SEND, "bob", "x", 0, 5, Instant.EPOCH, true, false);
  }

  private static ByteArrayInputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
