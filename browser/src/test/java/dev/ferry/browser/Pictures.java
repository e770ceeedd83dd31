package dev.ferry.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures for the documentation, made where {@code -Dferry.screens=FOLDER} says; else none. */
final class Pictures {
  private static final String FOLDER = System.getProperty("ferry.screens", "");

  private Pictures() {}

  /** Keeps how a page looks now. */
  static void keep(Page page, String name) {
    if (!FOLDER.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(FOLDER, "page-" + name + ".png")));
    }
  }
}
