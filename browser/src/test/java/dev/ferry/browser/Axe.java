package dev.ferry.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What keeps people from using a page, as axe-core finds it.
 *
 * @param script the whole of axe-core
 */
record Axe(String script) {
  private static final String WHAT = "what axe-core finds";

  /** Skips the test loudly where it cannot be had. */
  static Axe load() throws IOException {
    Requires.check(Commands.exists("npm"), WHAT, "npm");
    FerryProcess.Finished script =
        FerryProcess.run(
            Program.executable(checkout().resolve("scripts/axe-core.sh")), Duration.ofMinutes(2));
    Requires.check(script.exitCode() == 0, WHAT, "the npm package axe-core");
    return new Axe(Files.readString(Path.of(script.output().getLast())));
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("scripts/axe-core.sh"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder;
  }

  /** What is serious or critical on a page as it is now. */
  List<String> findings(Page page, CDPSession tools) {
    // Past the policy of the page, which lets no script of others run.
    JsonObject evaluated = new JsonObject();
    evaluated.addProperty("expression", script);
    tools.send("Runtime.evaluate", evaluated);
    Object found =
        page.evaluate(
            """
            () => axe.run().then((all) => all.violations
                .filter((one) => one.impact === 'serious' || one.impact === 'critical')
                .map((one) => one.id + ': ' + one.nodes[0].html))
            """);
    return ((List<?>) found).stream().map(Object::toString).toList();
  }
}
