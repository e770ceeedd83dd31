package dev.ferry.localsend;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import io.avaje.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a prepare-upload: {@code {"sessionId":id,"files":{id:token}}}.
 *
 * @param sessionId names the session in every later request; a secret of the two
 * @param tokens of each file that is wanted, by the file's id; what is left out is skipped
 */
record PrepareReply(String sessionId, Map<String, String> tokens) {

  /** Copies the map. */
  PrepareReply {
    tokens = Map.copyOf(tokens);
  }

  /** Reads it; ids that were never sent are the caller's to ignore. */
  static PrepareReply read(Fields fields) throws MalformedException {
    Map<String, String> tokens = new LinkedHashMap<>();
    Fields files = fields.object("files");
    for (String id : files.names()) {
      tokens.put(bounded(id), bounded(files.text(id)));
    }
    return new PrepareReply(bounded(fields.text("sessionId")), tokens);
  }

  private static String bounded(String text) throws MalformedException {
    if (text.isEmpty() || text.length() > FileInfo.MAX_ID) {
      throw new MalformedException("an id or a token is empty or longer than " + FileInfo.MAX_ID);
    }
    return text;
  }

  void write(JsonWriter json) {
    json.beginObject();
    json.name("sessionId");
    json.value(sessionId);
    json.name("files");
    json.beginObject();
    tokens.forEach((id, token) -> {
      json.name(id);
      json.value(token);
    });
    json.endObject();
    json.endObject();
  }
}
