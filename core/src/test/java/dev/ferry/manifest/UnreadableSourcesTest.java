package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is unreadable for root, so there the scanner runs as nobody. */
class UnreadableSourcesTest {
  @TempDir Path temp;

  @Test
  void areReportedAndLeftOutBelowARootAndRefusedAsARoot() throws Exception {
    Requires.command("setpriv", "scanning as another user");
    make("root/ok", "root/secret", "root/folder/x", "root/listed/y", "root/closed/z");
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    if (isRoot) {
      Commands.run("chown", "-R", "65534:65534", temp.toString());
    }
    chmod("0", "root/secret", "root/closed");
    chmod("300", "root/folder");
    chmod("400", "root/listed");
    try {
      String said = scan(isRoot, "root", "root/secret", "root/folder", "root/closed/z");
      assertThat(said.lines())
          .containsExactly(
              "root",
              "root/closed: UNREADABLE",
              "root/folder: UNREADABLE",
              "root/listed",
              "root/listed/y: UNREADABLE",
              "root/ok",
              "root/secret: UNREADABLE",
              temp.resolve("root/secret") + " cannot be read: permission denied",
              temp.resolve("root/folder") + " cannot be read: permission denied",
              temp.resolve("root/closed/z") + " cannot be read: permission denied");
    } finally {
      chmod("700", "root/folder", "root/listed", "root/closed");
    }
  }

  private String scan(boolean isRoot, String... roots) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    command.addAll(List.of(java, "-Xmx32m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(copyOf(SourceScanner.class) + ":" + copyOf(ScanProgram.class));
    command.add(ScanProgram.class.getName());
    for (String root : roots) {
      command.add(temp.resolve(root).toString());
    }
    return Commands.run(command.toArray(String[]::new));
  }

  /** Where the classes are built, another user may not look. */
  private Path copyOf(Class<?> type) throws URISyntaxException {
    Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path copy = temp.resolve("classes of " + type.getSimpleName());
    Commands.run("cp", "-r", classes.toString(), copy.toString());
    Commands.run("chmod", "-R", "a+rX", copy.toString());
    return copy;
  }

  private void make(String... files) throws Exception {
    for (String file : files) {
      Path path = temp.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "x");
    }
  }

  private void chmod(String mode, String... paths) {
    for (String path : paths) {
      Commands.run("chmod", mode, temp.resolve(path).toString());
    }
  }
}
