package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.TransferException;
import io.avaje.json.JsonWriter;

/**
 * Who a peer says it is: {@code {"ferry":1,"alias":name}}.
 *
 * @param alias not escaped
 */
record InfoJson(String alias) {

  void write(JsonWriter json) {
    json.beginObject();
    json.name("ferry");
    json.value(Protocol.VERSION);
    json.name("alias");
    json.value(alias);
    json.endObject();
  }

  /**
   * Reads it.
   *
   * @throws TransferException if the peer speaks another version
   */
  static InfoJson read(Fields fields) throws MalformedException, TransferException {
    Protocol.checkVersion(fields);
    String alias = fields.text("alias");
    if (alias.length() > Protocol.MAX_ALIAS) {
      throw new MalformedException("\"alias\" is longer than " + Protocol.MAX_ALIAS);
    }
    return new InfoJson(alias);
  }
}
