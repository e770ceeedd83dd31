package dev.ferry.page.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestSessionsTest {
  @Test
  void onlyAFewCookiesOfARequestAreLookedAt() {
    GuestSessions sessions = new GuestSessions();
    String good = GuestSessions.COOKIE + "=" + sessions.open();

    assertThat(sessions.has(GuestSessions.COOKIE + "=other; " + good)).isTrue();
    assertThat(sessions.has((GuestSessions.COOKIE + "=x;").repeat(1000) + good)).isFalse();
  }
}
