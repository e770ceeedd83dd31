package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicReference<List<String>> live = new AtomicReference<>(List.of());
  private final AtomicInteger width = new AtomicInteger(40);

  @Test
  void linesComeOutInOrderAndOnTheirStream() {
    try (Screen screen = screen()) {
      screen.print("one");
      screen.error("wrong");
      screen.print("two\nthree");
    }
    assertThat(text(out)).isEqualTo("one\ntwo\nthree\n");
    assertThat(text(err)).isEqualTo("wrong\n");
  }

  @Test
  void everythingThatWaitsIsPrintedBeforeTheEnd() {
    try (Screen screen = screen()) {
      IntStream.range(0, 5000).forEach(i -> screen.print("line " + i));
    }
    assertThat(text(out).lines()).hasSize(5000);
  }

  @Test
  void liveLinesStayBelowTheOthersAndGoInTheEnd() {
    VirtualTerminal terminal = new VirtualTerminal(40);
    try (Screen screen = screen()) {
      screen.showLive(columns -> new Screen.Region(live.get(), false), width::get);
      live.set(List.of("a 1 %", "b 1 %"));
      awaitShown("a 1 %", "b 1 %");
      screen.print("a line that stays");
      live.set(List.of("a 2 %"));
      awaitShown("a line that stays", "a 2 %");
      live.set(List.of("a 3 %", "b 3 %", "c 3 %"));
      awaitShown("a line that stays", "a 3 %", "b 3 %", "c 3 %");
      screen.print("another one\nof two lines");
    }
    assertThat(terminal.show(text(out)))
        .containsExactly("a line that stays", "another one", "of two lines");
  }

  @Test
  void terminalThatBecameNarrowerIsDrawnAnew() {
    try (Screen screen = screen()) {
      screen.showLive(columns -> new Screen.Region(live.get(), true), width::get);
      live.set(List.of("x".repeat(39)));
      awaitShown("x".repeat(39));
      width.set(20);
      live.set(List.of("y".repeat(10)));
      await().atMost(Duration.ofSeconds(20)).until(() -> text(out).endsWith("y\u001b[J"));
    }
    // The row of 39 columns takes two rows of 20, so the cursor must go up by one.
    assertThat(text(out)).contains("\r\u001b[1Ayyyyyyyyyy");
  }

  @Test
  void sameLinesAreNotDrawnAgain() {
    AtomicInteger asked = new AtomicInteger();
    try (Screen screen = screen()) {
      screen.showLive(
          columns -> {
            asked.incrementAndGet();
            return new Screen.Region(List.of("still"), false);
          },
          width::get);
      await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() > 5);
    }
    assertThat(text(out).split("still", -1)).hasSize(2);
  }

  @Test
  void stuckTerminalDoesNotStopWhoeverPrints() {
    CountDownLatch release = new CountDownLatch(1);
    PrintStream stuck =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }
            },
            true,
            StandardCharsets.UTF_8);
    Screen screen = new Screen(stuck, stuck);
    long start = System.nanoTime();
    IntStream.range(0, 2000).forEach(i -> screen.print("line"));
    assertThat(screen.isCrowded()).isTrue();
    screen.close();
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
    release.countDown();
  }

  private void awaitShown(String... lines) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(new VirtualTerminal(40).show(text(out))).containsExactly(lines));
  }

  private Screen screen() {
    return new Screen(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
