package dev.ferry.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The owner's page in a window of its own, opened by its link. {@link #close} fails if the page
 * ever met a dialog, an error or a violation of its policy, or asked anybody but its own peer.
 */
final class OwnerWindow implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final PageWatch watch;

  /** How large it is, and in which colours. */
  enum Look {
    DESKTOP(1440, 900, ColorScheme.LIGHT),
    DESKTOP_DARK(1440, 900, ColorScheme.DARK),
    TABLET(768, 1024, ColorScheme.LIGHT),
    PHONE(360, 780, ColorScheme.LIGHT),
    PHONE_DARK(360, 780, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }
  }

  private OwnerWindow(BrowserContext context, String own) {
    this.context = context;
    context.setDefaultTimeout(Chromium.LIMIT_MILLIS);
    watch = new PageWatch(context, own);
    page = context.newPage();
  }

  /** Opens the page of a peer. */
  static OwnerWindow open(Chromium chromium, PagedPeer peer, Look look) throws IOException {
    return open(chromium, peer.link(), look);
  }

  /** Opens a page by its link. */
  static OwnerWindow open(Chromium chromium, URI link, Look look) {
    OwnerWindow window = closed(chromium, link.getPort(), look);
    window.page.navigate(link.toString());
    window.heading("Transfers").waitFor();
    return window;
  }

  /** A window in which the page of a peer is yet to be opened. */
  static OwnerWindow closed(Chromium chromium, PagedPeer peer, Look look) {
    return closed(chromium, peer.pagePort(), look);
  }

  private static OwnerWindow closed(Chromium chromium, int port, Look look) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(look.width, look.height)
            .setColorScheme(look.scheme)
            // What is looked at is not to be on its way to another colour.
            .setReducedMotion(ReducedMotion.REDUCE);
    return new OwnerWindow(
        chromium.browser().newContext(options), "http://127.0.0.1:" + port + "/");
  }

  Page page() {
    return page;
  }

  CDPSession devTools() {
    return context.newCDPSession(page);
  }

  /** A button by its whole name. */
  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The first button whose name begins so. */
  Locator buttonBeginning(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(beginning(name)))
        .first();
  }

  Locator heading(String name) {
    return page.getByRole(
            AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  /** The card of an offer or a transfer, by the beginning of its name. */
  Locator card(String name) {
    return page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(beginning(name)))
        .first();
  }

  /** For the browser, whose expressions know no {@code \\Q}. */
  private static Pattern beginning(String name) {
    return Pattern.compile("^" + name.replaceAll("[^\\p{L}\\p{N} ,]", "\\\\$0"));
  }

  /** A field by its whole label. */
  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** Goes to another page by its link in the bar. */
  void go(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first().click();
  }

  /** Whether all that is there fits into its width. */
  boolean fits() {
    return (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
  }

  /** Chooses things of one folder in the chooser of this machine's files, which is open. */
  void choose(Path folder, String... names) {
    field("Folder").fill(folder.toString());
    button("Go").click();
    for (String name : names) {
      field("Choose " + name).check();
    }
    button("Choose " + names.length).click();
  }

  /** Drags files and folders of this machine's disk onto something, as from a file manager. */
  void drag(Locator onto, Path... what) {
    BoundingBox box = onto.boundingBox();
    CDPSession tools = devTools();
    JsonArray files = new JsonArray();
    List.of(what).forEach(path -> files.add(path.toString()));
    for (String kind : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject data = new JsonObject();
      data.add("items", new JsonArray());
      data.add("files", files);
      data.addProperty("dragOperationsMask", 1);
      JsonObject event = new JsonObject();
      event.addProperty("type", kind);
      event.addProperty("x", box.x + box.width / 2);
      event.addProperty("y", box.y + box.height / 2);
      event.add("data", data);
      tools.send("Input.dispatchDragEvent", event);
    }
  }

  @Override
  public void close() {
    context.close();
    watch.assertNothing();
  }
}
