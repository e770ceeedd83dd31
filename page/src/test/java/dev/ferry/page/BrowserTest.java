package dev.ferry.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {
  @Test
  void nothingIsOpenedWhereThereIsNoScreen() {
    assertThat(Browser.opener("linux", Map.of())).isEmpty();
    assertThat(Browser.opener("linux", Map.of("DISPLAY", "", "TERM", "xterm"))).isEmpty();
  }

  @Test
  void whateverTheSystemOpensFilesWithIsAskedWhereThereIsAScreen() {
    assertThat(Browser.opener("linux", Map.of("DISPLAY", ":0"))).contains(List.of("xdg-open"));
    assertThat(Browser.opener("linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isPresent();
    assertThat(Browser.opener("mac os x", Map.of())).contains(List.of("open"));
    assertThat(Browser.opener("windows 11", Map.of())).isPresent();
  }

  @Test
  void theFileLeadsOnWithoutAScriptAndTellsNoOtherPageWhereFrom() {
    String file = Browser.leadingOnTo(URI.create("http://127.0.0.1:8080/#t=secret"));

    assertThat(file)
        .contains("url=http://127.0.0.1:8080/#t=secret")
        .contains("no-referrer")
        .doesNotContain("<script");
  }
}
