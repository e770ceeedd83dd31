package dev.ferry.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.ferry.page.guest.GuestLink;
import dev.ferry.page.guest.GuestLinks;
import java.net.URI;
import java.nio.file.Path;

/**
 * The browser of a guest, who has nothing but a link. {@link #close} fails if a page ever met what
 * {@link PageWatch} looks for.
 */
final class GuestWindow implements AutoCloseable {
  /** In what a guest holds the link. */
  enum Device {
    LAPTOP(1280, 800, ColorScheme.LIGHT, false),
    PHONE(360, 740, ColorScheme.LIGHT, true),
    PHONE_DARK(360, 740, ColorScheme.DARK, true);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final boolean touched;

    Device(int width, int height, ColorScheme scheme, boolean touched) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
      this.touched = touched;
    }

    /** Who opens a link with HTTPS has been asked by the browser whether that may be. */
    private Browser.NewContextOptions options() {
      return new Browser.NewContextOptions()
          .setViewportSize(width, height)
          .setColorScheme(scheme)
          .setHasTouch(touched)
          .setIsMobile(touched)
          .setIgnoreHTTPSErrors(true);
    }
  }

  private final BrowserContext context;
  private final PageWatch watch;
  private Page page;

  private GuestWindow(BrowserContext context, URI link) {
    this.context = context;
    context.setDefaultTimeout(Chromium.LIMIT_MILLIS);
    this.watch = new PageWatch(context, link.resolve("/").toString());
    this.page = context.newPage();
    page.navigate(link.toString());
  }

  /** Opens a link. */
  static GuestWindow open(Chromium chromium, URI link, Device device) {
    return new GuestWindow(chromium.browser().newContext(device.options()), link);
  }

  /**
   * How a guest in the network would write a link: with an address of this machine, to which
   * browsers grant less than to loopback.
   */
  static URI url(GuestLinks links, GuestLink link) {
    return links.urls(link).stream()
        .filter(url -> url.matches("https?://[\\d.]+:.*"))
        .map(URI::create)
        .findFirst()
        .orElseThrow();
  }

  /** Closes the page and opens the link in another one of the same browser. */
  void closePageAndComeBack(URI link) {
    page.close();
    page = context.newPage();
    page.navigate(link.toString());
  }

  Page page() {
    return page;
  }

  /** Whether all that is there fits into its width. */
  boolean fits() {
    return (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
  }

  CDPSession devTools() {
    return context.newCDPSession(page);
  }

  Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Something to download. */
  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Taps a link and waits until what it leads to is here. */
  Path downloads(String name) {
    Download download = page.waitForDownload(() -> link(name).click());
    return download.path();
  }

  /** Chooses with the browser's own dialog, which the label opens. */
  void chooses(String label, Path... files) {
    page.waitForFileChooser(() -> page.locator("label.button").getByText(label).click())
        .setFiles(files);
  }

  /** What becomes of the upload with this title, newest first. */
  Locator upload(String title) {
    return page.locator("guest-sending", new Page.LocatorOptions().setHasText(title)).first();
  }

  /** Keeps a picture for the documentation, if that is asked for. */
  void picture(String name) {
    Pictures.keep(page, "guest-" + name);
  }

  @Override
  public void close() {
    context.close();
    watch.assertNothing();
  }
}
