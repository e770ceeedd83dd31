package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.TransferId;
import io.avaje.json.JsonWriter;

/**
 * What was picked from a share: {@code {"selection":id,"length":n}}.
 *
 * @param id names it from now on
 * @param length bytes of its payload
 */
record SelectionJson(TransferId id, long length) {

  void write(JsonWriter json) {
    json.beginObject();
    json.name("selection");
    json.value(id.text());
    json.name("length");
    json.value(length);
    json.endObject();
  }

  static SelectionJson read(Fields fields) throws MalformedException {
    String id = fields.text("selection");
    if (!TransferId.isValid(id)) {
      throw new MalformedException("\"selection\" is not an id");
    }
    return new SelectionJson(new TransferId(id), fields.count("length"));
  }
}
