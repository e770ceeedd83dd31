package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.identity.DisplayName;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Names that want to be markup, or not to be seen, are text on the page and nothing else. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class HostileNamesOnThePageTest {
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  @TempDir private Path folder;
  private PagedPeer ann;
  private PagedPeer mallory;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    mallory = PagedPeer.asking(folder, "mallory " + MARKUP);
  }

  @AfterEach
  void close() {
    mallory.close();
    ann.close();
  }

  @Test
  void everyNameOfTheCorpusIsTextOnThePageAndRunsNothing(Chromium chromium) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree " + MARKUP));
    List<String> names =
        CorpusName.legal().stream().map(CorpusName::name).filter(OneFile::isName).toList();
    assertThat(names).hasSizeGreaterThan(50);
    for (String name : names) {
      OneFile.make(tree, name);
    }
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      PagedPeer.Sending sending = mallory.sends(ann, tree);
      window.button("Choose what to take…").click();
      window.buttonBeginning("Look into tree").click();
      assertThat(window.page().locator(".tree .leaf")).hasCount(1 + shownAtOnce(tree));
      assertThat(visible(window)).contains(MARKUP).matches(HostileNamesOnThePageTest::isHarmless);

      window.button("Accept all").click();
      assertThat(sending.end()).isInstanceOf(Outcome.Completed.class);
      assertThat(window.card("tree")).containsText("Done");
      window.button("Details of tree " + MARKUP).click();
      assertThat(visible(window)).matches(HostileNamesOnThePageTest::isHarmless);
      window.go("History");
      assertThat(window.page().locator("ferry-past")).hasCount(1);
      assertThat(visible(window)).contains(MARKUP).matches(HostileNamesOnThePageTest::isHarmless);
    }
  }

  /** A page of a level has 200 entries. */
  private static int shownAtOnce(Path tree) throws IOException {
    try (var files = Files.list(tree)) {
      return Math.min(200, (int) files.count());
    }
  }

  private static String visible(OwnerWindow window) {
    return (String) window.page().evaluate("document.body.innerText");
  }

  private static boolean isHarmless(String text) {
    return text.lines().allMatch(line -> DisplayName.escapeLines(line).equals(line));
  }

  @Test
  void namesAreEscapedOnThePageAsInTheTerminal(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      List<String> names =
          CorpusName.all().stream()
              .map(CorpusName::name)
              // A lone surrogate does not survive the way into the browser; JSON from peers has
              // none.
              .filter(name -> name.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff))
              .toList();
      Object shown =
          window
              .page()
              .evaluate(
                  "(names) => import('/web/both/names.js').then((m) => names.map((n) => m.shown(n)))",
                  names);

      assertThat(shown).isEqualTo(names.stream().map(DisplayName::escape).toList());
    }
  }
}
