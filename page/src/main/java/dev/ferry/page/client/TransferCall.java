package dev.ferry.page.client;

import dev.ferry.peer.GetOptions;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransportOptions;
import dev.ferry.peer.events.EventWords;
import dev.ferry.peer.events.JsonLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is to be done as the API's messages say it. Paths are made absolute: of this process. */
final class TransferCall {
  private TransferCall() {}

  static JsonLine send(SendOptions options) {
    SendOptions.Filter filter = options.filter();
    JsonLine line =
        JsonLine.object()
            .put("kind", "send")
            .put("paths", options.paths().stream().map(TransferCall::whole).toList())
            .put("text", options.text())
            .put("title", options.title())
            .put("clash", EventWords.word(options.clash()))
            .put("include", filter.include())
            .put("exclude", filter.exclude())
            .put("links", filter.links().name().toLowerCase(Locale.ROOT))
            .put("checksum", filter.checksum())
            .put("via", options.via().name().toLowerCase(Locale.ROOT))
            .put("previews", options.previews());
    return how(whom(line, "to", options.to()), options.transport());
  }

  static JsonLine get(GetOptions options, List<String> paths) {
    JsonLine line =
        JsonLine.object()
            .put("kind", "get")
            .put("paths", paths)
            .put("into", whole(options.into()))
            .put("clash", EventWords.word(options.clash()));
    return how(whom(line, "from", options.from()), options.transport());
  }

  static JsonLine resume(@Nullable PeerAddress to, TransportOptions transport) {
    JsonLine line = JsonLine.object();
    return how(to == null ? line : whom(line, "to", to), transport);
  }

  private static JsonLine whom(JsonLine line, String name, PeerAddress peer) {
    return line.put(name, peer.typed())
        .put("expected", peer.expected() == null ? null : peer.expected().hex());
  }

  private static JsonLine how(JsonLine line, TransportOptions transport) {
    return line.put("connections", transport.connections())
        .put("bytesPerSecond", transport.bytesPerSecond())
        .put("patienceSeconds", transport.patience().toSeconds());
  }

  private static String whole(Path path) {
    return path.toAbsolutePath().toString();
  }
}
