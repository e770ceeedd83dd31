package dev.ferry.peer;

import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.ScanOptions;
import dev.ferry.manifest.Skipped;
import dev.ferry.manifest.SourceException;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.manifest.SourceScanner;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files and folders of this machine that are sent or shared: how they are listed and opened.
 * Immutable.
 *
 * @param roots what was named
 * @param filter which entries go along
 */
record Sources(List<SourceRoot> roots, SendOptions.Filter filter) {
  /**
   * The sources that a person named.
   *
   * @throws TransferException with {@link Problem#SOURCE} if one is missing or cannot be sent
   */
  static Sources of(List<Path> named, SendOptions.Filter filter) throws TransferException {
    try {
      return new Sources(SourceRoot.of(named), filter);
    } catch (SourceException e) {
      throw new TransferException(Problem.SOURCE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Lists everything into {@code sink}; what is left out is told to {@code events}. */
  void list(TransferId id, TransferListener events, EntrySink sink) throws IOException {
    ScanOptions options =
        new ScanOptions(filter.include(), filter.exclude(), filter.links(), filter.checksum());
    try {
      new SourceScanner(roots, options).scan(sink, skipped -> tell(id, events, skipped));
    } catch (SourceException e) {
      throw new TransferException(Problem.SOURCE, String.valueOf(e.getMessage()), e);
    }
  }

  private static void tell(TransferId id, TransferListener events, Skipped skipped) {
    events.on(new TransferEvent.Skipped(id, skipped.path(), skipped.reason().sentence(), false));
  }

  /** Opens the files behind the entries. */
  PayloadFiles files() {
    return SourceFiles.of(roots, filter.links())::open;
  }

  /** What a person would call them. */
  String title() {
    if (roots.isEmpty()) {
      return "";
    }
    String first = roots.getFirst().name();
    return roots.size() == 1 ? first : first + " and " + (roots.size() - 1) + " more";
  }

  /** The link policy as it is kept. */
  LinkPolicy links() {
    return filter.links();
  }
}
