package laotie.growth.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.BusinessDays;
import laotie.growth.history.HistoryIssue.Kind;
import laotie.growth.repurchase.Buyer;
import laotie.growth.repurchase.Buyer.Back;
import laotie.growth.repurchase.Buyer.Bought;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {

  private static final String SHOPIFY =
      "name,email,financialstatus,paidat,currency,subtotal,total,createdat,lineitemquantity,lineitemname,"
          + "lineitemprice,cancelledat,refundedamount,phone";
  private static final String PIECES = "invoiceno,quantity,invoicedate,unitprice,customerid";
  private static final String TOTALS = "orderid,buyer,date,total,status";

  private final HistoryReader reader = new HistoryReader(BusinessDays.SHANGHAI, Optional.empty());

  @Test
  void shopifyOrderOfSeveralLinesIsOneOrder() {
    History history = read(SHOPIFY,
        "#1001,An@Example.com,paid,2026-01-05 23:30:00 -0500,CNY,90,100.50,2026-01-05 23:29:00 -0500,1,T,60,,"
            + "0.00,",
        "#1001,an@example.com,,,,,,,2,Cup,15,,,");
    assertThat(history.buyers()).containsExactly(buyer(bought("2026-01-06", 10_050)));
    assertThat(history.counts().rows()).isEqualTo(2);
    assertThat(history.counts().effective()).isEqualTo(1);
    assertThat(history.currency()).isEqualTo(Currency.getInstance("CNY"));
  }

  @Test
  void rowWithoutNameBelongsToTheOrderBefore() {
    History history = read(PIECES, "a,1,2026-01-05,1.00,p", ",2,,2.50,", "b,1,2026-01-06,3,p");
    assertThat(history.buyers())
        .containsExactly(buyer(bought("2026-01-05", 600), bought("2026-01-06", 300)));
  }

  @Test
  void shopifyUnpaidOrdersDoNotCount() {
    History history = read(SHOPIFY,
        "#1,a@x.y,pending,,CNY,1,1,2026-01-05 10:00:00 +0800,1,Tea,1,,,",
        "#2,a@x.y,voided,,CNY,1,1,2026-01-05 10:00:00 +0800,1,Tea,1,2026-01-05 11:00:00 +0800,,",
        "#3,a@x.y,authorized,,CNY,1,1,2026-01-05 10:00:00 +0800,1,Tea,1,,,");
    assertThat(history.buyers()).isEmpty();
    assertThat(history.span()).isEmpty();
    assertThat(history.counts().unpaid()).isEqualTo(3);
  }

  @Test
  void wholeRefundUndoesAnOrderWithinSevenDaysOnly() {
    History history = read(SHOPIFY,
        "#1,a@x.y,refunded,2026-01-05 10:00:00 +0800,CNY,9,9,2026-01-05 10:00:00 +0800,1,T,9,"
            + "2026-01-08 10:00:00 +0800,9,",
        "#2,b@x.y,refunded,2026-01-05 10:00:00 +0800,CNY,9,9,2026-01-05 10:00:00 +0800,1,T,9,"
            + "2026-01-12 10:00:00 +0800,9,",
        "#3,c@x.y,refunded,2026-01-05 10:00:00 +0800,CNY,9,9,2026-01-05 10:00:00 +0800,1,T,9,,9,",
        "#4,d@x.y,partially_refunded,2026-01-05 10:00:00 +0800,CNY,9,9,2026-01-05 10:00:00 +0800,1,T,9,,4,");
    assertThat(history.counts().undone()).as("3 days later, and at a time not told").isEqualTo(2);
    assertThat(history.buyers()).containsExactly(
        new Buyer(List.of(bought("2026-01-05", 900)), List.of(back("2026-01-12", 900))),
        new Buyer(List.of(bought("2026-01-05", 900)), List.of(back("2026-01-05", 400))));
  }

  @Test
  void phoneStandsInForTheAddress() {
    History history = read(SHOPIFY,
        "#1,,paid,,CNY,1,1,2026-01-05 10:00:00 +0800,1,Tea,1,,,'+86 1",
        "#2,,paid,,CNY,1,1,2026-01-06 10:00:00 +0800,1,Tea,1,,,'+86 1",
        "#3,,paid,,CNY,1,1,2026-01-06 10:00:00 +0800,1,Tea,1,,,");
    assertThat(history.buyers()).hasSize(1);
    assertThat(history.counts().withoutBuyer()).isEqualTo(1);
  }

  @Test
  void oldExportsWithoutRefundsAreReadToo() {
    History history = read("name,email,financialstatus,paidat,currency,total,createdat",
        "#1230,j@example.com,paid,2012-01-01 11:13:25 -0500,USD,20.00,2012-01-01 11:13:25 -0500");
    assertThat(history.buyers()).containsExactly(buyer(bought("2012-01-02", 2_000)));
    assertThat(history.currency().getCurrencyCode()).isEqualTo("USD");
  }

  /** Half up for each line: 3 x 0.335 is 1.005, which is 1.01 and not the 1.00 of binary fractions. */
  @Test
  void amountsAreRoundedHalfUpALine() {
    History history = read(PIECES,
        "a,3,2026-01-05,0.335,p", "a,1,2026-01-05,0.004,p", "b,1,2026-01-05,0.005,q");
    assertThat(history.buyers())
        .containsExactly(buyer(bought("2026-01-05", 101)), buyer(bought("2026-01-05", 1)));
  }

  @Test
  void linesBelowZeroGiveMoneyBackAndAreNoOrder() {
    History history = read(PIECES,
        "1,6,2026-01-05,2.00,17850.0", "C2,-2,2026-02-07,2.00,17850", "C3,-1,2026-02-07,2.00,");
    assertThat(history.buyers()).containsExactly(
        new Buyer(List.of(bought("2026-01-05", 1_200)), List.of(back("2026-02-07", 400))));
    assertThat(history.counts().credits()).isEqualTo(1);
    assertThat(history.counts().withoutBuyer()).isEqualTo(1);
    assertThat(history.counts().orders()).isEqualTo(3);
  }

  @Test
  void giftIsAnOrderToo() {
    assertThat(read(PIECES, "1,1,2026-01-05,0,p").buyers())
        .containsExactly(buyer(bought("2026-01-05", 0)));
  }

  @Test
  void wrongRowRefusesItsOrderAndNoOther() {
    History history = read(TOTALS,
        "1,p,2026-01-05,10,paid", "2,p,someday,10,paid", "3,p,2026-01-06,ten,paid",
        "4,p,2026-01-06,10,maybe", "5,p,2026-01-07,-1,paid", "6,p,2026-01-07,1,paid", "6,p,2026-01-07,2,paid",
        "7,p,2026-01-08,3,paid", "7,q,2026-01-08,3,paid", "8,p,,3,paid", "9,p,2026-01-09,,paid");
    assertThat(history.buyers()).containsExactly(buyer(bought("2026-01-05", 1_000)));
    assertThat(history.counts().refused()).isEqualTo(8);
    assertThat(history.issues()).extracting(HistoryIssue::kind).containsExactly(
        Kind.DATE_WRONG, Kind.AMOUNT_WRONG, Kind.STATUS_UNKNOWN, Kind.AMOUNT_NEGATIVE, Kind.TOTAL_DIFFERS,
        Kind.BUYER_DIFFERS, Kind.DATE_MISSING, Kind.AMOUNT_MISSING);
    assertThat(history.issues().getFirst().row()).isEqualTo(3);
    assertThat(history.issues().getFirst().cell()).isEqualTo("someday");
  }

  @Test
  void dateThatIsStillToComeRefusesItsOrder() {
    Instant latest = Instant.parse("2026-03-01T00:00:00Z");
    HistoryReader bounded = new HistoryReader(
        BusinessDays.SHANGHAI, Optional.empty(), new HistoryReader.Limits(10, 10, latest));
    bounded.begin(plan(TOTALS));
    bounded.take(2, List.of("1", "p", "2026-03-01 08:00:00", "10", "paid"));
    bounded.take(3, List.of("2", "p", "2026-03-01 08:00:01", "10", "paid"));
    bounded.take(4, List.of("3", "p", "2036-01-05", "10", "paid"));
    History history = bounded.history();
    assertThat(history.counts().refused()).isEqualTo(2);
    assertThat(history.issues()).extracting(HistoryIssue::kind)
        .containsExactly(Kind.DATE_AHEAD, Kind.DATE_AHEAD);
    assertThat(history.span().orElseThrow().last()).isEqualTo(LocalDate.parse("2026-03-01"));
  }

  @Test
  void unreadableRowRefusesTheOrdersBesideIt() {
    reader.begin(plan(TOTALS));
    reader.take(2, List.of("1", "p", "2026-01-05", "10", "paid"));
    reader.wrong(3, "a zero character");
    reader.take(4, List.of("2", "p", "2026-01-05", "10", "paid"));
    reader.take(5, List.of("3", "p", "2026-01-05", "10", "paid"));
    assertThat(reader.history().counts().effective()).isEqualTo(1);
    assertThat(reader.history().counts().refused()).isEqualTo(2);
  }

  @Test
  void issuesAreBoundedAndAllCounted() {
    String[] rows = new String[1_000];
    Arrays.setAll(rows, i -> i + ",p,someday,1,paid");
    History history = read(TOTALS, rows);
    assertThat(history.issues()).hasSize(HistoryReader.ISSUES_MAX);
    assertThat(history.counts().issues()).isEqualTo(1_000);
  }

  @Test
  void orderThatAnEarlierFileToldIsNotReadAgain() {
    read(PIECES, "1,1,2026-01-05,5,p", "2,1,2026-01-06,5,p");
    History once = reader.history();
    History twice = read(PIECES, "2,1,2026-01-06,5,p", "2,1,2026-01-06,5,p", "1,1,2026-01-05,5,p");
    assertThat(twice.buyers()).isEqualTo(once.buyers());
    assertThat(twice.counts().repeated()).isEqualTo(2);
    assertThat(twice.counts().effective()).isEqualTo(2);
    assertThat(read(PIECES, "3,1,2026-01-06,5,p").counts().effective()).isEqualTo(3);
  }

  @Test
  void otherCurrenciesAreLeftOutAndCounted() {
    History history = read("orderid,buyer,date,total,currency",
        "1,p,2026-01-05,10,GBP", "2,p,2026-01-05,10,EUR", "3,p,2026-01-05,10,", "4,p,2026-01-05,10,XXZ");
    assertThat(history.counts().effective()).isEqualTo(2);
    assertThat(history.counts().otherCurrency()).isEqualTo(1);
    assertThat(history.counts().refused()).isEqualTo(1);
    assertThat(history.currency().getCurrencyCode()).isEqualTo("GBP");
  }

  @Test
  void yenHasNoFraction() {
    HistoryReader yen =
        new HistoryReader(BusinessDays.SHANGHAI, Optional.of(Currency.getInstance("JPY")));
    yen.begin(plan(TOTALS));
    yen.take(2, List.of("1", "p", "2026-01-05", "1,980", "paid"));
    assertThat(yen.history().buyers()).containsExactly(buyer(bought("2026-01-05", 1_980)));
  }

  @Test
  void chineseExportIsKnownByItsHeader() {
    History history = read("订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间",
        "8001,老张,￥1,交易成功,2026-01-05 23:59:00,2026-01-06 00:01:00", "8002,老张,5,等待买家付款,2026/1/7 8:00,");
    assertThat(history.buyers()).containsExactly(buyer(bought("2026-01-06", 100)));
    assertThat(history.counts().unpaid()).isEqualTo(1);
  }

  @Test
  void tableWithoutOrdersIsRefused() {
    HistoryPlan plan = plan("title,price");
    assertThat(plan.missing()).containsExactlyInAnyOrder(
        HistoryField.ORDER, HistoryField.BUYER, HistoryField.ORDERED_AT, HistoryField.TOTAL);
    assertThatThrownBy(() -> reader.begin(plan)).isInstanceOf(IllegalArgumentException.class);
  }

  private History read(String header, String... rows) {
    reader.begin(plan(header));
    for (int i = 0; i < rows.length; i++) {
      reader.take(i + 2, Arrays.asList(rows[i].split(",", -1)));
    }
    return reader.history();
  }

  private static HistoryPlan plan(String header) {
    Map<HistoryField, Integer> places = HistoryField.suggested(Arrays.asList(header.split(",")));
    return new HistoryPlan(places, DateOrder.UNSAID, false);
  }

  private static Buyer buyer(Bought... orders) {
    return new Buyer(List.of(orders), List.of());
  }

  private static Bought bought(String day, long grossMinor) {
    return new Bought(LocalDate.parse(day), grossMinor);
  }

  private static Back back(String day, long minor) {
    return new Back(LocalDate.parse(day), minor);
  }
}
