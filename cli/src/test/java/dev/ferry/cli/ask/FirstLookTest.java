package dev.ferry.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.SafeText;
import dev.ferry.cli.view.Sight;
import dev.ferry.identity.Standing;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.Glimpse;
import dev.ferry.preview.About;
import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Json;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Table;
import dev.ferry.preview.Text;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Offer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirstLookTest {
  private static final Count ONE = new Count(1, Count.Precision.EXACT);

  @TempDir private Path folder;
  private final List<String> late = new ArrayList<>();

  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  /** A sender that gives what a test tells it to give. */
  static final class Sender implements Glimpses {
    private final List<Wanted> wanted = new ArrayList<>();
    private @Nullable Taker taker;

    @Override
    public boolean offered() {
      return true;
    }

    @Override
    public void ask(List<Wanted> some, Taker takes) {
      wanted.addAll(some);
      taker = takes;
    }

    void give(int which, Optional<Glimpse> glimpse) {
      if (taker != null) {
        taker.take(wanted.get(which).index(), glimpse);
      }
    }

    List<String> asked() {
      return wanted.stream().map(each -> each.file().path().toString()).toList();
    }

    @Override
    public void close() {
      taker = null;
    }
  }

  static Offer with(Offer offer, Glimpses glimpses) {
    return new Offer(
        offer.id(),
        offer.from(),
        offer.title(),
        offer.text(),
        offer.plan(),
        offer.manifest(),
        offer.destination(),
        glimpses);
  }

  private FirstLook at(Sender sender, String... files) throws Exception {
    return new FirstLook(with(Offers.of(folder, Standing.KNOWN, files), sender));
  }

  private List<String> lines(FirstLook look) {
    return look.lines(Sight.plain(80, 60), late::addAll);
  }

  private static Preview text(String line) {
    return new Text(
        new About(FileKind.TEXT, "text/plain", "text", 5), "UTF-8", List.of(line), ONE, "");
  }

  @Test
  void theFirstFourFilesAreShownInTheirOrderWhateverComesFirst() throws Exception {
    Sender sender = new Sender();
    try (FirstLook look = at(sender, "x/a", "x/b", "x/c", "y", "z")) {
      assertThat(sender.asked()).containsExactly("x/a", "x/b", "x/c", "y");
      sender.give(3, Optional.of(text("of y")));
      sender.give(0, Optional.of(text("of a")));
      sender.give(1, Optional.empty());
      sender.give(2, Optional.empty());
      look.await();

      assertThat(lines(look))
          .containsExactly(
              "  the sender shows:",
              "    x/a  text, 1 line, 5 B",
              "    of a",
              "    y  text, 1 line, 5 B",
              "    of y");
    }
  }

  @Test
  void whatComesLateIsToldThenAndNothingAfterTheEnd() throws Exception {
    Sender sender = new Sender();
    try (FirstLook look = at(sender, "a", "b")) {
      look.await();
      assertThat(lines(look)).isEmpty();

      sender.give(1, Optional.of(text("of b")));
      assertThat(late).containsExactly("    b  text, 1 line, 5 B", "    of b");
    }
    sender.give(0, Optional.of(text("of a")));
    assertThat(late).hasSize(2);
  }

  @Test
  void aSmallTerminalIsNotFilled() throws Exception {
    Sender sender = new Sender();
    try (FirstLook look = at(sender, "a", "b", "c", "d")) {
      for (int i = 0; i < 4; i++) {
        Text many =
            new Text(
                new About(FileKind.TEXT, "text/plain", "text", 5),
                "UTF-8",
                List.of("1", "2", "3", "4", "5"),
                new Count(5, Count.Precision.EXACT),
                "");
        sender.give(i, Optional.of(many));
      }

      assertThat(look.lines(Sight.plain(80, 20), late::addAll))
          .hasSize(1 + 6 + 6 + 1 + 1)
          .contains("    d  text, 5 lines, 5 B");
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void hostileTextOfAPreviewIsShownWithoutItsTeeth(CorpusName hostile) throws Exception {
    String name = hostile.name() + "\u001b[2J\u202e\u009b1m\r\n\u0007";
    Sender sender = new Sender();
    try (FirstLook look = at(sender, "a", "b", "c")) {
      sender.give(
          0,
          Optional.of(
              new Table(
                  new About(FileKind.CSV, "text/csv", "CSV table", 5),
                  "UTF-8",
                  ',',
                  true,
                  List.of(new Column(name, Column.Type.TEXT)),
                  1,
                  List.of(List.of(name)),
                  ONE,
                  "")));
      sender.give(
          1,
          Optional.of(
              new Json(
                  new About(FileKind.JSON, "application/json", "JSON", 5),
                  "UTF-8",
                  name,
                  List.of(new Json.Line(1, List.of(new Json.Piece(Json.Role.TEXT, name)))),
                  true,
                  ONE,
                  1,
                  "")));
      sender.give(2, Optional.of(text(name)));

      List<String> lines = lines(look);
      assertThat(lines).hasSizeGreaterThan(6);
      SafeText.check(String.join("\n", lines));
    }
  }
}
