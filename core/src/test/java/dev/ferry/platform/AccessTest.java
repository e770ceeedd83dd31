package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that may do less than this one. */
class AccessTest {
  private static final String NOBODY = "65534";

  @ParameterizedTest
  @ValueSource(strings = {"portable", "linux"})
  void userWithoutPrivilegesIsDeniedWhatIsNotHis(String platform, @TempDir Path dir)
      throws IOException {
    Requires.linuxRoot("what users without privileges may do");
    Requires.command("setpriv", "what users without privileges may do");
    List<Path> classes = List.of(whereIs(Platform.class), whereIs(AccessTest.class));
    Requires.check(
        classes.stream().allMatch(AccessTest::isReadableByAll),
        "what users without privileges may do",
        "classes that everybody may read");
    Path own = Files.createDirectory(dir.resolve("own"));
    Path other = Files.createDirectory(dir.resolve("other"));
    Files.writeString(other.resolve("file"), "root's");
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
    Commands.run("chown", NOBODY, own.toString());
    FileStamp before = Platform.current().stamp(other.resolve("file"), false);

    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    command.addAll(java(classes, "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(platform, own.toString(), other.toString()));
    assertThat(Commands.run(command.toArray(String[]::new)).lines())
        .containsExactly(
            platform,
            "finish: done",
            "read unreadable: AccessDeniedException",
            "set unreadable: done",
            "100 6",
            "create in sealed: AccessDeniedException",
            "folder in sealed: AccessDeniedException",
            "link in sealed: AccessDeniedException",
            "into sealed: AccessDeniedException",
            "delete sealed tree: done",
            "nothing left",
            "create at other's: AccessDeniedException",
            "write other's: AccessDeniedException",
            "delete other's: AccessDeniedException",
            "set other's: done");
    assertThat(Platform.current().stamp(other.resolve("file"), false)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--illegal-native-access=deny", "-Dos.arch=riscv64"})
  void portablePlatformServesWhereSystemCallsCannot(String option, @TempDir Path dir) {
    List<Path> classes = List.of(whereIs(Platform.class), whereIs(AccessTest.class));
    List<String> command = new ArrayList<>(java(classes, option));
    command.addAll(List.of("current", dir.toString(), dir.toString()));
    assertThat(Commands.run(command.toArray(String[]::new)).lines()).first().isEqualTo("portable");
  }

  @Test
  void thisMachineHasItsOwnPlatformIfItIsLinux() {
    Requires.linux("the platform of Linux");
    assertThat(Platform.current().name()).isEqualTo("linux");
    assertThat(Platform.current()).isSameAs(Platform.current());
  }

  private static List<String> java(List<Path> classes, String option) {
    String path = String.join(":", classes.stream().map(Path::toString).toList());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(java.toString(), option, "-cp", path, AccessProgram.class.getName());
  }

  private static Path whereIs(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static boolean isReadableByAll(Path path) {
    for (Path each = path; each != null; each = each.getParent()) {
      try {
        String mode =
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS));
        if (mode.charAt(8) != 'x') {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
