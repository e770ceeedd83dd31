package dev.ferry.cli.ask;

import dev.ferry.cli.view.PreviewText;
import dev.ferry.cli.view.Sight;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Glimpse;
import dev.ferry.manifest.Manifest;
import dev.ferry.preview.Preview;
import dev.ferry.transfer.Glimpses.Wanted;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sender of an offer shows of its first files, for the person who decides. Asks when it is
 * made; thread-safe.
 */
public final class FirstLook implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FirstLook.class);

  /** Files that are asked for: what a person looks at before a question. */
  private static final int MOST = 4;

  /** Entries among which they are found: a manifest may have millions. */
  private static final int LOOKED_THROUGH = 1000;

  /** How long the question waits for them. */
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  /** Lines of the terminal that a picture is made for, of which some stay free. */
  private static final int ROWS = 12;

  /** Lines below them that the question and live lines take. */
  private static final int KEPT_FREE = 3;

  private static final String INDENT = "    ";

  private final List<Wanted> wanted;
  private final Map<Long, Preview> come = new TreeMap<>();
  private int missing;
  private @Nullable Consumer<List<String>> late;
  private @Nullable Sight lateSight;
  private boolean closed;

  /** Asks for the first files of {@code offer}, if its sender shows any. */
  public FirstLook(Offer offer) {
    this.wanted = offer.glimpses().offered() ? firstFiles(offer.manifest()) : List.of();
    this.missing = wanted.size();
    if (!wanted.isEmpty()) {
      offer.glimpses().ask(wanted, this::take);
    }
  }

  private static List<Wanted> firstFiles(Manifest manifest) {
    List<Wanted> files = new ArrayList<>();
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next();
          entry != null && files.size() < MOST && cursor.index() < LOOKED_THROUGH;
          entry = cursor.next()) {
        if (entry instanceof FileEntry file) {
          files.add(new Wanted(cursor.index(), file));
        }
      }
    } catch (IOException e) {
      log.debug("the list of an offer cannot be read", e);
    }
    return files;
  }

  private synchronized void take(long index, Optional<Glimpse> glimpse) {
    missing--;
    notifyAll();
    if (closed || !(glimpse.orElse(null) instanceof Preview preview)) {
      return;
    }
    if (late == null || lateSight == null) {
      come.put(index, preview);
    } else {
      late.accept(lines(pathOf(index), preview, lateSight, ROWS));
    }
  }

  private String pathOf(long index) {
    return wanted.stream()
        .filter(each -> each.index() == index)
        .map(each -> each.file().path().toString())
        .findFirst()
        .orElse("");
  }

  /** Waits until all have come, at most a moment. */
  public synchronized void await() throws InterruptedException {
    long end = System.nanoTime() + MOMENT_NANOS;
    for (long left = MOMENT_NANOS; missing > 0 && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }
  }

  /**
   * What has come, as lines for a terminal, the files in the order of the offer; empty if nothing
   * has. What is too much for the terminal is told by name and kind.
   *
   * @param later is given the lines of what comes from now on, until this is closed
   */
  public synchronized List<String> lines(Sight sight, Consumer<List<String>> later) {
    late = later;
    lateSight = sight;
    if (come.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("  the sender shows:");
    int left = Math.max(ROWS, sight.rows() - KEPT_FREE);
    for (Map.Entry<Long, Preview> each : come.entrySet()) {
      List<String> some = lines(pathOf(each.getKey()), each.getValue(), sight, left);
      lines.addAll(some);
      left -= some.size();
    }
    come.clear();
    return lines;
  }

  private static List<String> lines(String path, Preview preview, Sight sight, int most) {
    Sight small =
        new Sight(
            Math.max(20, sight.columns() - INDENT.length()),
            ROWS,
            sight.colours(),
            Sight.Graphics.NONE);
    List<String> all = PreviewText.lines(path, preview, small);
    return (all.size() > most ? all.subList(0, 1) : all)
        .stream().map(line -> line.isEmpty() ? "" : INDENT + line).toList();
  }

  /** The offer is decided: nothing is shown any more. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
