package dev.ferry.direct;

import dev.ferry.http.Answer;
import dev.ferry.http.Percent;
import dev.ferry.http.Streamed;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.Withdrawals;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.SealEnd;
import dev.ferry.transfer.Sealed;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** The questions of a pull. Used by one thread, but for {@link #payload}. */
final class PullRequests {
  private final DirectClient client;
  private final Incoming incoming;
  private final DirectPull.Source source;

  PullRequests(DirectClient client, Incoming incoming, DirectPull.Source source) {
    this.client = client;
    this.incoming = incoming;
    this.source = source;
  }

  /** {@code POST selections}: picks what was accepted here. */
  SelectionJson select() throws IOException {
    HttpUriRequestBase request = request("POST", "/selections");
    request.setEntity(new Streamed(Protocol.NDJSON, null, -1, this::writePick));
    try (Answer answer = client.ok(request)) {
      SelectionJson selection = SelectionJson.read(StrictJson.parseBody(answer.bytes()));
      if (selection.length() != incoming.length()) {
        throw new TransferException(
            Problem.NOT_FERRY, "the peer lays out the payload differently: one side has a defect");
      }
      return selection;
    } catch (IOException e) {
      throw client.failures().later(e);
    }
  }

  private void writePick(OutputStream out) throws IOException {
    try (LineWriter lines = new LineWriter(out)) {
      EntryWriter entries = new EntryWriter(lines);
      eachPicked((index, file) -> entries.accept(inShare(file)));
      entries.end();
      lines.flush();
    }
  }

  /** Takes what was picked: the accepted files, for folders and links have no bytes. */
  @FunctionalInterface
  private interface Picked {
    void take(long index, FileEntry file) throws IOException;
  }

  private void eachPicked(Picked each) throws IOException {
    EntrySet accepted = incoming.accepted();
    try (Manifest.Cursor cursor = incoming.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry instanceof FileEntry file && accepted.contains(cursor.index())) {
          each.take(cursor.index(), file);
        }
      }
    }
  }

  /** The file as the share knows it. */
  private FileEntry inShare(FileEntry file) throws MalformedException {
    RelativePath prefix = source.prefix();
    if (prefix == null) {
      return file;
    }
    try {
      return new FileEntry(
          RelativePath.parse(prefix + "/" + file.path()),
          file.size(),
          file.modifiedNanos(),
          file.mode(),
          file.islands(),
          file.contentHash());
    } catch (BadPathException e) {
      throw new MalformedException("a path of the share is too long", e);
    }
  }

  /** {@code GET payload}. */
  HttpUriRequestBase payload(SelectionJson selection) {
    return request("GET", "/payload?selection=" + selection.id().text());
  }

  /**
   * {@code GET hashes}, compared with what was written.
   *
   * @throws IOException from the connection as a TransferException of the peer, from the disk as
   *     one of this side
   */
  Sealed seal(SelectionJson selection) throws IOException {
    try (Answer answer = client.ok(request("GET", "/hashes?selection=" + selection.id().text()))) {
      SealReader seal = new SealReader(new LineReader(answer.body()));
      return incoming.seal(seal, () -> end(seal));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private SealEnd end(SealReader seal) {
    try {
      List<Withdrawn> withdrawn = named(seal.withdrawn(incoming.accepted().size()));
      return new SealEnd(withdrawn, seal.report());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The peer counts what was picked; here it has another index, among all that was offered. */
  private List<Withdrawn> named(List<Withdrawn> files) throws IOException {
    if (files.isEmpty()) {
      return files;
    }
    Withdrawals named = new Withdrawals(file -> {});
    Iterator<Withdrawn> left = files.iterator();
    Withdrawn[] next = {left.next()};
    long[] picked = {0};
    eachPicked((index, file) -> {
      if (picked[0]++ == next[0].index()) {
        named.add(new Withdrawn(index, file.path().toString(), next[0].reason()));
        next[0] = left.hasNext() ? left.next() : next[0];
      }
    });
    if (named.entries().size() != files.size()) {
      throw new MalformedException("\"withdrawn\" has an index outside of what was picked");
    }
    return named.list();
  }

  private HttpUriRequestBase request(String method, String part) {
    return DirectClient.withPin(
        client.request(method, "shares/" + Percent.encode(source.share()) + part),
        source.pin().get());
  }
}
