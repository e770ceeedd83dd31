package dev.ferry.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ferry.testkit.CorpusName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a path says and whatever lies on its way: nothing outside of the folder is touched. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class HostilePathTest {
  private final Path root;
  private final HeldFolder folder;
  private final Canary canary;

  HostilePathTest(Platform platform, @TempDir Path dir) throws IOException {
    root = Files.createDirectory(dir.resolve("root"));
    folder = platform.hold(root);
    canary = Canary.in(dir.resolve("outside"));
  }

  @AfterEach
  void canaryIsUntouched() {
    folder.close();
    canary.assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        ".",
        "..",
        "../outside/file",
        "a/..",
        "a/../b",
        "a//b",
        "a/",
        "./a",
        "a/.",
        "a/./b",
        "a\0b",
        "\uD800",
        "a\uDC00",
        "\uDC00\uD800",
        "a/\uD83D"
      })
  void pathThatIsNotStrictlyBelowIsRefusedByEveryOperation(String path) throws IOException {
    Files.createDirectory(root.resolve("a"));
    for (Map.Entry<String, Operation> each : operations().entrySet()) {
      assertThatThrownBy(() -> each.getValue().on(path))
          .as(each.getKey())
          .isInstanceOf(InvalidPathException.class);
    }
    assertThat(folder.list()).containsExactly(new FolderItem("a", FileKind.FOLDER));
  }

  @Test
  void namesOfTheCorpusAreKeptAsTheyAreOrRefused() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (CorpusName name : CorpusName.all()) {
      if (name.name().length() > 4096) {
        continue; // how long is too long, the manifest decides
      }
      Throwable refusal = catchThrowable(() -> writeAndFind(name.name()));
      for (FolderItem left : folder.list()) {
        folder.deleteTree(left.name());
      }
      boolean refused =
          refusal instanceof InvalidPathException || refusal instanceof FileSystemException;
      if (refused == name.accepted() || (refusal != null && !refused)) {
        wrong.add(name + ": " + refusal);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private void writeAndFind(String path) throws IOException {
    if (path.contains("/")) {
      folder.makeFolders(PathRules.parentOf(path), 0700);
    }
    folder.openFile(path, OpenMode.CREATE_NEW).close();
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<FolderItem> found =
        path.contains("/") ? folder.list(PathRules.parentOf(path)) : folder.list();
    assertThat(found).contains(new FolderItem(name, FileKind.FILE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a/b/c"})
  void linkInAnyParentStopsEveryOperation(String swapped) throws IOException {
    Files.createDirectories(root.resolve(swapped).getParent());
    Files.createSymbolicLink(root.resolve(swapped), canary.root());
    String path = swapped + "/b/c/d".substring(swapped.length() - 1) + "/file";
    for (Map.Entry<String, Operation> each : operations().entrySet()) {
      assertThatThrownBy(() -> each.getValue().on(path))
          .as(each.getKey())
          .isInstanceOf(LinkInTheWayException.class);
    }
    assertThat(root.resolve(swapped)).isSymbolicLink();
  }

  @Test
  void fileInAParentsPlaceStopsEveryOperation() throws IOException {
    Files.createFile(root.resolve("a"));
    Map<String, Operation> operations = operations();
    operations.keySet().removeAll(List.of("stampOf", "delete", "deleteTree"));
    for (Map.Entry<String, Operation> each : operations.entrySet()) {
      assertThatThrownBy(() -> each.getValue().on("a/b/file"))
          .as(each.getKey())
          .isInstanceOf(NotDirectoryException.class);
    }
    assertThat(folder.stampOf("a/b/file")).isNull();
    assertThat(folder.delete("a/b/file")).isFalse();
    assertThat(folder.deleteTree("a/b/file")).isFalse();
  }

  @Test
  void linkAsTheLastSegmentIsNeverFollowed() throws IOException {
    Path link = root.resolve("link");
    for (String target : List.of("../outside/file", "../outside/b", "../outside/new")) {
      Files.createSymbolicLink(link, Path.of(target));
      for (OpenMode mode : OpenMode.values()) {
        assertThatThrownBy(() -> folder.openFile("link", mode))
            .isInstanceOf(FileSystemException.class);
      }
      assertThatThrownBy(() -> folder.makeFolder("link", 0700))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> folder.list("link")).isInstanceOf(LinkInTheWayException.class);
      assertThatThrownBy(() -> folder.descend("link")).isInstanceOf(LinkInTheWayException.class);
      assertThatThrownBy(() -> folder.force("link")).isInstanceOf(LinkInTheWayException.class);
      folder.setModeAndTime("link", 0777, 1, FileKind.LINK);
      assertThat(requireNonNull(folder.stampOf("link")).isLink()).isTrue();
      assertThat(folder.delete("link")).isTrue();
    }
  }

  /** Every operation that takes a path, with arguments that let it succeed on an ordinary one. */
  private Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    for (OpenMode mode : OpenMode.values()) {
      all.put("openFile " + mode, path -> folder.openFile(path, mode).close());
    }
    all.put("makeFolder", path -> folder.makeFolder(path, 0700));
    all.put("makeFolders", path -> folder.makeFolders(path, 0700));
    all.put("makeLink", path -> folder.makeLink(path, "x"));
    all.put("readLink", folder::readLink);
    all.put("stampOf", folder::stampOf);
    all.put("list", folder::list);
    for (FileKind kind : List.of(FileKind.FILE, FileKind.FOLDER, FileKind.LINK)) {
      all.put("setModeAndTime " + kind, path -> folder.setModeAndTime(path, 0777, 0, kind));
    }
    all.put("moveTo from", path -> folder.moveTo(path, folder, "new"));
    all.put("replaceTo from", path -> folder.replaceTo(path, folder, "new"));
    all.put("moveTo to", path -> moveNewFileTo(path, false));
    all.put("replaceTo to", path -> moveNewFileTo(path, true));
    all.put("force", folder::force);
    all.put("descend", path -> folder.descend(path).close());
    all.put("delete", folder::delete);
    all.put("deleteTree", folder::deleteTree);
    return all;
  }

  private void moveNewFileTo(String path, boolean replace) throws IOException {
    folder.openFile("moved", OpenMode.CREATE_NEW).close();
    try {
      if (replace) {
        folder.replaceTo("moved", folder, path);
      } else {
        folder.moveTo("moved", folder, path);
      }
    } finally {
      folder.delete("moved");
    }
  }

  @FunctionalInterface
  private interface Operation {
    void on(String path) throws IOException;
  }
}
