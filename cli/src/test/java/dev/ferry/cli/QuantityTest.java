package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "500,500",
    "500B,500",
    "1k,1000",
    "1kB,1000",
    "1KB,1000",
    "1KiB,1024",
    "1ki,1024",
    "20MB,20000000",
    "20 mb,20000000",
    "1.5GB,1500000000",
    "1.5GiB,1610612736",
    "2TB,2000000000000",
    "1TiB,1099511627776",
    "0.5,1",
    "1.2345k,1235",
    "12bytes,12"
  })
  void sizesAreRead(String text, long bytes) {
    assertThat(Quantity.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0", "20MB/s,20000000", "20MB,20000000", "20MBps,20000000", "500kB/s,500000",
    "500000B/s,500000", "1MiB/s,1048576", "100Mbit/s,12500000", "8kbit,1000", "8bit/s,1",
    "1 Gbit/s,125000000"
  })
  void ratesAreRead(String text, long bytesPerSecond) {
    assertThat(Quantity.rate(text)).isEqualTo(bytesPerSecond);
  }

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "30,PT30S",
    "30s,PT30S",
    "10m,PT10M",
    "10min,PT10M",
    "1h30m,PT1H30M",
    "1h 30m,PT1H30M",
    "2d,PT48H",
    "250ms,PT0.25S",
    "1.5h,PT1H30M",
    "forever,PT876000H"
  })
  void durationsAreRead(String text, Duration duration) {
    assertThat(Quantity.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "-1",
        "1.",
        ".5",
        "1,5MB",
        "20MX",
        "MB",
        "20Mbit",
        "1e6",
        "999999999999TB",
        "20MB/h",
        "\u0661"
      })
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.bytes(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "' is not ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "-1", "20MB/h", "20MB/", "1 parsec/s", "20 bits", "9999999999TB"})
  void whatIsNoRateIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.rate(text)).isInstanceOf(TypeConversionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1s", "10y", "1h-", "s", "10m x", "99999999d"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.duration(text)).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void messageSaysHowItIsWritten() {
    assertThatThrownBy(() -> new Quantity.Rate().convert("fast"))
        .hasMessage("'fast' is not a rate such as 20MB/s, 500kB/s or 100Mbit/s");
  }
}
