package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenTest {
  @Test
  void tokensNeverRepeatAndFitAUrl() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String text = LinkToken.random().text();
      assertThat(text).matches("[A-Za-z0-9_-]{22}");
      assertThat(seen.add(text)).isTrue();
    }
  }

  @Test
  void onlyTheSameTextMatches() {
    LinkToken token = LinkToken.random();

    assertThat(token.matches(token.text())).isTrue();
    assertThat(token.matches(token.text() + "A")).isFalse();
    assertThat(token.matches(token.text().substring(1))).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(token.matches(LinkToken.random().text())).isFalse();
    assertThat(LinkToken.of(token.text()).orElseThrow().matches(token.text())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAAAAA/"})
  void whatIsNoTokenIsRefused(String text) {
    assertThat(LinkToken.of(text)).isEmpty();
  }

  @Test
  void tokenDoesNotShowItselfInLogs() {
    LinkToken token = LinkToken.random();

    assertThat("" + token).doesNotContain(token.text());
  }
}
