package dev.ferry.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes what no page of Ferry may ever do: show a dialog, meet an error, violate its own policy,
 * ask anybody but its own peer.
 */
final class PageWatch {
  private static final String WATCH_POLICY =
      "document.addEventListener('securitypolicyviolation',"
          + " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))";

  private final List<String> wrong = new CopyOnWriteArrayList<>();

  /**
   * Watches all pages of a context, from the first one on.
   *
   * @param own what every address that it may ask begins with
   */
  PageWatch(BrowserContext context, String own) {
    context.addInitScript(WATCH_POLICY);
    // Choosers of files are caught from the first listener on, and nobody waits until the browser
    // knows
    // that: a key that followed at once would come before.
    context.onPage(page -> page.onFileChooser(caught -> {}));
    context.onRequest(request -> {
      String url = request.url();
      if (!url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("blob:")) {
        wrong.add("asked " + url);
      }
    });
    context.onDialog(dialog -> {
      wrong.add("dialog " + dialog.message());
      dialog.dismiss();
    });
    context.onWebError(error -> wrong.add("error " + error.error()));
    context.onConsoleMessage(message -> {
      // Answers that are problems are noted there too; what they mean, the tests look at.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        wrong.add("console " + message.text());
      }
    });
  }

  /** Fails if anything of it happened. */
  void assertNothing() {
    assertThat(wrong).isEmpty();
  }
}
