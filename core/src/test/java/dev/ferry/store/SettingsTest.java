package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", "/home/ann", "COMPUTERNAME", "desk.example.org");

  @TempDir Path folder;

  private Home home;

  @BeforeEach
  void open() throws Exception {
    home = Home.at(folder);
  }

  @Test
  void withoutAFileTheDefaultsCount() throws Exception {
    Settings settings = load();

    assertThat(settings.alias()).isEqualTo("desk");
    assertThat(settings.inbox()).isEqualTo(Path.of("/home/ann/Downloads/Ferry"));
    assertThat(settings.port()).isEqualTo(53317);
    assertThat(settings.accept()).isEqualTo("ask");
    assertThat(folder.resolve(Settings.FILE)).doesNotExist();
  }

  @Test
  void thisMachineHasAName() {
    assertThat(HostName.ofThisMachine(Map.of())).isNotBlank().doesNotContain(".", "\n");
  }

  @Test
  void valuesAreTakenAsTheyStand() throws Exception {
    write(
        "\ufeff# mine\n\n  alias =  Ann's = laptop \u00e9 \ninbox=~/in box\nport = 0\nport = 1234\n");
    Settings settings = load();

    assertThat(settings.alias()).isEqualTo("Ann's = laptop \u00e9");
    assertThat(settings.inbox()).isEqualTo(Path.of("/home/ann/in box"));
    assertThat(settings.port()).isEqualTo(1234);
    write("inbox = /a\\b\\n");
    assertThat(load().inbox()).isEqualTo(Path.of("/a\\b\\n"));
  }

  @ParameterizedTest
  @CsvSource({"~, /home/ann", "~/, /home/ann", "~//x, /home/ann/x", "/x, /x"})
  void tildeIsTheUsersFolder(String inbox, Path expected) throws Exception {
    write("inbox = " + inbox);

    assertThat(load().inbox()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alias =|alias",
        "alias = a\u202eb|alias",
        "alias = a\u0007b|alias",
        "inbox = relative|inbox",
        "inbox = ~other/x|inbox",
        "inbox = /a\0b|inbox",
        "inbox =|inbox",
        "port = 65536|port",
        "port = -1|port",
        "port = +1|port",
        "port = 99999999999|port",
        "port = http|port",
        "port = \u0661|port",
        "port =|port",
        "accept = nobody|accept",
        "accept = ALL|accept",
        "accept =|accept",
      })
  void wrongValueIsToldByLineAndKey(String line, String key) throws Exception {
    write("# one\n" + line + "\n");

    assertThatThrownBy(this::load)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("settings.conf, line 2: " + key);
  }

  @Test
  void tooLongAliasIsTold() throws Exception {
    write("alias = " + "\ud83d\ude00".repeat(64));
    assertThat(load().alias()).hasSize(128);
    write("alias = " + "x".repeat(65));
    assertThatThrownBy(this::load).hasMessageContaining("alias");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias", "= x", "Alias = x", "a b = x", "[section]"})
  void lineThatIsNoSettingIsTold(String line) throws Exception {
    write("port = 1\n" + line);

    assertThatThrownBy(this::load)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("settings.conf, line 2");
  }

  @Test
  void fileThatIsNotUtf8IsTold() throws Exception {
    Files.write(folder.resolve(Settings.FILE), new byte[] {'a', '=', (byte) 0xff});

    assertThatThrownBy(this::load).isInstanceOf(StoreException.class).hasMessageContaining("UTF-8");
  }

  @Test
  void changeKeepsRemarksOrderAndUnknownKeys() throws Exception {
    write("# mine\nfuture.key = 1\nalias = old\n\n# end\n");
    load().with("alias", "new").with("port", "8000").save();

    assertThat(folder.resolve(Settings.FILE))
        .hasContent("# mine\nfuture.key = 1\nalias = new\n\n# end\nport = 8000\n");
    assertThat(load().alias()).isEqualTo("new");
    assertThat(load().value("future.key")).contains("1");
    assertThat(load().value("other")).isEmpty();
  }

  @Test
  void changeToAWrongValueIsRefusedBeforeItIsSaved() throws Exception {
    write("alias = old\n");

    assertThatThrownBy(() -> load().with("port", "many")).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> load().with("alias", "a\nport = 1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> load().with("not a key", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder.resolve(Settings.FILE)).hasContent("alias = old\n");
  }

  @Test
  void othersComplainAboutTheirKeysInTheSameWords() throws Exception {
    write("limit = fast");

    assertThat(load().wrong("limit", "should be a speed"))
        .hasMessageEndingWith("settings.conf, line 1: limit should be a speed.");
  }

  private Settings load() throws Exception {
    return Settings.load(home, ENVIRONMENT);
  }

  private void write(String text) throws Exception {
    Files.write(folder.resolve(Settings.FILE), text.getBytes(StandardCharsets.UTF_8));
  }
}
