package dev.ferry.localsend;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import io.avaje.json.JsonWriter;

/**
 * A datagram of the multicast groups: a {@link DeviceInfo} with
 *
 * <pre>
 * "announce":true      the sender wants to be answered; false: it is an answer
 * "passing":true       (Ferry only) the sender looks around: answer it, but do not list it
 * </pre>
 *
 * <p>Apps that speak 1.0 say {@code announcement} in place of {@code announce}.
 */
record Announcement(DeviceInfo info, boolean announce, boolean passing) {
  /** The longest datagram that is read, in bytes: four times what the longest texts need. */
  static final int MAX_BYTES = 8192;

  /** Reads one. */
  static Announcement parse(byte[] datagram) throws MalformedException {
    if (datagram.length > MAX_BYTES) {
      throw new MalformedException("a datagram is longer than " + MAX_BYTES);
    }
    Fields fields = StrictJson.parseBody(datagram);
    return new Announcement(
        DeviceInfo.read(fields),
        fields.flag("announce", fields.flag("announcement", false)),
        fields.flag("passing", false));
  }

  /** As it goes over the wire. */
  byte[] bytes() {
    return JsonBody.of(this::write);
  }

  /** As short as the apps can still read it: without what only pleases the eye. */
  Announcement shortest() {
    DeviceInfo shorter =
        new DeviceInfo(
            info.alias(),
            info.version(),
            null,
            info.deviceType(),
            info.fingerprint(),
            info.port(),
            info.protocol(),
            info.download(),
            info.ferry());
    return new Announcement(shorter, announce, passing);
  }

  private void write(JsonWriter json) {
    json.beginObject();
    info.writeMembers(json);
    json.name("announce");
    json.value(announce);
    if (passing) {
      json.name("passing");
      json.value(true);
    }
    json.endObject();
  }
}
