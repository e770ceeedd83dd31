package dev.ferry.localsend;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import io.avaje.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sender proposes: {@code {"info":device,"files":{id:file}}}.
 *
 * @param info who it says it is, with its port
 * @param files in the order they were sent, no id twice; at least one, at most {@link #MAX_FILES}
 */
record PrepareUpload(DeviceInfo info, List<FileInfo> files) {
  /** The most files of one prepare. */
  static final int MAX_FILES = 50_000;

  /** The most values of its JSON: each file's members, those of its metadata, and a few more. */
  static final int MAX_VALUES = 20 * MAX_FILES;

  PrepareUpload {
    files = List.copyOf(files);
  }

  /** Reads it. As in the apps, no files and no port are mistakes. */
  static PrepareUpload read(Fields fields) throws MalformedException {
    DeviceInfo info = DeviceInfo.read(fields.object("info"));
    if (info.port() == 0) {
      throw new MalformedException("\"port\" of \"info\" is missing");
    }
    Fields files = fields.object("files");
    List<String> ids = files.names();
    if (ids.isEmpty() || ids.size() > MAX_FILES) {
      throw new MalformedException("\"files\" has none, or more than " + MAX_FILES);
    }
    List<FileInfo> list = new ArrayList<>(ids.size());
    for (String id : ids) {
      list.add(FileInfo.read(id, files.object(id)));
    }
    return new PrepareUpload(info, list);
  }

  /** About how many bytes of memory it takes while it waits for an answer, at the most. */
  long weight() {
    return files.stream().mapToLong(FileInfo::weight).sum();
  }

  void write(JsonWriter json) {
    json.beginObject();
    json.name("info");
    info.write(json);
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
