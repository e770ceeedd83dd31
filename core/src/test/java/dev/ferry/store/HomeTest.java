package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.platform.LockFile;
import dev.ferry.testkit.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
  private static final Path USER = Path.of("/home/ann");

  @TempDir Path folder;

  @Test
  void lockThatIsHeldForTooLongIsToldByName() throws Exception {
    Home home = Home.at(folder);
    try (LockFile _ = home.lock("x")) {
      assertThatThrownBy(() -> home.lock("x", Duration.ofMillis(30)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("x.lock");
    }
  }

  @Test
  void optionGoesBeforeVariableGoesBeforeConvention() throws Exception {
    Map<String, String> both =
        Map.of(
            "FERRY_HOME", folder.resolve("variable").toString(),
            "XDG_DATA_HOME", folder.resolve("data").toString());

    assertThat(Home.resolve(Optional.of(folder.resolve("option")), both).folder())
        .isEqualTo(real("option"));
    assertThat(Home.resolve(Optional.empty(), both).folder()).isEqualTo(real("variable"));
    Map<String, String> blank =
        Map.of("FERRY_HOME", " ", "XDG_DATA_HOME", folder.resolve("data").toString());
    Requires.linux("the XDG convention");
    assertThat(Home.resolve(Optional.empty(), blank).folder()).isEqualTo(real("data/ferry"));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, /home/ann/.local/share/ferry",
    "FreeBSD, /home/ann/.local/share/ferry",
    "Mac OS X, /home/ann/Library/Application Support/Ferry",
    "Windows 11, /home/ann/AppData/Local/Ferry",
  })
  void everySystemHasItsConvention(String system, Path expected) {
    HomeConvention convention = HomeConvention.of(system, USER, Map.of());

    assertThat(convention.folder()).isEqualTo(expected);
    assertThat(convention.inbox()).isEqualTo(USER.resolve("Downloads/Ferry"));
  }

  @Test
  void conventionsVariablesCount() {
    Map<String, String> variables =
        Map.of("XDG_DATA_HOME", "/data", "LOCALAPPDATA", "/local", "HOME", "/elsewhere");

    assertThat(HomeConvention.of("Linux", USER, variables).folder())
        .isEqualTo(Path.of("/data/ferry"));
    assertThat(HomeConvention.of("Windows 10", USER, variables).folder())
        .isEqualTo(Path.of("/local/Ferry"));
    assertThat(HomeConvention.of("Linux", USER, Map.of("XDG_DATA_HOME", "relative")).folder())
        .isEqualTo(USER.resolve(".local/share/ferry"));
    assertThat(HomeConvention.userFolder(variables)).isEqualTo(Path.of("/elsewhere"));
  }

  @Test
  void newHomeIsForItsOwnerOnly() throws Exception {
    Home home = Home.at(folder.resolve("a/b/home"));
    home.subfolder("inside");

    assertThat(modeOf(home.folder())).isEqualTo("rwx------");
    assertThat(modeOf(home.file("inside"))).isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx", "rwx-w----"})
  void homeThatOthersCanWriteIsRefused(String mode) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> Home.at(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("written by others")
        .hasMessageContaining("chmod 700");
  }

  @Test
  void homeThatOthersCanOnlyLookAtIsTakenAsItIs() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(Home.at(folder).folder()).isEqualTo(folder.toRealPath());
    assertThat(modeOf(folder)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void homeThatIsAFileIsToldByName() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Home.at(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> Home.at(file.resolve("below")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("below");
  }

  @Test
  void variableThatIsNoPathIsTold() {
    assertThatThrownBy(() -> Home.resolve(Optional.empty(), Map.of("FERRY_HOME", "a\0b")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("FERRY_HOME");
  }

  @Test
  void homeReachedThroughALinkIsTheSameHome() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"), OwnerOnly.folderMode(folder));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(Home.at(link).folder()).isEqualTo(Home.at(real).folder());
  }

  private Path real(String below) throws Exception {
    return folder.toRealPath().resolve(below);
  }

  private static String modeOf(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
