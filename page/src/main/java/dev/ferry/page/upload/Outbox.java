package dev.ferry.page.upload;

import dev.ferry.direct.BrowserPush;
import dev.ferry.http.Exchange;
import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.Inbox;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.RangeSet;
import dev.ferry.store.Home;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Decision;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was uploaded, or is being uploaded, to be sent from here. It arrives under numbers, in the
 * order in which it was listed, and gets its names in a folder of its own when all is there.
 * Thread-safe; everything blocks on the disk.
 *
 * <p>Uploads belong to this process: no browser comes back to those of earlier ones. What is handed
 * out to be sent stays until {@link #drop}, or until {@link #clear} finds that nobody needs it.
 */
public final class Outbox implements AutoCloseable {
  private static final String HERE = "127.0.0.1";
  private static final String FOLDER = "outbox";
  private static final String ARRIVING = "arriving";
  private static final String SENT = "sent";
  private static final String STATE = "state";

  private final Receiver receiver;
  private final BrowserPush push;
  private final Path arriving;
  private final OutboxTrees trees;
  private final Map<TransferId, Held> uploads = new ConcurrentHashMap<>();

  /** An upload: who brings it, and what is in it, in order. Locked while it is ended. */
  private static final class Held {
    private final Fingerprint browser;
    private final List<UploadedFile> files;
    private volatile boolean arrived;

    Held(Fingerprint browser, List<UploadedFile> files) {
      this.browser = browser;
      this.files = files;
    }
  }

  private Outbox(Receiver receiver, Path arriving, OutboxTrees trees) {
    this.receiver = receiver;
    this.push = new BrowserPush(new OutboxServices(receiver));
    this.arriving = arriving;
    this.trees = trees;
  }

  /**
   * Removes from the one in a home, which nobody may use at the same time, whatever is not needed
   * any more: uploads that were not whole, and what was handed out to be sent, unless one of {@code
   * needed} is in it.
   *
   * @param needed files and folders that are still to be sent
   * @return what stays
   */
  public static Set<TransferId> clear(Path home, Collection<Path> needed) throws IOException {
    Path folder = home.resolve(FOLDER);
    OutboxTrees.delete(folder.resolve(ARRIVING));
    OutboxTrees.delete(folder.resolve(STATE));
    return new OutboxTrees(folder.resolve(SENT)).clear(needed);
  }

  /** Whether one of these files and folders is what was uploaded as {@code id}. */
  public static boolean isNeeded(TransferId id, Collection<Path> needed) {
    return OutboxTrees.isNeeded(id.text(), needed);
  }

  /** The one in a home, after {@link #clear}; nobody else may use it at the same time. */
  public static Outbox in(Path home) throws IOException {
    Path folder = Home.at(home).subfolder(FOLDER);
    Path arriving = folder.resolve(ARRIVING);
    Home state = Home.at(folder.resolve(STATE));
    Files.createDirectories(arriving);
    Flow flow = new Flow(TransferListener.none(), Throttle.of(0));
    Receiver receiver =
        new Receiver(
            state, Inbox.open(arriving), Receiver.Rules.standard(), Approver.everything(), flow);
    return new Outbox(receiver, arriving, new OutboxTrees(Home.at(folder).subfolder(SENT)));
  }

  /**
   * Begins an upload.
   *
   * @param files at least one
   * @throws TransferException with {@link Problem#BAD_REQUEST} if they cannot stand beside each
   *     other; {@link Problem#NO_SPACE} if the disk does not take them
   */
  public TransferId begin(List<UploadedFile> files) throws IOException {
    OutboxTrees.check(files);
    TransferId id = TransferId.random();
    RemotePeer browser = RemotePeer.guest(Fingerprint.random(), HERE);
    OfferHeader header = new OfferHeader(id, "upload", null, ClashPolicy.FAIL);
    try (PendingOffer offer = receiver.beginAskedFor(header, browser)) {
      for (int i = 0; i < files.size(); i++) {
        UploadedFile file = files.get(i);
        offer.add(new FileEntry(numbered(id, i), file.size(), file.modifiedNanos(), 0));
      }
      if (!(receiver.decide(offer) instanceof Decision.Accepted)) {
        throw new TransferException(Problem.FAILED, "an upload of nothing cannot begin");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
    uploads.put(id, new Held(browser.fingerprint(), List.copyOf(files)));
    return id;
  }

  private static RelativePath numbered(TransferId id, int number) {
    try {
      return RelativePath.parse(id.text() + "/" + OutboxTrees.numbered(number));
    } catch (BadPathException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many bytes an upload has. */
  public long length(TransferId id) throws IOException {
    return incoming(id).length();
  }

  /** What of an upload is not here yet. */
  public RangeSet missing(TransferId id) throws IOException {
    return held(id).arrived ? RangeSet.EMPTY : incoming(id).missing();
  }

  /** Takes the range that a request brings; the answer is the caller's. */
  public void take(Exchange exchange, TransferId id) throws IOException {
    push.take(exchange, held(id).browser, id.text());
  }

  /**
   * Ends an upload of which nothing is missing. Can be asked again, with the same answer.
   *
   * @return what to send: files and folders, at the top of what was uploaded
   * @throws TransferException with {@link Problem#INCOMPLETE} if something is missing, or could not
   *     be kept; in that case nothing of it is there any more
   */
  public List<Path> finish(TransferId id) throws IOException {
    Held held = held(id);
    synchronized (held) {
      if (!held.arrived) {
        settle(id);
        held.arrived = true;
      }
      trees.make(id, held.files, arriving.resolve(id.text()));
      return trees.top(id);
    }
  }

  private void settle(TransferId id) throws IOException {
    Incoming incoming = incoming(id);
    if (!incoming.missing().isEmpty()) {
      throw new TransferException(
          Problem.INCOMPLETE, "the upload is not whole yet; ask what is missing");
    }
    Outcome outcome = incoming.settle(Problem.INCOMPLETE, "nothing of it came", null);
    if (!(outcome instanceof Outcome.Completed done) || !done.receipt().whole()) {
      drop(id);
      throw new TransferException(
          Problem.INCOMPLETE, "the upload did not come whole; choose the files again");
    }
  }

  /** Removes what is left of an upload, whole or not. */
  public void drop(TransferId id) throws IOException {
    @Nullable Held held = uploads.remove(id);
    if (held == null) {
      trees.drop(id);
      return;
    }
    synchronized (held) {
      receiver.discard(id, held.browser);
      OutboxTrees.delete(arriving.resolve(id.text()));
      trees.drop(id);
    }
  }

  private Incoming incoming(TransferId id) throws IOException {
    return receiver.find(id, held(id).browser).orElseThrow(Outbox::unknown);
  }

  private Held held(TransferId id) throws TransferException {
    @Nullable Held held = uploads.get(id);
    if (held == null) {
      throw unknown();
    }
    return held;
  }

  private static TransferException unknown() {
    return new TransferException(
        Problem.NOT_FOUND, "there is no such upload (any more); choose the files again");
  }

  /** Takes nothing any more. What is here stays until {@link #clear}. */
  @Override
  public void close() throws IOException {
    receiver.close();
  }
}
