package dev.ferry.page.guest;

import dev.ferry.direct.SharedFileAnswer;
import dev.ferry.http.Disposition;
import dev.ferry.http.Exchange;
import dev.ferry.http.Percent;
import dev.ferry.http.StreamCap;
import dev.ferry.identity.AddressGroup;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.ManifestLevel;
import dev.ferry.manifest.RelativePath;
import dev.ferry.page.zip.SharedZip;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a link lets guests see and download. Thread-safe; blocks on the disk and the network. */
final class GuestDownloads {
  /** How many entries one answer lists. */
  static final int PAGE = 500;

  private static final int STREAMS_OF_AN_ADDRESS = 16;
  private static final int ZIPS_OF_AN_ADDRESS = 2;
  private static final int ZIPS = 8;
  private static final String EVERYBODY = "*";

  /** What no path of a manifest begins with: stands for zips among the downloads. */
  private static final String ZIP = "//";

  private final StreamCap streams = new StreamCap(STREAMS_OF_AN_ADDRESS);
  private final StreamCap zips = new StreamCap(ZIPS_OF_AN_ADDRESS);
  private final StreamCap allZips = new StreamCap(ZIPS);

  /** {@code GET entries?path=&after=}: what lies in a folder, some at a time. */
  void entries(Exchange exchange, GuestLink link) throws IOException {
    Share share = link.share();
    ManifestLevel.Page page;
    try {
      page =
          ManifestLevel.page(
              share.manifest(), folder(exchange), parameter(exchange, "after"), PAGE);
    } catch (BadPathException e) {
      throw new MalformedException("\"after\": " + e.getMessage(), e);
    }
    List<JsonLine> children = page.children().stream().map(GuestDownloads::json).toList();
    GuestAnswers.send(
        exchange, 200, JsonLine.object().putLines("entries", children).put("more", page.more()));
  }

  private static JsonLine json(ManifestLevel.Child child) {
    JsonLine json = JsonLine.object().put("name", child.path().name());
    return switch (child.entry()) {
      case FileEntry file ->
          json.put("kind", "file")
              .put("size", file.size())
              .put("modified", time(file.modifiedNanos()));
      case FolderEntry folder ->
          json.put("kind", "folder").put("modified", time(folder.modifiedNanos()));
      case LinkEntry _ -> json.put("kind", "link");
      case null -> json.put("kind", "folder");
    };
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)).toString();
  }

  /** {@code GET files/PATH}, with ranges. */
  void file(Exchange exchange, GuestLink link, String rawPath) throws IOException {
    RelativePath path = path(Percent.decode(rawPath));
    try (Share.SharedFile shared = link.share().file(path);
        StreamCap.Stream _ = streams.open(network(exchange))) {
      count(exchange, link, path.toString());
      SharedFileAnswer.send(exchange, shared);
    }
  }

  /** {@code GET zip?path=}: everything, or a folder. */
  void zip(Exchange exchange, GuestLink link) throws IOException {
    RelativePath folder = folder(exchange);
    try (StreamCap.Stream _ = zips.open(network(exchange));
        StreamCap.Stream _ = allZips.open(EVERYBODY)) {
      SharedZip zip = SharedZip.of(link.share(), folder);
      count(exchange, link, ZIP + (folder == null ? "" : folder));
      exchange.setHeader("Content-Disposition", Disposition.attachment(zip.name()));
      OutputStream out = exchange.begin(200, "application/zip", zip.length());
      if (!exchange.method().equals("HEAD")) {
        zip.sendTo(out);
      }
      exchange.end();
    }
  }

  private static void count(Exchange exchange, GuestLink link, String what) throws IOException {
    if (!exchange.method().equals("HEAD")) {
      link.count().begin(exchange.host(), what);
    }
  }

  private static String network(Exchange exchange) {
    return AddressGroup.of(exchange.inetAddress());
  }

  private static @Nullable RelativePath folder(Exchange exchange) throws TransferException {
    String path = parameter(exchange, "path");
    return path == null ? null : path(path);
  }

  private static @Nullable String parameter(Exchange exchange, String name) {
    String value = exchange.parameter(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static RelativePath path(String text) throws TransferException {
    try {
      return RelativePath.parse(text);
    } catch (BadPathException e) {
      throw new TransferException(Problem.NOT_FOUND, "nothing of that name is shared", e);
    }
  }
}
