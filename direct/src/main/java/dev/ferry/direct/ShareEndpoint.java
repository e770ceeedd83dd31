package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.http.Percent;
import dev.ferry.http.StreamCap;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Caller;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.Selection;
import dev.ferry.transfer.Selections;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** {@code shares}: what others may pull, and the pulling of it. */
final class ShareEndpoint {
  private final DirectServices services;
  private final DirectLimits limits;
  private final StreamCap streams;

  ShareEndpoint(DirectServices services, DirectLimits limits, StreamCap streams) {
    this.services = services;
    this.limits = limits;
    this.streams = streams;
  }

  /** {@code GET shares}. */
  void list(Exchange exchange) throws IOException {
    exchange.requireFingerprint();
    List<ShareInfo> shares = services.catalog().visibleTo(caller(exchange));
    try (LineWriter out = new LineWriter(exchange.begin(200, Protocol.NDJSON))) {
      ShareLines.write(out, shares);
      out.flush();
    }
    exchange.end();
  }

  /** {@code GET shares/{id}}: its entries, or those at and below {@code ?below=path}. */
  void manifest(Exchange exchange, String id) throws IOException {
    exchange.requireFingerprint();
    Share share = open(exchange, id);
    String below = exchange.parameter("below");
    RelativePath path = below == null ? null : path(below);
    try (LineWriter out = new LineWriter(exchange.begin(200, Protocol.NDJSON))) {
      EntryWriter entries = new EntryWriter(out);
      share.list(path, entries);
      entries.end();
      out.flush();
    }
    exchange.end();
  }

  /** {@code POST shares/{id}/selections}. */
  void select(Exchange exchange, String id) throws IOException {
    Fingerprint fingerprint = exchange.requireFingerprint();
    Caller caller = caller(exchange);
    Share share = services.catalog().open(id, caller);
    RemotePeer by = new RemotePeer(caller.alias(), fingerprint, exchange.host(), caller.standing());
    try (InputStream body = Bodies.manifest(exchange, limits);
        Selections.Draft draft = share.selections().draft(by)) {
      EntryReader entries = new EntryReader(new LineReader(body));
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        draft.add(entry);
      }
      Selection selection = draft.finish();
      SelectionJson answer =
          new SelectionJson(selection.id(), selection.outgoing().layout().length());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (LineWriter out = new LineWriter(bytes)) {
        out.write(answer::write);
        out.flush();
      }
      exchange.send(201, Protocol.JSON, bytes.toByteArray());
    }
  }

  /** {@code GET shares/{id}/payload?selection=id}, with Range. */
  void payload(Exchange exchange, String id) throws IOException {
    Fingerprint fingerprint = exchange.requireFingerprint();
    Selection selection = selection(exchange, id, fingerprint);
    Outgoing outgoing = selection.outgoing();
    long length = outgoing.layout().length();
    ByteRange range = ByteRange.ofRange(exchange.header("Range"), length);
    try (StreamCap.Stream _ = streams.open(fingerprint.hex());
        Selection.Use _ = selection.use()) {
      send(exchange, outgoing, range, length);
    }
  }

  private static void send(
      Exchange exchange, Outgoing outgoing, @Nullable ByteRange range, long length)
      throws IOException {
    exchange.setHeader(HttpHeader.ACCEPT_RANGES, "bytes");
    if (range == null) {
      OutputStream out = exchange.begin(200, Protocol.BYTES, length);
      outgoing.send(0, length, out);
    } else {
      exchange.setHeader(HttpHeader.CONTENT_RANGE, range.toContentRange(length));
      OutputStream out = exchange.begin(206, Protocol.BYTES, range.length());
      outgoing.send(range.from(), range.to(), out);
    }
    exchange.end();
  }

  /** {@code GET shares/{id}/hashes?selection=id}: the seal of what was picked. */
  void hashes(Exchange exchange, String id) throws IOException {
    Selection selection = selection(exchange, id, exchange.requireFingerprint());
    Outgoing outgoing = selection.outgoing();
    try (Selection.Use _ = selection.use();
        LineWriter out = new LineWriter(exchange.begin(200, Protocol.NDJSON))) {
      SealWriter.write(
          out, outgoing.hashes(), outgoing.layout().chunks(), SealWriter.End.of(outgoing));
      out.flush();
    }
    selection.delivered();
    exchange.end();
  }

  private Selection selection(Exchange exchange, String id, Fingerprint by) throws IOException {
    Share share = open(exchange, id);
    String selection = exchange.parameter("selection");
    return Optional.ofNullable(selection)
        .filter(TransferId::isValid)
        .flatMap(text -> share.selections().find(new TransferId(text), by))
        .orElseThrow(() ->
            new TransferException(
                Problem.NOT_FOUND, "there is no such selection of yours (any more)"));
  }

  private static RelativePath path(String text) throws MalformedException {
    try {
      return RelativePath.parse(text);
    } catch (BadPathException e) {
      throw new MalformedException("\"below\": " + e.getMessage(), e);
    }
  }

  /** Opens a share for whoever asks; who that is, is the share's to judge. */
  Share open(Exchange exchange, String id) throws IOException {
    return services.catalog().open(id, caller(exchange));
  }

  /** Who asks, with or without a certificate. */
  Caller caller(Exchange exchange) throws MalformedException {
    String header = exchange.header(Protocol.ALIAS_HEADER);
    String alias = header == null ? "" : Percent.decode(header);
    if (alias.length() > Protocol.MAX_ALIAS) {
      throw new MalformedException(Protocol.ALIAS_HEADER + " is too long");
    }
    Fingerprint fingerprint = exchange.fingerprint().orElse(null);
    return new Caller(
        alias,
        fingerprint,
        fingerprint == null
            ? Standing.UNKNOWN
            : services.standingOf(alias, fingerprint, exchange.host()),
        exchange.inetAddress(),
        exchange.header(Protocol.PIN_HEADER));
  }
}
