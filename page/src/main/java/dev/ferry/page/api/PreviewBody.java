package dev.ferry.page.api;

import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.PreviewJson;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Preview;
import java.util.Base64;

/** A preview as docs/page-api.md says: that of events, with pictures made small. */
final class PreviewBody {
  private PreviewBody() {}

  /** An object of its own. */
  static JsonLine of(String path, Preview preview) {
    JsonLine line = PreviewJson.put(JsonLine.object(), path, preview);
    if (preview instanceof Picture picture) {
      picture
          .thumbnail()
          .ifPresent(small ->
              line.put(
                  "thumbnail",
                  "data:image/png;base64," + Base64.getEncoder().encodeToString(small.png())));
    }
    return line;
  }
}
