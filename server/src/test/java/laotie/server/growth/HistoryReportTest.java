package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import laotie.server.browser.Browser;
import laotie.server.browser.Browser.Size;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop that has nothing but a file of orders gets its report, or is told what is wrong with the file. */
class HistoryReportTest {

  private static final String UCI = "shared/data/growth/uci_online_retail/online_retail.csv.gz";

  @TempDir private Path dir;
  private String said = "";

  @Test
  void shopifyExportBecomesAReport() throws IOException {
    Path file = Files.writeString(dir.resolve("orders_export.csv"), shopify(60));
    assertThat(run("--import", file.toString(), "--report", out())).as(said).isZero();
    assertThat(said).contains("order=Name", "buyer=Email", "paid-at=Paid at", "60 buyers");
    assertThat(page()).contains("orders_export.csv", "report-headline", "$")
        .doesNotContain("b1@shop.example");
  }

  @Test
  void charsetAndPackingChangeNothing() throws IOException {
    String text = shopify(60);
    Path plain = Files.writeString(dir.resolve("orders.csv"), text);
    assertThat(run("--import", plain.toString(), "--report", out())).as(said).isZero();
    String expected = page();
    for (Charset charset : List.of(Charset.forName("GBK"), StandardCharsets.UTF_16)) {
      Files.write(plain, text.getBytes(charset));
      assertThat(run("--import", plain.toString(), "--report", out())).as(said).isZero();
      assertThat(page()).as(charset.name()).isEqualTo(expected);
    }
    Files.writeString(plain, "\uFEFF" + text.replace("\n", "\r\n"));
    assertThat(run("--import", plain.toString(), "--report", out())).as(said).isZero();
    assertThat(page()).as("with a mark, as spreadsheets save it").isEqualTo(expected);
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(plain))) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run("--import", plain.toString(), "--report", out())).as(said).isZero();
    assertThat(page()).as("packed").isEqualTo(expected);
  }

  @Test
  void overlappingExportsCountOnce() throws IOException {
    Path older = Files.writeString(dir.resolve("a.csv"), shopify(40));
    Path newer = Files.writeString(dir.resolve("b.csv"), shopify(60));
    assertThat(run("--import", older.toString(), "--import", newer.toString(), "--report", out())).isZero();
    assertThat(said).contains("60 buyers");
  }

  @Test
  void columnsOfAnyTableAreSaid() throws IOException {
    Path file = Files.writeString(dir.resolve("t.csv"),
        "Beleg;Kunde;Tag;Summe\nr1;k1;05.01.2026;1.299,00\nr2;k1;13.01.2026;1,50\n");
    assertThat(run("--import", file.toString(), "--report", out())).isEqualTo(HistoryReport.NOTHING_COUNTS);
    assertThat(said).contains("no column for order, buyer, ordered-at, total", "Beleg | Kunde | Tag | Summe");
    assertThat(run("--import", file.toString(), "--report", out(), "--map", "order=Beleg", "--map",
        "buyer=Kunde", "--map", "ordered-at=Tag", "--map", "total=Summe", "--decimal", "comma",
        "--currency", "eur", "--lang", "en", "--name", "Laden")).as(said).isZero();
    assertThat(page()).contains("€1,300.50", "<h1>Laden</h1>", "2026-01-05");
  }

  @Test
  void wrongRowsAreToldWithTheirLine() throws IOException {
    Path file = Files.writeString(dir.resolve("t.csv"),
        "order,buyer,date,total\n1,p,2026-01-05,5\n2,p,soon,5\n\"3\"x,p,2026-01-05,5\n");
    assertThat(run("--import", file.toString(), "--report", out())).as(said).isZero();
    assertThat(said).contains("row 3: no date that is known, ordered-at soon")
        .contains("row 4: the row cannot be read");
    assertThat(page()).contains("soon");
  }

  @Test
  void refusesInOneClearLine() throws IOException {
    assertThat(run()).isEqualTo(HistoryReport.MISASKED);
    assertThat(said).contains("--import FILE");
    assertThat(run("--import", "a.csv")).isEqualTo(HistoryReport.MISASKED);
    assertThat(run("--import", "a.csv", "--report")).isEqualTo(HistoryReport.MISASKED);
    assertThat(run("--import", "a.csv", "--report", out(), "--zone", "Mars"))
        .isEqualTo(HistoryReport.MISASKED);
    assertThat(said).contains("--zone Mars is not known");
    assertThat(run("--import", dir.resolve("none.csv").toString(), "--report", out()))
        .isEqualTo(HistoryReport.FAULT);
    assertThat(said).contains("there is no ", "none.csv");
    Path book = Files.write(dir.resolve("book.csv"), new byte[] {'P', 'K', 3, 4, 0});
    assertThat(run("--import", book.toString(), "--report", out())).isEqualTo(HistoryReport.NOTHING_COUNTS);
    assertThat(said).contains("this is a workbook: save it as CSV");
    Path cut = Files.write(dir.resolve("cut.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0});
    assertThat(run("--import", cut.toString(), "--report", out())).as(said).isEqualTo(HistoryReport.FAULT);
    Path unpaid = Files.writeString(
        dir.resolve("u.csv"), "order,buyer,date,total,status\n1,p,2026-01-05,5,voided\n");
    assertThat(run("--import", unpaid.toString(), "--report", out())).isEqualTo(HistoryReport.NOTHING_COUNTS);
    assertThat(said).contains("no order counts");
    assertThat(Path.of(out())).as("nothing is written").doesNotExist();
  }

  @Test
  void reproducesThePublishedFiguresFromTheirFile() throws IOException {
    Optional<Path> file = above(UCI);
    Assumptions.assumeTrue(file.isPresent(), "skipped: ../" + UCI + " is not on this machine");
    assertThat(run("--import", file.orElseThrow().toString(), "--report", out(), "--currency", "GBP",
        "--zone", "Europe/London", "--lang", "en")).as(said).isZero();
    assertThat(said).contains("541,909 rows, 18,536 orders of 4,339 buyers");
    assertThat(page()).contains(
        "£8,911,407.90", "779 / 4,086", "443 / 1,665", "data-test=\"report-R3(30)\">19.1%");
  }

  /** The page as a seller sees it on a phone: the headline, nothing that sticks out, both languages. */
  @Test
  void reportIsReadOnAPhone() throws IOException {
    if (!Browser.isHere()) {
      System.out.println("SKIPPED: no Chromium here, the report is not looked at");
    }
    Assumptions.assumeTrue(Browser.isHere(), "no Chromium here");
    Path file = Files.writeString(dir.resolve("orders.csv"), shopify(300));
    assertThat(run("--import", file.toString(), "--report", out(), "--lang", "zh-CN")).as(said).isZero();
    try (Browser phone = Browser.open(Size.PHONE, "zh-CN")) {
      phone.go(Path.of(out()).toUri().toString());
      phone.awaitText("report-headline", "首购后 30 天内再次购买");
      assertThat(phone.text("report-R3(30)")).matches("\\d+\\.\\d%");
      assertThat(phone.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing sticks out of a phone").isEqualTo(true);
      assertThat(phone.run(
          "return [...document.querySelectorAll('svg.narrow')].every(chart => chart.clientWidth > 250)"))
          .as("charts fill the phone").isEqualTo(true);
      phone.clickSelected("[data-language='en']");
      phone.awaitText("report-headline", "bought again within 30 days");
      phone.clickSelected("label[for='cohort-value']");
      assertThat(phone.select(".view-value").isDisplayed()).isTrue();
      phone.resize(Size.DESK);
      assertThat(phone.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("nor of a desk").isEqualTo(true);
      assertThat(phone.console()).isEmpty();
    }
  }

  private int run(String... words) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    int code = new HistoryReport(new PrintStream(screen, true, StandardCharsets.UTF_8))
        .run(words, Locale.CHINA);
    said = screen.toString(StandardCharsets.UTF_8);
    return code;
  }

  private String out() {
    return dir.resolve("report.html").toString();
  }

  private String page() throws IOException {
    return Files.readString(Path.of(out()));
  }

  /** Orders of two lines, notes with line ends in quotes, every third buyer back after some weeks. */
  private static String shopify(int buyers) {
    List<String> rows = new ArrayList<>();
    rows.add("Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,"
        + "Lineitem price,Notes,Cancelled at,Refunded Amount");
    for (int i = 0; i < buyers; i++) {
      int orders = 1 + (i % 3 == 0 ? 1 : 0) + (i % 9 == 0 ? 1 : 0);
      for (int nth = 0; nth < orders; nth++) {
        String at = "2025-%02d-%02d 10:00:00 +0800".formatted(1 + i % 9 + nth, 1 + i % 28);
        rows.add("#%d-%d,b%d@shop.example,paid,%s,USD,%d.50,%s,1,\"茶, 绿\",9.50,%s,,0".formatted(
            i, nth, i, at, 10 + i % 50, at, "\"请在\n下午 \"\"送\"\"\""));
        rows.add("#%d-%d,b%d@shop.example,,,,,,2,杯,1.00,,,".formatted(i, nth, i));
      }
    }
    return String.join("\n", rows) + "\n";
  }

  private static Optional<Path> above(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isReadable(at.resolve(name))) {
        return Optional.of(at.resolve(name));
      }
    }
    return Optional.empty();
  }
}
