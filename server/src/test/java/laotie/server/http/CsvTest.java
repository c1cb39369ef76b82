package laotie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import laotie.server.http.Csv.Limits;
import laotie.server.http.Csv.Line;
import laotie.server.http.Csv.Row;
import laotie.server.http.Csv.Wrong;
import laotie.server.http.CsvFile.Encoding;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in and out: whatever is written is read again, and whatever strangers send is answered. */
class CsvTest {

  private static final Charset GBK = Charset.forName("GBK");
  private static final Limits SMALL = new Limits(100_000, 5, 4, 20, 50);

  @Test
  void readsRowsAsASpreadsheetCountsThem() {
    CsvTable table = table("name,price\r\n\r\n\"two\nlines\",1\r,\nlast,2", Limits.USUAL);
    assertThat(table.columns()).containsExactly("name", "price");
    assertThat(lines(table)).containsExactly(
        new Row(3, List.of("two\nlines", "1")), new Row(5, List.of("last", "2")));
    assertThat(lines(table)).as("read a second time").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b;x,c\n1,2,3", "a;b,x;c\n1;2;3", "a\tb, x\tc\n1\t2\t3", "\"a,a,a,a\";b;c\n1;2;3",
      "sep=;\r\na;b;c\r\n1;2;3"})
  void findsTheSeparatorInTheHeader(String text) {
    CsvTable table = table(text, Limits.USUAL);
    assertThat(table.columns()).hasSize(3);
    assertThat(lines(table)).containsExactly(new Row(2, List.of("1", "2", "3")));
  }

  @Test
  void findsTheCharset() throws IOException {
    String text = "商品名称,价格\n碎花连衣裙,199.00\n";
    for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
      assertThat(rows(text.getBytes(charset), Limits.USUAL)).as(charset.name())
          .containsExactly(new Row(2, List.of("碎花连衣裙", "199.00")));
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
        StandardCharsets.UTF_16BE)) {
      CsvTable table = (CsvTable) Csv.open(("\uFEFF" + text).getBytes(charset), Limits.USUAL);
      assertThat(table.columns()).as(charset.name()).containsExactly("商品名称", "价格");
    }
    byte[] unlucky = "一些\n一些".getBytes(GBK);
    assertThat(((CsvTable) Csv.open(unlucky, Limits.USUAL)).columns()).containsExactly("һЩ");
    CsvTable named = (CsvTable) Csv.open(unlucky, GBK, Limits.USUAL);
    assertThat(named.columns()).containsExactly("一些");
  }

  @Test
  void findsColumnsByPlainNames() {
    CsvTable table = table("Variant  Price, body (HTML) ,价格（元）\n1,2,3", Limits.USUAL);
    assertThat(table.column("none", "variant_price")).isEqualTo(OptionalInt.of(0));
    assertThat(table.column("Body HTML")).isEqualTo(OptionalInt.of(1));
    assertThat(table.column("价格(元)")).isEqualTo(OptionalInt.of(2));
    assertThat(table.column("sku")).isEmpty();
  }

  @Test
  void saysWhatIsNoTable() {
    assertThat(key(new byte[0])).isEqualTo("http.csv.empty");
    assertThat(key("\n ,\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("http.csv.empty");
    assertThat(key(new byte[] {'P', 'K', 3, 4, 0})).isEqualTo("http.csv.workbook");
    assertThat(key(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}))
        .isEqualTo("http.csv.encoding");
    assertThat(key("a,b\n".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("http.csv.nul");
    assertThat(key(new byte[10_000_001])).isEqualTo("http.csv.tooLarge");
    assertThat(Csv.open("a,b,c,d,e\n".getBytes(StandardCharsets.UTF_8), SMALL))
        .isInstanceOfSatisfying(Wrong.class,
            wrong -> assertThat(wrong.key()).isEqualTo("http.csv.tooManyCells"));
  }

  @Test
  void passesOverAWrongRowAndSaysWhichItWas() {
    String text = "a,b\n" + "1,2,3\n" + "1,2, , \n" + "x".repeat(21) + "\n" + "n\0ul\n" + "5,6\n";
    assertThat(lines(table(text, SMALL))).extracting(CsvTest::told).containsExactly(
        "2 http.csv.tooManyCells", "3 [1, 2,  ,  ]", "4 http.csv.cellTooLong", "5 http.csv.nul", "6 [5, 6]");
    assertThat(lines(table("a,b,c,d\n" + "1234567890123,".repeat(3) + "123456789012345\nx", SMALL)))
        .extracting(CsvTest::told).containsExactly("2 http.csv.rowTooLong", "3 [x]");
  }

  @Test
  void endsWhereTheNextRowCannotBeFound() {
    assertThat(lines(table("a,b\n1,\"2\n3,4\n", SMALL))).extracting(CsvTest::told)
        .containsExactly("2 http.csv.quoteOpen");
    assertThat(lines(table("a,b\n1,\"2\"x\n3,4\n", SMALL))).extracting(CsvTest::told)
        .containsExactly("2 http.csv.quoteWrong");
    assertThat(lines(table("a\n1\n\"" + "x".repeat(90_000), SMALL))).extracting(CsvTest::told)
        .containsExactly("2 [1]", "3 http.csv.cellEndless");
    assertThat(lines(table("a\n" + "1\n".repeat(9), SMALL))).hasSize(6).last().extracting(CsvTest::told)
        .isEqualTo("7 http.csv.tooManyRows");
  }

  @Test
  void keepsNoMoreOfAWideRowThanTheLimits() {
    assertThat(lines(table("a,b\n" + "1,".repeat(40_000), new Limits(100_000, 5, 4, 20, 90_000))))
        .extracting(CsvTest::told).containsExactly("2 http.csv.tooManyCells");
    assertThat(lines(table("a,b\n1" + ",".repeat(40_000), SMALL))).extracting(CsvTest::told)
        .containsExactly("2 [1, , , ]");
  }

  @Test
  void aSpreadsheetCountsNothingOfAFile() {
    for (String evil : List.of("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\tx", "＝1", " =1", "'=1",
        "\"=1", "\u3000+1")) {
      assertThat(CsvGuard.on(evil)).as(evil).isEqualTo("'" + evil.replaceAll("(?<=[\t\r])=", "'="));
    }
    assertThat(CsvGuard.on("a;=1")).isEqualTo("a;'=1");
    assertThat(CsvGuard.on("a\n=1")).isEqualTo("a\n'=1");
    for (String tame : List.of("", "a", "-5", "+86", "-1.50", "3,5", "a=1", "a-b", "小王", "'a", ";;")) {
      assertThat(CsvGuard.on(tame)).isEqualTo(tame);
    }
  }

  @Test
  void theGuardTakesOffWhatItPutOn() {
    Random chance = new Random(7);
    String signs = "=+-@＝'\"\t\r\n; \u3000a1,.";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder cell = new StringBuilder();
      for (int k = chance.nextInt(8); k > 0; k--) {
        cell.append(signs.charAt(chance.nextInt(signs.length())));
      }
      assertThat(CsvGuard.off(CsvGuard.on(cell.toString()))).isEqualTo(cell.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void readsWhatItWrote(Encoding encoding) throws IOException {
    Random chance = new Random(11);
    for (int round = 0; round < 300; round++) {
      int width = 1 + chance.nextInt(5);
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        List<String> cells = new ArrayList<>(List.of("x"));
        for (int k = 1; k < width; k++) {
          cells.add(anyText(chance));
        }
        rows.add(cells);
      }
      byte[] written = written(encoding, rows);
      Charset charset = encoding == Encoding.GBK ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
      List<List<String>> read = new ArrayList<>();
      CsvTable table = (CsvTable) Csv.open(written, charset, Limits.USUAL);
      table.forEach(line -> read.add(((Row) line).cells()));
      assertThat(read).as("round " + round).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void answersWhateverComes(Encoding encoding) throws IOException {
    Random chance = new Random(13);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(List.of(anyText(chance), "小王", "1,\"2\"", anyText(chance)));
    }
    byte[] whole = written(encoding, rows);
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      for (int cut = 0; cut < whole.length; cut += 3) {
        byte[] part = Arrays.copyOf(whole, cut);
        assertThatCode(() -> rows(part, SMALL)).doesNotThrowAnyException();
      }
      for (int i = 0; i < 2_000; i++) {
        byte[] garbage = new byte[chance.nextInt(3_000)];
        chance.nextBytes(garbage);
        for (int k = 0; k < garbage.length && i % 2 == 0; k++) {
          garbage[k] = (byte) "\"\",;\n\r\t\0a=".charAt(garbage[k] & 7);
        }
        assertThatCode(() -> rows(garbage, SMALL)).doesNotThrowAnyException();
      }
    });
  }

  @Test
  void replacesWhatNoFileCanHold() throws IOException {
    byte[] written = written(Encoding.UTF_8, List.of(List.of("a\0b", "c\uD800d", "😀")));
    assertThat(rows(written, Limits.USUAL)).containsExactly(
        new Row(2, List.of("a\uFFFDb", "c\uFFFDd", "😀")));
  }

  @Test
  void aMillionLineEndsAreReadAtOnce() {
    String text = "a\n" + "\n".repeat(1_000_000) + "\"" + "\n;'".repeat(9_000) + "\"\n";
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
        () -> assertThat(lines(table(text, Limits.USUAL))).hasSize(1));
  }

  private static String anyText(Random chance) {
    String hot = "=+-@'\";,\t\r\n\\ａ＝连衣裙一些é€😀\uFEFF ";
    StringBuilder text = new StringBuilder();
    for (int k = chance.nextInt(12); k > 0; k--) {
      int point = chance.nextInt(4) > 0 ? hot.codePointAt(hot.offsetByCodePoints(0,
          chance.nextInt(hot.codePointCount(0, hot.length())))) : 1 + chance.nextInt(0x10FFFE);
      boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      text.appendCodePoint(isHalf ? 'h' : point);
    }
    return text.toString();
  }

  private static byte[] written(Encoding encoding, List<List<String>> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvFile file = CsvFile.to(bytes, encoding);
    file.row("c0", "c1", "c2", "c3", "c4");
    for (List<String> row : rows) {
      file.row(row);
    }
    file.flush();
    return bytes.toByteArray();
  }

  private static CsvTable table(String text, Limits limits) {
    return (CsvTable) Csv.open(text.getBytes(StandardCharsets.UTF_8), limits);
  }

  private static List<Line> lines(CsvTable table) {
    List<Line> lines = new ArrayList<>();
    table.forEach(lines::add);
    return lines;
  }

  private static List<Line> rows(byte[] upload, Limits limits) {
    return Csv.open(upload, limits) instanceof CsvTable table ? lines(table) : List.of();
  }

  private static String key(byte[] upload) {
    return ((Wrong) Csv.open(upload, Limits.USUAL)).key();
  }

  private static String told(Line line) {
    return switch (line) {
      case Row row -> row.row() + " " + row.cells();
      case Wrong wrong -> wrong.row() + " " + wrong.key();
    };
  }
}
