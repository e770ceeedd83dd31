package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void theDelimiterIsTheOneAllRowsAgreeOn(char delimiter) throws IOException {
    String text = "id;name;price\n1;\"Screw; long\";2.50\n2;Nut;0.10\n";
    Table table = Bytes.table(text.replace(';', delimiter));
    assertThat(table.delimiter()).isEqualTo(delimiter);
    assertThat(table.columns()).extracting(Column::name).containsExactly("id", "name", "price");
    assertThat(table.rows().getFirst().get(1)).isEqualTo("Screw" + delimiter + " long");
    assertThat(table.allRows()).isEqualTo(Count.exact(2));
  }

  @Test
  void columnsHaveTheTypeThatFitsAllTheirValues() throws IOException {
    Table table =
        Bytes.table(
            """
            whole,number,yes,day,moment,zip,mixed,nothing
            1,1,true,2025-11-20,2025-11-20T12:00:00Z,01067,1,
            -2,2.5e3,FALSE,2025-01-02,2025-11-20 12:00,80331,x,
            """);
    assertThat(table.columns())
        .extracting(Column::type)
        .containsExactly(
            Column.Type.WHOLE,
            Column.Type.DECIMAL,
            Column.Type.YES_NO,
            Column.Type.DATE,
            Column.Type.TIME,
            Column.Type.TEXT,
            Column.Type.TEXT,
            Column.Type.NOTHING);
  }

  @Test
  void decimalCommasAreNumbersWhereTheCommaSeparatesNothing() throws IOException {
    Table table = Bytes.table("a;b\n1,5;2\n2,25;3\n");
    assertThat(table.columns().getFirst().type()).isEqualTo(Column.Type.DECIMAL);
  }

  @Test
  void withoutAHeaderTheFirstLineIsARow() throws IOException {
    Table table = Bytes.table("1,Ann,3\n2,Bob,4\n");
    assertThat(table.header()).isFalse();
    assertThat(table.allRows()).isEqualTo(Count.exact(2));
    assertThat(table.rows()).containsExactly(List.of("1", "Ann", "3"), List.of("2", "Bob", "4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
  void theEncodingIsFoundWithAndWithoutAMark(String charset) throws IOException {
    String text = "name,town\nJos\u00e9,K\u00f6ln\nZo\u00eb,Malm\u00f6\n";
    Table plain = (Table) Bytes.preview("a.csv", text.getBytes(Charset.forName(charset)));
    assertThat(plain.rows().getFirst()).containsExactly("Jos\u00e9", "K\u00f6ln");
    assertThat(plain.encoding())
        .isEqualTo(
            charset.startsWith("UTF-16")
                ? "UTF-16"
                : charset.equals("UTF-8") ? charset : "Latin-1");
    if (charset.startsWith("UTF")) {
      String marked = "\ufeff" + text;
      Table table = (Table) Bytes.preview("a.csv", marked.getBytes(Charset.forName(charset)));
      assertThat(table.columns().getFirst().name()).isEqualTo("name");
    }
  }

  @Test
  void encodingsAreToldApart() {
    assertThat(name("\u20ac uro".getBytes(Charset.forName("windows-1252"))))
        .isEqualTo("Windows-1252");
    assertThat(name("caf\u00e9".getBytes(ISO_8859_1))).isEqualTo("Latin-1");
    assertThat(name("caf\u00e9".getBytes(UTF_8))).isEqualTo("UTF-8");
    assertThat(name("caf\u00e9 here".getBytes(UTF_16LE))).isEqualTo("UTF-16");
    assertThat(name("caf\u00e9 here".getBytes(UTF_16BE))).isEqualTo("UTF-16");
    assertThat(Encoding.of(new byte[] {1, 0, 0, 0, 2, 3, 4, 0}, true)).isEmpty();
  }

  @Test
  void excelsHintForTheSeparatorIsNoRow() throws IOException {
    Table table = Bytes.table("sep=;\na;b\n1,5;2\n");
    assertThat(table.delimiter()).isEqualTo(';');
    assertThat(table.columns()).extracting(Column::name).containsExactly("a", "b");
    assertThat(table.allRows()).isEqualTo(Count.exact(1));
  }

  @Test
  void raggedRowsAndQuotesThatNeverEndAreShownAsFarAsTheyGo() throws IOException {
    Table ragged = Bytes.table("a,b,c\n1,2\n1,2,3,4,5\n");
    assertThat(ragged.allColumns()).isEqualTo(5);
    assertThat(ragged.rows()).containsExactly(List.of("1", "2"), List.of("1", "2", "3", "4", "5"));
    assertThat(Bytes.table("a,b\n1,\"never\nends,").rows()).isNotEmpty();
    assertThat(Bytes.table("a,b\nx,1\n\"x\"y,1\nz,2\n").problem()).contains("line 3");
  }

  @Test
  void aLineOfAMegabyteAndAThousandColumnsAreCut() throws IOException {
    Table longLine = Bytes.table("a,b\n1," + "x".repeat(1 << 20) + "\n2,y\n");
    assertThat(longLine.rows().getFirst().get(1)).hasSizeLessThan(600).endsWith("\u2026");
    assertThat(longLine.allRows()).isEqualTo(Count.exact(2));
    Table wide = Bytes.table(("v,".repeat(999) + "v\n").repeat(3));
    assertThat(wide.allColumns()).isEqualTo(1000);
    assertThat(wide.columns()).hasSize(PreviewLimits.screen().columns());
    Table commas = Bytes.table(",".repeat(8 << 20));
    assertThat(commas.allColumns()).isEqualTo((8 << 20) + 1);
    assertThat(commas.rows().getFirst()).hasSize(PreviewLimits.screen().columns());
  }

  private static String name(byte[] bytes) {
    return Encoding.of(bytes, true).map(Encoding::name).orElse("none");
  }
}
