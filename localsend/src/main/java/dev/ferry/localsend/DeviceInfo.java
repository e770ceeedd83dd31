package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import io.avaje.json.JsonWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself, in all the places where LocalSend's protocol has it: datagrams,
 * {@code /register}, {@code /info}, {@code prepare-upload}. Nothing of it is proven, and its texts
 * are not escaped. Immutable.
 *
 * <pre>
 * {"alias":text,"version":"2.1","deviceModel":text?,"deviceType":"mobile"?,"fingerprint":text,
 *  "port":53317?,"protocol":"https"?,"download":false?,"ferry":1?}
 * </pre>
 *
 * @param alias at most {@link #MAX_ALIAS} characters; may be empty
 * @param version of the protocol; "1.0" if the device says none, as the oldest apps
 * @param deviceModel maker or operating system; null if not said
 * @param deviceType desktop if not said
 * @param fingerprint SHA-256 of its certificate in hex, or any text if it speaks plain HTTP; empty
 *     if not said
 * @param port of its server; 0 if not said
 * @param protocol null if not said
 * @param download whether something can be pulled from it
 * @param ferry the version of Ferry's own protocol that it speaks too; 0 if it is no Ferry
 */
public record DeviceInfo(
    String alias,
    String version,
    @Nullable String deviceModel,
    DeviceType deviceType,
    String fingerprint,
    int port,
    @Nullable Scheme protocol,
    boolean download,
    int ferry) {
  /** The version of the protocol that Ferry says. */
  public static final String VERSION = "2.1";

  /** What a Ferry says as its model. */
  public static final String MODEL = "Ferry";

  /** The longest alias, and model, in characters. */
  public static final int MAX_ALIAS = 256;

  private static final String OLDEST_VERSION = "1.0";
  private static final int MAX_VERSION = 16;
  private static final int MAX_FINGERPRINT = 256;
  private static final int MAX_PORT = 65_535;

  /** A device with a certificate whose server is at {@code port}, 0 if it has none: this Ferry. */
  public static DeviceInfo ferry(
      String alias,
      DeviceType type,
      Fingerprint fingerprint,
      int port,
      Scheme protocol,
      boolean download,
      int ferry) {
    return new DeviceInfo(
        shortened(alias),
        VERSION,
        MODEL,
        type,
        fingerprint.hex().toUpperCase(Locale.ROOT),
        port,
        protocol,
        download,
        ferry);
  }

  private static String shortened(String alias) {
    if (alias.length() <= MAX_ALIAS) {
      return alias;
    }
    boolean splits = Character.isHighSurrogate(alias.charAt(MAX_ALIAS - 1));
    return alias.substring(0, splits ? MAX_ALIAS - 1 : MAX_ALIAS);
  }

  /** The same without port and protocol: what {@code /info} and {@code /register} answer. */
  public DeviceInfo withoutOrigin() {
    return new DeviceInfo(
        alias, version, deviceModel, deviceType, fingerprint, 0, null, download, ferry);
  }

  /** The same, whose server is at {@code otherPort} and known by this fingerprint. */
  DeviceInfo at(int otherPort, Scheme scheme, String proven) {
    return new DeviceInfo(
        alias, version, deviceModel, deviceType, proven, otherPort, scheme, download, ferry);
  }

  /** The fingerprint, if it can be that of a certificate. */
  public Optional<Fingerprint> certificate() {
    return Fingerprint.parse(fingerprint);
  }

  /** Writes it as one object. */
  void write(JsonWriter json) {
    json.beginObject();
    writeMembers(json);
    json.endObject();
  }

  /** Writes what stands between the braces. */
  void writeMembers(JsonWriter json) {
    text(json, "alias", alias);
    text(json, "version", version);
    if (deviceModel != null) {
      text(json, "deviceModel", deviceModel);
    }
    text(json, "deviceType", deviceType.word());
    text(json, "fingerprint", fingerprint);
    if (port > 0) {
      json.name("port");
      json.value(port);
    }
    if (protocol != null) {
      text(json, "protocol", protocol.word());
    }
    json.name("download");
    json.value(download);
    if (ferry > 0) {
      json.name("ferry");
      json.value(ferry);
    }
  }

  private static void text(JsonWriter json, String name, String value) {
    json.name(name);
    json.value(value);
  }

  /**
   * Reads it. What only newer apps say may be missing; members that are not known are ignored.
   *
   * @throws MalformedException if it has no alias, or a member is of another type, out of range or
   *     too long
   */
  static DeviceInfo read(Fields fields) throws MalformedException {
    String type = fields.optionalText("deviceType");
    String protocol = fields.optionalText("protocol");
    return new DeviceInfo(
        bounded(fields.text("alias"), "alias", MAX_ALIAS),
        textOr(fields, "version", OLDEST_VERSION, MAX_VERSION),
        optional(fields, "deviceModel", MAX_ALIAS),
        type == null ? DeviceType.DESKTOP : DeviceType.of(type),
        textOr(fields, "fingerprint", "", MAX_FINGERPRINT),
        number(fields, "port", MAX_PORT),
        protocol == null ? null : Scheme.of(protocol),
        fields.flag("download", false),
        number(fields, "ferry", Integer.MAX_VALUE));
  }

  private static String textOr(Fields fields, String name, String absent, int most)
      throws MalformedException {
    String text = optional(fields, name, most);
    return text == null ? absent : text;
  }

  private static @Nullable String optional(Fields fields, String name, int most)
      throws MalformedException {
    String text = fields.optionalText(name);
    return text == null ? null : bounded(text, name, most);
  }

  private static String bounded(String text, String name, int most) throws MalformedException {
    if (text.length() > most) {
      throw new MalformedException("\"" + name + "\" is longer than " + most);
    }
    return text;
  }

  /** An integer of at least 1, or 0 if there is none. */
  private static int number(Fields fields, String name, int most) throws MalformedException {
    long number = fields.count(name, -1);
    if (number == 0 || number > most) {
      throw new MalformedException("\"" + name + "\" is not from 1 to " + most);
    }
    return (int) Math.max(0, number);
  }
}
