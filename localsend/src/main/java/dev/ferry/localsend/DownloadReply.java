package dev.ferry.localsend;

import io.avaje.json.JsonWriter;
import java.util.List;

/** The answer to a prepare-download: {@code {"info":device,"sessionId":id,"files":{id:file}}}. */
record DownloadReply(DeviceInfo info, String sessionId, List<FileInfo> files) {
  void write(JsonWriter json) {
    json.beginObject();
    json.name("info");
    info.write(json);
    json.name("sessionId");
    json.value(sessionId);
    json.name("files");
    json.beginObject();
    for (FileInfo file : files) {
      json.name(file.id());
      file.write(json);
    }
    json.endObject();
    json.endObject();
  }
}
