package laotie.growth.history;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import laotie.fact.BusinessDays;
import laotie.growth.Loyalty.Purchase;
import laotie.growth.PastOrder;
import laotie.growth.history.HistoryIssue.Kind;
import laotie.growth.history.ToldOrder.Fate;
import laotie.growth.repurchase.Buyer;

/**
 * Reads the rows of one or several order tables. An order is known by its name: an order that an earlier
 * file told is not read again, so overlapping exports do no harm. One wrong row refuses its order.
 */
public final class HistoryReader {

  /** Orders of all files together; some 150 bytes each. */
  public static final int ORDERS_MAX = 2_000_000;

  /** Issues that are kept; the others are counted. */
  public static final int ISSUES_MAX = 200;

  /** How far after now a date may lie: a table of another zone. */
  public static final Duration AHEAD_MAX = Duration.ofDays(1);

  private final BusinessDays days;
  private final Optional<Currency> wished;
  private final Limits limits;
  private final Map<String, WrittenOrder> orders = new LinkedHashMap<>();
  private final Map<String, Integer> buyers = new HashMap<>();
  private final List<HistoryIssue> issues = new ArrayList<>();
  private Optional<Currency> found = Optional.empty();
  private HistoryPlan plan = new HistoryPlan(Map.of(), DateOrder.UNSAID, false);
  private int[] places = new int[0];
  private int file = -1;
  private String name = "";
  private boolean isAfterBroken;
  private long rows;
  private long issuesFound;
  private long repeated;

  /**
   * What a reader holds.
   *
   * @param orders of all files together; some 250 bytes each with name and buyer
   * @param issues that are kept; the others are counted
   * @param latest what is said to be after it is refused: one date of a wrong year would make it the last
   *     day of the table, and everybody ripe
   */
  public record Limits(int orders, int issues, Instant latest) {

    public Limits(int orders, int issues) {
      this(orders, issues, Instant.MAX);
    }
  }

  /**
   * @param days the shop's calendar: the day of an order, and the zone of times without an offset
   * @param currency of amounts where no column says it, and the only one that counts; else the first told
   */
  public HistoryReader(BusinessDays days, Optional<Currency> currency) {
    this(days, currency, new Limits(ORDERS_MAX, ISSUES_MAX));
  }

  /** The same with other limits. */
  public HistoryReader(BusinessDays days, Optional<Currency> currency, Limits limits) {
    this.days = days;
    this.wished = currency;
    this.limits = limits;
  }

  /** What must stand first in these dates, by the first that tells. */
  public static DateOrder told(Iterable<String> dates) {
    for (String date : dates) {
      Optional<DateOrder> told = WrittenTime.told(date);
      if (told.isPresent()) {
        return told.get();
      }
    }
    return DateOrder.UNSAID;
  }

  /** The rows that follow are of another file. */
  public void begin(HistoryPlan plan) {
    if (!plan.missing().isEmpty()) {
      throw new IllegalArgumentException("no order table: it lacks " + plan.missing());
    }
    this.plan = plan;
    places = new int[HistoryField.values().length];
    for (HistoryField field : HistoryField.values()) {
      places[field.ordinal()] = plan.places().getOrDefault(field, -1);
    }
    file++;
    name = "";
    isAfterBroken = false;
  }

  /** A row whose cells cannot be told; it may have been one of the order before it, or of the next. */
  public void wrong(long row, String detail) {
    rows++;
    issue(row, HistoryField.ORDER, Kind.ROW_UNREADABLE, detail);
    WrittenOrder last = orders.get(name);
    if (last != null && last.file == file) {
      last.isBroken = true;
    }
    isAfterBroken = true;
  }

  /** One row; a blank order name means the order of the row before. */
  public void take(long row, List<String> cells) {
    rows++;
    String told = cell(cells, HistoryField.ORDER);
    name = told.isEmpty() ? name : told;
    if (name.isEmpty()) {
      issue(row, HistoryField.ORDER, Kind.ORDER_MISSING, "");
      return;
    }
    WrittenOrder order = orders.get(name);
    if (order == null) {
      if (orders.size() >= limits.orders()) {
        issue(row, HistoryField.ORDER, Kind.TOO_MANY_ORDERS, name);
        return;
      }
      order = new WrittenOrder(file, row);
      orders.put(name, order);
    }
    if (order.file != file) {
      repeated += order.repeatedIn == file ? 0 : 1;
      order.repeatedIn = file;
      return;
    }
    order.isBroken |= isAfterBroken;
    isAfterBroken = false;
    takeBuyer(order, row, cells);
    takeWords(order, row, cells);
    for (HistoryField field : List.of(
        HistoryField.ORDERED_AT, HistoryField.PAID_AT, HistoryField.CANCELLED_AT)) {
      takeTime(order, row, field, cell(cells, field));
    }
    takeMoney(order, row, cells);
  }

  private void takeBuyer(WrittenOrder order, long row, List<String> cells) {
    String told = cell(cells, HistoryField.BUYER);
    String buyer = (told.isEmpty() ? cell(cells, HistoryField.BUYER_ELSE) : told).toLowerCase(Locale.ROOT);
    // Spreadsheets make 17850.0 of a number 17850 beside blank cells.
    buyer = buyer.endsWith(".0") ? buyer.substring(0, buyer.length() - 2) : buyer;
    if (buyer.isEmpty()) {
      return;
    }
    int number = buyers.computeIfAbsent(buyer, _ -> buyers.size());
    if (order.buyer != WrittenOrder.NOBODY && order.buyer != number) {
      refuse(order, row, HistoryField.BUYER, Kind.BUYER_DIFFERS, "");
    }
    order.buyer = number;
  }

  private void takeWords(WrittenOrder order, long row, List<String> cells) {
    String status = cell(cells, HistoryField.STATUS);
    if (!status.isEmpty() && !order.isStatusTold) {
      order.isStatusTold = true;
      try {
        order.paid = PaidWord.of(status);
      } catch (Unreadable unknown) {
        refuse(order, row, HistoryField.STATUS, unknown.kind(), status);
      }
    }
    String code = cell(cells, HistoryField.CURRENCY).toUpperCase(Locale.ROOT);
    if (!code.isEmpty()) {
      try {
        Currency currency = Currency.getInstance(code);
        found = found.isEmpty() ? Optional.of(currency) : found;
        order.isForeign = !currency.equals(wished.orElse(found.get()));
      } catch (IllegalArgumentException unknown) {
        refuse(order, row, HistoryField.CURRENCY, Kind.CURRENCY_UNKNOWN, code);
      }
    }
  }

  private void takeTime(WrittenOrder order, long row, HistoryField field, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    try {
      Instant at = WrittenTime.parse(cell, days.zone(), plan.dates());
      if (at.isAfter(limits.latest())) {
        refuse(order, row, field, Kind.DATE_AHEAD, cell);
        return;
      }
      long millis = at.toEpochMilli();
      switch (field) {
        case ORDERED_AT -> order.orderedAt = Math.min(order.orderedAt, millis);
        case PAID_AT -> order.paidAt = Math.min(order.paidAt, millis);
        default -> order.cancelledAt = Math.min(order.cancelledAt, millis);
      }
    } catch (Unreadable wrong) {
      refuse(order, row, field, wrong.kind(), cell);
    }
  }

  private void takeMoney(WrittenOrder order, long row, List<String> cells) {
    HistoryField field = HistoryField.TOTAL;
    String cell = "";
    try {
      switch (plan.amounts().orElseThrow()) {
        case TOTAL -> {
          cell = cell(cells, field);
          takeTotal(order, row, cell);
        }
        case LINES -> {
          field = HistoryField.LINE_AMOUNT;
          cell = cell(cells, field);
          if (!cell.isEmpty()) {
            takeLine(order, minor(amount(cell)), 1);
          }
        }
        case PIECES -> {
          field = HistoryField.QUANTITY;
          cell = cell(cells, field);
          BigDecimal pieces = amount(cell);
          field = HistoryField.UNIT_PRICE;
          cell = cell(cells, field);
          takeLine(order, minor(pieces.multiply(amount(cell))), pieces.signum());
        }
      }
      field = HistoryField.REFUNDED;
      cell = cell(cells, field);
      if (!cell.isEmpty()) {
        order.refundedMinor = Math.max(order.refundedMinor, Math.abs(minor(amount(cell))));
      }
    } catch (Unreadable wrong) {
      refuse(order, row, field, wrong.kind(), cell);
    }
  }

  private void takeTotal(WrittenOrder order, long row, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    long minor = minor(amount(cell));
    if (minor < 0) {
      refuse(order, row, HistoryField.TOTAL, Kind.AMOUNT_NEGATIVE, cell);
    } else if (order.totalMinor != WrittenOrder.UNSAID && order.totalMinor != minor) {
      refuse(order, row, HistoryField.TOTAL, Kind.TOTAL_DIFFERS, cell);
    } else {
      order.totalMinor = minor;
    }
  }

  /** A line with pieces is a sale, a free gift too; one below zero gives money back. */
  private static void takeLine(WrittenOrder order, long minor, int pieces) {
    if (pieces < 0 || minor < 0) {
      order.linesBackMinor = Math.addExact(order.linesBackMinor, Math.abs(minor));
    } else if (pieces > 0) {
      order.hasSale = true;
      order.linesMinor = Math.addExact(order.linesMinor, minor);
    }
  }

  private BigDecimal amount(String cell) {
    return WrittenAmount.parse(cell, plan.isDecimalComma());
  }

  private long minor(BigDecimal amount) {
    return WrittenAmount.minor(amount, Math.max(0, currency().getDefaultFractionDigits()));
  }

  /** The currency that counts. */
  public Currency currency() {
    return wished.or(() -> found).orElse(laotie.fact.Money.CNY);
  }

  /** Rows read so far. */
  public long rows() {
    return rows;
  }

  private String cell(List<String> cells, HistoryField field) {
    int place = places[field.ordinal()];
    return place < 0 || place >= cells.size() ? "" : cells.get(place).strip();
  }

  private void refuse(WrittenOrder order, long row, HistoryField field, Kind kind, String cell) {
    order.isBroken = true;
    issue(row, field, kind, cell);
  }

  private void issue(long row, HistoryField field, Kind kind, String cell) {
    if (issues.size() < limits.issues()) {
      issues.add(new HistoryIssue(Math.max(0, file), row, field, kind, cell));
    }
    issuesFound++;
  }

  /** What counts of everything that was read. */
  public History history() {
    refuseLacking();
    HistoryCount count = new HistoryCount(days, buyers.size());
    orders.values().forEach(count::add);
    List<Buyer> known = count.buyers();
    Optional<LocalDate> last = count.last();
    return new History(
        known, currency(), last.map(day -> new History.Span(count.first().orElseThrow(), day)),
        count.counts(rows, repeated, issuesFound), issues);
  }

  /** Every order that was read, in the order in which they were named first, and what is wrong. */
  public List<HistoryIssue> each(Consumer<ToldOrder> sink) {
    refuseLacking();
    String[] names = new String[buyers.size()];
    buyers.forEach((buyer, number) -> names[number] = buyer);
    orders.forEach((told, order) -> {
      Fate fate = HistoryCount.fate(order);
      sink.accept(new ToldOrder(told, order.buyer == WrittenOrder.NOBODY ? "" : names[order.buyer],
          order.row, fate, switch (fate) {
            case EFFECTIVE, UNDONE -> order.sale();
            case CREDIT -> order.credit();
            case REFUSED, WITHOUT_BUYER, OTHER_CURRENCY, UNPAID -> PastOrder.NONE;
          }));
    });
    return List.copyOf(issues);
  }

  /** How many issues were found, kept or not. */
  public long issuesFound() {
    return issuesFound;
  }

  /** Refuses orders of which no row says what they cannot count without; once, however often it is asked. */
  private void refuseLacking() {
    orders.values().forEach(order -> {
      Optional<Kind> lack = order.isBroken ? Optional.empty() : HistoryCount.lack(order);
      lack.ifPresent(kind -> {
        HistoryField field = kind == Kind.DATE_MISSING ? HistoryField.ORDERED_AT : HistoryField.TOTAL;
        int told = file;
        file = order.file;
        refuse(order, order.row, field, kind, "");
        file = told;
      });
    });
  }

  static boolean isTold(long millis) {
    return millis != Purchase.NEVER;
  }
}
