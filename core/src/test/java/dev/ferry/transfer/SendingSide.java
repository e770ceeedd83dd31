package dev.ferry.transfer;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.ScanOptions;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.manifest.SourceScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A tree that is sent, and the folder that remembers how far it came. */
final class SendingSide {
  final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private final Path state;
  private final List<Path> roots;
  private OfferHeader header;
  private ScanOptions options = ScanOptions.EVERYTHING;
  private int listings;

  /** Sends {@code roots}, remembering in {@code state}. */
  SendingSide(Path state, Path... roots) throws IOException {
    this.state = Files.createDirectories(state);
    this.roots = List.of(roots);
    this.header = new OfferHeader(TransferId.random(), "things", null, ClashPolicy.KEEP_BOTH);
  }

  SendingSide wish(ClashPolicy wish) {
    header = new OfferHeader(header.id(), header.title(), header.text(), wish);
    return this;
  }

  SendingSide text(@Nullable String text) {
    header = new OfferHeader(header.id(), header.title(), text, header.wish());
    return this;
  }

  /** Cannot go on after its connection broke. */
  SendingSide inOneGo() {
    header = new OfferHeader(header.id(), header.title(), header.text(), header.wish(), false);
    return this;
  }

  SendingSide id(TransferId id) {
    header = new OfferHeader(id, header.title(), header.text(), header.wish());
    return this;
  }

  /** Puts the hash of its contents into every entry. */
  SendingSide contentHashes() {
    options = new ScanOptions(List.of(), List.of(), LinkPolicy.KEEP, true);
    return this;
  }

  TransferId id() {
    return header.id();
  }

  Path state() {
    return state;
  }

  /** How often the tree was looked at. */
  int listings() {
    return listings;
  }

  /** As a new process would. */
  Outgoing open() throws IOException {
    return open(0);
  }

  Outgoing open(long bytesPerSecond) throws IOException {
    List<SourceRoot> named =
        roots.stream().map(root -> new SourceRoot(root, root.getFileName().toString())).toList();
    return Outgoing.open(
        header,
        state,
        sink -> {
          listings++;
          new SourceScanner(named, options).scan(sink, skipped -> {});
        },
        SourceFiles.of(named, LinkPolicy.KEEP)::open,
        new Flow(events::add, Throttle.of(bytesPerSecond)));
  }
}
