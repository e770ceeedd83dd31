package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Wrap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person sees, compared with files that a person has looked at: at 80 and 120 columns, with
 * and without colours. {@code -Dferry.golden=write} writes them anew. What differs from run to run
 * is masked; a mask that meets nothing, or stands for something of another shape, is an error.
 */
public final class Golden {
  private static final Path ROOT = Path.of("src", "test", "resources", "dev", "ferry", "cli");
  private static final String COLOUR = "\u001b\\[[0-9;]*m";

  private final Path folder;

  private Golden(Path folder) {
    this.folder = folder;
  }

  /** The files of the package {@code dev.ferry.cli.name}. */
  public static Golden in(String name) throws IOException {
    return new Golden(Files.createDirectories(ROOT.resolve(name)));
  }

  /** A terminal. */
  public record Look(int columns, boolean colours) {
    /** The four that everything is looked at with. */
    public static Stream<Look> all() {
      return Stream.of(
          new Look(80, false), new Look(80, true), new Look(120, false), new Look(120, true));
    }

    /** How commands write on it. */
    public Style style() {
      return colours ? Style.coloured() : Style.plain();
    }
  }

  /**
   * Something that is different in each run.
   *
   * @param pattern what it looks like; with a group, only the group is replaced
   * @param shown what stands for it in the file
   */
  public record Mask(Pattern pattern, String shown) {
    /** What a pattern matches; {@code shown} must match it, too. */
    public static Mask of(String pattern, String shown) {
      Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
      assertThat(shown).as("a mask looks like what it hides").matches(compiled);
      return new Mask(compiled, shown);
    }

    /** A text that is known in this run only. */
    public static Mask literal(String text, String shown) {
      return new Mask(Pattern.compile(Pattern.quote(text)), shown);
    }

    private String over(String text) {
      Matcher matcher = pattern.matcher(text);
      assertThat(matcher.find()).as("%s is in%n%s", pattern, text).isTrue();
      return matcher.replaceAll(Matcher.quoteReplacement(shown));
    }
  }

  /** Both streams of a command, as they come on a terminal. */
  public static final class Page {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /** What writes on it. */
    public PrintStream stream() {
      return stream;
    }

    /** What is on it. */
    public String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** Compares {@code text}, as a terminal of that width gets it, with the file of this name. */
  public void check(String name, Look look, String text, Mask... masks) throws IOException {
    String masked = text;
    for (Mask mask : masks) {
      masked = mask.over(masked);
    }
    List<String> lines = Wrap.text(masked, look.columns()).lines().toList();
    checkLines(lines, look);
    Path file =
        folder.resolve(name + "-" + look.columns() + (look.colours() ? "-colour" : "") + ".txt");
    if ("write".equals(System.getProperty("ferry.golden"))) {
      Files.write(file, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(file));
  }

  private static void checkLines(List<String> lines, Look look) {
    assertThat(lines)
        .allSatisfy(line -> {
          String text = look.colours() ? line.replaceAll(COLOUR, "") : line;
          assertThat(text).doesNotContainPattern("\\p{Cc}");
          assertThat(Columns.of(text)).isLessThanOrEqualTo(look.columns());
          assertThat(text).as("no blanks at the end of a line").doesNotEndWith(" ");
        });
  }
}
