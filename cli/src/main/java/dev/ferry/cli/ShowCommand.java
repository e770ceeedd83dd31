package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.view.PreviewText;
import dev.ferry.cli.view.Sight;
import dev.ferry.manifest.FileKind;
import dev.ferry.peer.events.PreviewJson;
import dev.ferry.preview.Preview;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry show}. */
@Command(
    customSynopsis = "ferry show FILE... [OPTION]...",
    description =
        "Shows what is in a file: a picture, the first rows of a table, the shape and the beginning"
            + " of JSON or text, the list of an archive. Nothing in it is run or unpacked.",
    sortOptions = false,
    footer = {
      "  ferry show photos/a.jpg",
      "  ferry show people.csv --rows 5",
      "  ferry show --as json notes.txt"
    })
final class ShowCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 10_000;

  @ParentCommand private FerryCommand ferry;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--rows",
      paramLabel = "N",
      order = 1,
      description = "How many rows or lines, 20 unless said; or entries of an archive, 40.")
  private @Nullable Integer rows;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      order = 2,
      converter = OptionValues.Reading.class,
      description = "What to take a text for: csv, json or text. Unless said, its contents tell.")
  private @Nullable FileKind as;

  @Override
  public Integer call() {
    return ferry.run(this::show);
  }

  private Ending show(Session session) {
    if (rows != null && (rows < 1 || rows > MOST_ROWS)) {
      return Ending.of(Ending.usage("--rows takes 1 to " + MOST_ROWS));
    }
    Console console = session.console();
    Sight sight = Sight.at(console);
    PreviewLimits limits = PreviewText.limits(sight);
    PreviewLimits wanted = rows == null ? limits : limits.withRows(rows).withEntries(rows);
    Ending ending = Ending.good();
    boolean first = true;
    for (Path file : files) {
      try {
        show(console, sight, file, Previewer.of(file, wanted, as), first);
      } catch (IOException e) {
        ending = failed(console, ending, e);
      }
      first = false;
    }
    return ending;
  }

  /** The last trouble ends the command; those before it are told at once. */
  private static Ending failed(Console console, Ending before, IOException trouble) {
    if (!before.message().isEmpty()) {
      console.complain("ferry: " + before.message());
    }
    Ending ending = Ending.of(trouble);
    return new Ending(Problem.SOURCE, ending.message() + "; give the path of a file");
  }

  private static void show(
      Console console, Sight sight, Path file, Preview preview, boolean first) {
    String name = String.valueOf(file.getFileName());
    console.show(
        () ->
            (first ? "" : System.lineSeparator())
                + String.join(System.lineSeparator(), PreviewText.lines(name, preview, sight)),
        () -> PreviewJson.put(console.event("preview"), file.toString(), preview));
  }
}
