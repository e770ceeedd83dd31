package dev.ferry.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.ferry.testkit.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The browser of this machine, started once for all tests; a test names it as a parameter. */
final class Chromium implements AutoCloseable {
  /** Long enough for anything that does not hang, on a machine that is busy. */
  static final double LIMIT_MILLIS = 60_000;

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  private static Chromium start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT_MILLIS);
    // Playwright would fetch browsers of its own.
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(PROGRAM)
            // The build server runs as root, where Chromium has no sandbox.
            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** Gives it to tests, and skips them loudly where there is none. */
  static final class Given implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Requires.check(
          Files.isExecutable(PROGRAM), context.getDisplayName(), PROGRAM + " (package chromium)");
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(Chromium.class, _ -> start(), Chromium.class);
    }
  }
}
