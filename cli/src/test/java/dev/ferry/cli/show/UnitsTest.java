package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1.00 kB",
    "1004,1.00 kB",
    "9994,9.99 kB",
    "9995,10.0 kB",
    "99949,99.9 kB",
    "99951,100 kB",
    "999499,999 kB",
    "999500,1.00 MB",
    "1234567890,1.23 GB",
    "9223372036854775807,9.22 EB"
  })
  void bytesHaveThreeDigits(long bytes, String shown) {
    assertThat(Units.bytes(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.00 s",
    "4200000,0.00 s",
    "420000000,0.42 s",
    "994000000,0.99 s",
    "996000000,1.0 s",
    "9940000000,9.9 s",
    "9960000000,10 s",
    "59400000000,59 s",
    "59600000000,1 min 00 s",
    "185000000000,3 min 05 s",
    "7500000000000,2 h 05 min",
    "180000000000000,2 d 2 h"
  })
  void durationsAreAsExactAsTheyMatter(long nanos, String shown) {
    assertThat(Units.duration(nanos)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,100",
    "0,10,0",
    "1,1000,0",
    "999,1000,99",
    "9999,10000,99",
    "1000,1000,100",
    "-5,10,0",
    "9223372036854775806,9223372036854775807,99"
  })
  void aHundredPercentIsOnlySaidWhenAllIsThere(long done, long total, int percent) {
    assertThat(Units.percent(done, total)).isEqualTo(percent);
  }

  @Test
  void countsHaveTheirThousandsApartAndTheRightNumber() {
    assertThat(Units.count(1, "file")).isEqualTo("1 file");
    assertThat(Units.count(0, "file")).isEqualTo("0 files");
    assertThat(Units.count(1_234_567, "entry")).isEqualTo("1,234,567 entries");
  }

  @Test
  void averageSpeedOfNoTimeIsNoError() {
    assertThat(Units.averageSpeed(1000, 1_000_000_000)).isEqualTo("1.00 kB/s");
    assertThat(Units.averageSpeed(0, 0)).isEqualTo("0 B/s");
  }
}
