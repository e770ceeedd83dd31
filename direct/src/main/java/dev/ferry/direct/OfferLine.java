package dev.ferry.direct;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import io.avaje.json.JsonWriter;
import java.util.Locale;

/**
 * The first line of an offer:
 *
 * <pre>
 * {"ferry":1,"transfer":id,"alias":name,"title":text,"clash":policy[,"text":message]
 *  [,"port":number][,"previews":true]}
 * </pre>
 *
 * @param alias what the sender calls itself, not escaped
 * @param header what it offers
 * @param port where it takes offers itself; 0 if it does not, or does not say
 * @param previews whether it gives previews of its files when asked
 */
record OfferLine(String alias, OfferHeader header, int port, boolean previews) {
  private static final int MAX_PORT = 65_535;

  /** Writes the line. */
  void write(JsonWriter json) {
    json.beginObject();
    json.name("ferry");
    json.value(Protocol.VERSION);
    json.name("transfer");
    json.value(header.id().text());
    json.name("alias");
    json.value(alias);
    json.name("title");
    json.value(header.title());
    json.name("clash");
    json.value(slug(header.wish()));
    String text = header.text();
    if (text != null) {
      json.name("text");
      json.value(text);
    }
    if (port > 0) {
      json.name("port");
      json.value(port);
    }
    if (previews) {
      json.name("previews");
      json.value(true);
    }
    json.endObject();
  }

  /**
   * The header that {@code line} is.
   *
   * @throws TransferException if it is of another version
   */
  static OfferLine read(Fields line) throws MalformedException, TransferException {
    Protocol.checkVersion(line);
    String id = line.text("transfer");
    if (!TransferId.isValid(id)) {
      throw new MalformedException("\"transfer\" is not a transfer id");
    }
    String alias = line.text("alias");
    if (alias.length() > Protocol.MAX_ALIAS) {
      throw new MalformedException("\"alias\" is longer than " + Protocol.MAX_ALIAS);
    }
    try {
      return new OfferLine(
          alias,
          new OfferHeader(
              new TransferId(id),
              line.text("title"),
              line.optionalText("text"),
              policy(line.text("clash"))),
          port(line.count("port", 0)),
          line.flag("previews", false));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static int port(long number) throws MalformedException {
    if (number > MAX_PORT) {
      throw new MalformedException("\"port\" is none");
    }
    return (int) number;
  }

  private static String slug(ClashPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ClashPolicy policy(String slug) throws MalformedException {
    for (ClashPolicy policy : ClashPolicy.values()) {
      if (slug(policy).equals(slug)) {
        return policy;
      }
    }
    throw new MalformedException("\"clash\" is no policy that version 1 knows");
  }
}
