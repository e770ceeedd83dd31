package dev.ferry.cli;

import dev.ferry.page.Browser;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry page}. */
@Command(
    customSynopsis = "ferry page [--no-open]",
    description = "Opens the page of the Ferry that runs, and tells a link to it.",
    sortOptions = false,
    footer = {"  ferry page", "  ferry page --no-open"})
final class PageCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Option(
      names = "--no-open",
      order = 1,
      description = "Do not open the browser; the link is told all the same.")
  private boolean quietly;

  @Override
  public Integer call() {
    return ferry.run(this::open);
  }

  private Ending open(Session session) throws Exception {
    URI link = session.host().pageLink();
    boolean opened = !quietly && Browser.open(session.peer().self().home(), link);
    PageLink.tell(session, link.toString(), opened);
    return Ending.good();
  }
}
