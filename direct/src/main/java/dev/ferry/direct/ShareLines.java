package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.ShareInfo;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of shares:
 *
 * <pre>
 * {"share":{"id":id,"title":text,"locked":false,"entries":n,"files":n,"bytes":n}}
 * {"end":{"shares":n}}
 * </pre>
 */
final class ShareLines {
  /** The most shares a list may have. */
  static final int MAX_SHARES = 10_000;

  /** The longest title in characters. */
  static final int MAX_TITLE = 1024;

  private ShareLines() {}

  static void write(LineWriter out, List<ShareInfo> shares) throws IOException {
    for (ShareInfo share : shares) {
      out.write(json -> writeShare(json, share));
    }
    out.write(json -> {
      json.beginObject();
      json.name("end");
      json.beginObject();
      json.name("shares");
      json.value(shares.size());
      json.endObject();
      json.endObject();
    });
  }

  private static void writeShare(JsonWriter json, ShareInfo share) {
    json.beginObject();
    json.name("share");
    json.beginObject();
    json.name("id");
    json.value(share.id());
    json.name("title");
    json.value(share.title());
    json.name("locked");
    json.value(share.locked());
    json.name("entries");
    json.value(share.entries());
    json.name("files");
    json.value(share.files());
    json.name("bytes");
    json.value(share.bytes());
    json.endObject();
    json.endObject();
  }

  static List<ShareInfo> read(LineReader in) throws IOException {
    List<ShareInfo> shares = new ArrayList<>();
    for (Fields line = in.require(); !line.has("end"); line = in.require()) {
      shares.add(readShare(line.object("share")));
      if (shares.size() > MAX_SHARES) {
        throw new MalformedException("there are more than " + MAX_SHARES + " shares");
      }
    }
    return shares;
  }

  private static ShareInfo readShare(Fields share) throws MalformedException {
    String id = share.text("id");
    String title = share.text("title");
    if (!Protocol.isShareId(id) || title.length() > MAX_TITLE) {
      throw new MalformedException("a share has an impossible id or title");
    }
    return new ShareInfo(
        id,
        title,
        share.flag("locked"),
        share.count("entries"),
        share.count("files"),
        share.count("bytes"));
  }
}
