package dev.ferry.cli;

import dev.ferry.cli.reference.CommandPage;
import dev.ferry.cli.reference.ManPage;
import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ferry man}. */
@Command(
    customSynopsis = {"ferry man [COMMAND]", "ferry man --into DIR"},
    description =
        "Prints the manual page of a command, or of ferry itself, for man(1); or writes all of them"
            + " into a folder.",
    sortOptions = false,
    footer = {"  ferry man send | man -l -", "  ferry man --into ~/.local/share/man/man1"})
final class ManCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command.")
  private @Nullable String word;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      order = 1,
      description = "Write the pages of all commands there; it is made if it is missing.")
  private @Nullable Path into;

  @Override
  public Integer call() {
    Path folder = into;
    return ferry.run(session -> folder == null ? print(session) : write(session, folder));
  }

  private Ending print(Session session) throws IOException {
    List<CommandPage> pages = Pages.all(spec.commandLine().getParent());
    String version = Version.number();
    String page =
        word == null
            ? ManPage.ofAll(pages, version, Pages.codes())
            : pages.stream()
                .filter(each -> each.word().equals(word))
                .findFirst()
                .map(each -> ManPage.of(each, version, Pages.codes()))
                .orElse(null);
    if (page == null) {
      return Ending.of(Ending.usage(Suggestion.forUnknown(String.valueOf(word))));
    }
    session
        .console()
        .show(page::stripTrailing, () -> session.console().event("man").put("page", page));
    return Ending.good();
  }

  private Ending write(Session session, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<CommandPage> pages = Pages.all(spec.commandLine().getParent());
    for (CommandPage page : pages) {
      Files.writeString(
          folder.resolve("ferry-" + page.word() + ".1"),
          ManPage.of(page, Version.number(), Pages.codes()));
    }
    Files.writeString(
        folder.resolve("ferry.1"), ManPage.ofAll(pages, Version.number(), Pages.codes()));
    session
        .console()
        .say(
            Units.count(pages.size() + 1, "manual page")
                + " written into "
                + DisplayName.escape(folder.toString()));
    return Ending.good();
  }
}
