package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.zip.GZIPInputStream;
import laotie.fact.BusinessDays;
import laotie.fact.Cursor;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The published figures of UCI "Online Retail" (Chen, Sain, Guo 2012) from its 541,909 rows. The data may
 * not be shipped: they are looked for in {@code shared/data/growth/uci_online_retail} beside the project or
 * any folder above it, and the test says so and skips when they are not there.
 */
class OnlineRetailTest {

  private static final String FOLDER = "shared/data/growth/uci_online_retail";
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final BusinessDays DAYS = new BusinessDays(ZoneOffset.UTC);

  @Test
  void reproducesThePublishedFigures() throws IOException {
    Optional<Path> file = find();
    Assumptions.assumeTrue(
        file.isPresent(), "skipped: ../" + FOLDER + "/online_retail.csv.gz is not on this machine");
    List<Recorded> facts = new ArrayList<>();
    int rows = read(file.orElseThrow(), facts);
    assertThat(rows).isEqualTo(541_909);
    assertThat(facts).as("sale invoices").hasSize(18_536);

    var people = FoldLaws.cells(new PersonFold(DAYS, Money.CNY), facts);
    assertThat(people.values().stream().mapToLong(PersonDay::gmvMinor).sum()).isEqualTo(891_140_790L);
    assertThat(people.values().stream().mapToLong(PersonDay::orderCount).sum()).isEqualTo(18_536);
    assertThat(people.keySet().stream().map(PersonKey::personId).distinct()).hasSize(4_339);

    List<SortedSet<LocalDate>> buyers =
        FoldLaws.cells(new LoyaltyFold(), facts).values().stream()
            .map(loyalty -> loyalty.effectiveDays(DAYS))
            .toList();
    Repurchase r3 = Repurchase.r3(30, LocalDate.parse("2011-12-09"), buyers);
    assertThat(r3.repeaters()).isEqualTo(779);
    assertThat(r3.mature()).isEqualTo(4_086);

    YearMonth november = YearMonth.of(2011, 11);
    List<Long> daysInNovember =
        buyers.stream()
            .map(days -> days.stream().filter(day -> YearMonth.from(day).equals(november)).count())
            .filter(count -> count > 0)
            .toList();
    assertThat(daysInNovember).hasSize(1_665);
    assertThat(daysInNovember.stream().filter(count -> count >= 2)).as("R1d").hasSize(443);
  }

  private static Optional<Path> find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(FOLDER).resolve("online_retail.csv.gz");
      if (Files.isReadable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** One paid order per sale invoice; answers the rows read. Each line is rounded half up to pence. */
  private static int read(Path file, List<Recorded> facts) throws IOException {
    Map<String, Sale> sales = new LinkedHashMap<>();
    int rows = 0;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        rows++;
        List<String> cells = split(line);
        int quantity = Integer.parseInt(cells.get(3));
        if (cells.get(0).startsWith("C") || quantity <= 0 || cells.get(6).isEmpty()) {
          continue;
        }
        long minor =
            new BigDecimal(cells.get(5))
                .multiply(BigDecimal.valueOf(100L * quantity))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        Instant at = LocalDateTime.parse(cells.get(4), WRITTEN).toInstant(ZoneOffset.UTC);
        sales.merge(cells.get(0), new Sale(cells.get(6), at, minor), Sale::plus);
      }
    }
    sales.forEach((invoice, sale) -> facts.add(sale.paid(invoice)));
    return rows;
  }

  /** Cells of one CSV line; a quoted cell may hold commas and doubled quotes, no line breaks. */
  private static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private record Sale(String customer, Instant at, long minor) {
    /** Lines of one invoice may be a minute apart; the first stands for it. */
    Sale plus(Sale other) {
      return new Sale(customer, at.isBefore(other.at) ? at : other.at, minor + other.minor);
    }

    Recorded paid(String invoice) {
      Deal deal = new Deal(customer, "shop", "", "", "", Money.cny(minor), Crowd.ORIGIN, Bill.NONE);
      return new Recorded(Cursor.START, at, new OrderPaid(invoice, "pay", deal, List.of()));
    }
  }
}
