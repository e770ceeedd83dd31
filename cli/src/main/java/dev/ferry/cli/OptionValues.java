package dev.ferry.cli;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.FileKind;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Via;
import dev.ferry.peer.events.EventWords;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads options whose values are words. */
final class OptionValues {
  private OptionValues() {}

  /** Reads {@code --on-clash}: rename, update, skip, fail. */
  static final class Clash implements ITypeConverter<ClashPolicy> {
    @Override
    public ClashPolicy convert(String value) {
      return oneOf(List.of(ClashPolicy.values()), EventWords::word, value);
    }
  }

  /** Reads {@code --accept}: ask, known, all. */
  static final class Rule implements ITypeConverter<AcceptRule> {
    @Override
    public AcceptRule convert(String value) {
      return oneOf(Arrays.asList(AcceptRule.values()), AcceptRule::word, value);
    }
  }

  /** Reads {@code --via}: auto, direct, localsend. */
  static final class Protocol implements ITypeConverter<Via> {
    @Override
    public Via convert(String value) {
      return oneOf(List.of(Via.values()), via -> via.name().toLowerCase(Locale.ROOT), value);
    }
  }

  /** Reads {@code --as}: csv, json, text. */
  static final class Reading implements ITypeConverter<FileKind> {
    @Override
    public FileKind convert(String value) {
      return oneOf(List.of(FileKind.CSV, FileKind.JSON, FileKind.TEXT), FileKind::slug, value);
    }
  }

  /** What one word of {@code --show} stands for; picocli takes a bare set for many words. */
  record SomeKinds(Set<FileKind> kinds) {}

  /** Reads one word of {@code --show}: a kind of file, or all. */
  static final class Kinds implements ITypeConverter<SomeKinds> {
    @Override
    public SomeKinds convert(String value) {
      return new SomeKinds(
          value.equalsIgnoreCase("all")
              ? EnumSet.allOf(FileKind.class)
              : EnumSet.of(oneOf(List.of(FileKind.values()), FileKind::slug, value)));
    }
  }

  /** Reads {@code --address}: an IP address, without asking any name server. */
  static final class Address implements ITypeConverter<InetAddress> {
    @Override
    public InetAddress convert(String value) {
      try {
        return InetAddress.ofLiteral(value.replaceAll("^\\[(.*)]$", "$1"));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + value + "' is not an IP address such as 192.168.1.5 or fe80::1");
      }
    }
  }

  private static <T> T oneOf(List<T> values, Function<T, String> word, String typed) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return values.stream()
        .filter(value -> word.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'"
                    + typed
                    + "' is not one of "
                    + String.join(", ", values.stream().map(word).toList())));
  }
}
