package dev.ferry.direct;

import dev.ferry.http.Answer;
import dev.ferry.http.Streamed;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import dev.ferry.preview.Preview;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import dev.ferry.preview.ReadChannel;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Outgoing;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and gives the previews that a receiver asks for while it decides about one offer, one after
 * the other on a thread of its own: decoding pictures is work. Whatever goes wrong, the offer goes
 * on without them. {@link #show} and {@link #close} do not block and belong to the thread that
 * waits for the answer.
 */
final class PreviewGiver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PreviewGiver.class);

  /** The time that all previews of one offer may take to be made. */
  private static final Duration BUDGET = Duration.ofSeconds(6);

  private final DirectClient client;
  private final Outgoing outgoing;
  private final Set<Long> asked = new HashSet<>();
  private @Nullable ExecutorService thread;
  private volatile @Nullable HttpUriRequestBase request;
  private volatile boolean closed;
  private long nanosLeft = BUDGET.toNanos();

  /** For an offer that is listed by the time that somebody asks. */
  PreviewGiver(DirectClient client, Outgoing outgoing) {
    this.client = client;
    this.outgoing = outgoing;
  }

  /** Gives these, as far as they are entries that were not asked for before, and not too many. */
  void show(List<Long> entries) {
    if (!outgoing.listed()) {
      return;
    }
    for (long entry : entries) {
      if (entry < outgoing.manifest().entries()
          && asked.size() < Glimpses.MOST
          && asked.add(entry)) {
        thread().execute(() -> give(entry));
      }
    }
  }

  private ExecutorService thread() {
    ExecutorService started = thread;
    if (started == null) {
      started =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("ferry-previews").factory());
      thread = started;
    }
    return started;
  }

  private void give(long entry) {
    if (closed) {
      return;
    }
    try {
      send(entry, PreviewWriter.body(look(entry)));
    } catch (IOException | RuntimeException e) {
      log.debug("a preview was not given", e);
    }
  }

  private void send(long entry, byte[] body) throws IOException {
    HttpUriRequestBase post =
        client.request("POST", "offers/" + outgoing.id().text() + "/previews/" + entry);
    post.setEntity(new Streamed(Protocol.JSON, null, body.length, out -> out.write(body)));
    request = post;
    if (closed) {
      return;
    }
    try (Answer answer = client.wire().sendOnce(post)) {
      answer.finish();
    }
  }

  /** What is in the file, if it still is the one that is offered. */
  private Optional<Preview> look(long index) throws IOException {
    Entry entry = entry(index);
    if (!(entry instanceof FileEntry file) || nanosLeft <= 0) {
      return Optional.empty();
    }
    long began = System.nanoTime();
    try (HeldFile held = outgoing.open(file)) {
      FileStamp before = held.stamp();
      if (before.size() != file.size() || before.modifiedNanos() != file.modifiedNanos()) {
        return Optional.empty();
      }
      Preview preview =
          Previewer.of(file.path().name(), new ReadChannel(held::read, held.size()), limits());
      return held.stamp().equals(before) ? Optional.of(preview) : Optional.empty();
    } catch (IOException e) {
      log.debug("a file that is offered cannot be looked at", e);
      return Optional.empty();
    } finally {
      nanosLeft -= System.nanoTime() - began;
    }
  }

  private PreviewLimits limits() {
    PreviewLimits usual = PreviewLimits.offer();
    return usual.withTime(Duration.ofNanos(Math.min(usual.time().toNanos(), nanosLeft)));
  }

  private @Nullable Entry entry(long index) throws IOException {
    try (Manifest.Cursor cursor = outgoing.manifest().walkFrom(index)) {
      return cursor.next();
    }
  }

  /** The offer is decided: what was not given yet is of no use. */
  @Override
  public void close() {
    closed = true;
    ExecutorService started = thread;
    if (started != null) {
      started.shutdownNow();
    }
    HttpUriRequestBase under = request;
    if (under != null) {
      under.cancel();
    }
  }
}
