package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The transfers under way, and the lines that show them. Thread-safe; never blocks. */
public final class Board implements TransferListener {
  private static final int MOST_LINES = 8;

  private final LongSupplier clock;
  private final Style style;
  private final Map<TransferId, TransferLine> transfers = new LinkedHashMap<>();

  /**
   * An empty board.
   *
   * @param clock monotonic nanoseconds
   */
  public Board(LongSupplier clock, Style style) {
    this.clock = clock;
    this.style = style;
  }

  @Override
  public synchronized void on(TransferEvent event) {
    long now = clock.getAsLong();
    switch (event) {
      case TransferEvent.Scanning e -> line(e.id()).looking(e.entries(), e.bytes());
      case TransferEvent.Connected e -> line(e.id()).with(e.direction(), e.peer().alias());
      case TransferEvent.Offered e -> offered(e);
      case TransferEvent.Accepted e -> {
        line(e.id()).with(e.direction(), e.peer().alias());
        if (!e.title().isBlank()) {
          line(e.id()).called(e.title());
        }
        line(e.id()).accepted(e.bytes(), e.held(), now);
      }
      case TransferEvent.Progress e -> line(e.id()).progress(e.done(), e.total(), now);
      case TransferEvent.Paused e -> line(e.id()).paused(DisplayName.escape(e.message()));
      case TransferEvent.Publishing e -> line(e.id()).publishing();
      case TransferEvent.Ended e -> transfers.remove(e.id());
      case TransferEvent.Resumed e -> {}
      case TransferEvent.Skipped e -> {}
      case TransferEvent.SourceWithdrawn e -> {}
      case TransferEvent.TextArrived e -> {}
    }
  }

  private void offered(TransferEvent.Offered event) {
    TransferLine line = line(event.id());
    line.with(event.direction(), event.peer().alias());
    line.called(event.title());
    line.asking();
  }

  private TransferLine line(TransferId id) {
    return transfers.computeIfAbsent(id, key -> new TransferLine());
  }

  /** Takes away a transfer that nothing more will be heard of. */
  public synchronized void remove(TransferId id) {
    transfers.remove(id);
  }

  /** How many transfers have begun to move and have not ended. */
  public synchronized int accepted() {
    return (int) transfers.values().stream().filter(TransferLine::wasAccepted).count();
  }

  /** The transfers under way, by id. */
  public synchronized List<TransferId> ids() {
    return List.copyOf(transfers.keySet());
  }

  /** What is known about one of them now: title, and how far it is. */
  public synchronized Optional<String> facts(TransferId id) {
    @Nullable TransferLine line = transfers.get(id);
    return line == null
        ? Optional.empty()
        : Optional.of(line.title() + ": " + line.facts(clock.getAsLong()).strip());
  }

  /** The live line of one of them, at most {@code width} columns. */
  public synchronized Optional<String> line(TransferId id, int width) {
    @Nullable TransferLine line = transfers.get(id);
    return Optional.ofNullable(line)
        .map(known -> known.show(width, transfers.size() > 1, clock.getAsLong(), style));
  }

  /** The live lines, each at most {@code width} columns; many transfers share the last line. */
  public synchronized List<String> lines(int width) {
    long now = clock.getAsLong();
    List<TransferLine> all = List.copyOf(transfers.values());
    int alone = all.size() <= MOST_LINES ? all.size() : MOST_LINES - 1;
    List<String> lines = new ArrayList<>();
    for (TransferLine line : all.subList(0, alone)) {
      lines.add(line.show(width, alone > 1, now, style));
    }
    if (alone < all.size()) {
      lines.add(Columns.shorten(together(all.subList(alone, all.size()), now), width));
    }
    return lines;
  }

  private static String together(List<TransferLine> rest, long now) {
    long done = 0;
    long total = 0;
    double speed = 0;
    for (TransferLine line : rest) {
      if (line.wasAccepted()) {
        done += line.done();
        total += line.total();
        speed += line.bytesPerSecond(now);
      }
    }
    return "and "
        + Units.count(rest.size(), "more transfer")
        + ": "
        + Units.bytes(done)
        + " of "
        + Units.bytes(total)
        + "  "
        + Units.speed(speed)
        + " together";
  }
}
