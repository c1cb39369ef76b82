package laotie.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;
import laotie.settlement.Kept.Line;
import laotie.settlement.Kept.Supply;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static final Terms FIVE_PERCENT = new Terms(500, 7);
  private static final Shares.Subject SUBJECT =
      new Shares.Subject("ord_1", "host_1", "stl_1", Currency.getInstance("CNY"));

  private static Line own(int quantity, int refunded) {
    return new Line(quantity, refunded, 0, Supply.OWN);
  }

  @Test
  void theHostGetsWhatRemainsAfterTheCommission() {
    Shares shares = Shares.of(new Kept(8_000, 0, 0, List.of(own(1, 0))), FIVE_PERCENT);
    assertThat(shares).isEqualTo(new Shares(8_000, 0, 400, Map.of(), 7_600));
  }

  @Test
  void shippingIsFreeOfCommission() {
    Shares shares = Shares.of(new Kept(8_500, 0, 500, List.of(own(1, 0))), FIVE_PERCENT);
    assertThat(shares.commissionMinor()).isEqualTo(400);
    assertThat(shares.hostMinor()).isEqualTo(8_100);
  }

  @Test
  void theCommissionIsRoundedDown() {
    assertThat(Shares.of(new Kept(19, 0, 0, List.of(own(1, 0))), FIVE_PERCENT).commissionMinor()).isZero();
    assertThat(Shares.of(new Kept(20, 0, 0, List.of(own(1, 0))), FIVE_PERCENT).commissionMinor()).isOne();
  }

  @Test
  void thePlatformAddsWhatItsCouponsTookOff() {
    Kept kept = new Kept(7_000, 0, 0, List.of(new Line(2, 0, 1_000, Supply.OWN)));
    Shares shares = Shares.of(kept, FIVE_PERCENT);
    assertThat(shares).isEqualTo(new Shares(7_000, 1_000, 400, Map.of(), 7_600));
    Kept oneBack = new Kept(7_000, 3_500, 0, List.of(new Line(2, 1, 1_000, Supply.OWN)));
    assertThat(Shares.of(oneBack, FIVE_PERCENT).subsidyMinor()).isEqualTo(500);
  }

  @Test
  void suppliersGetTheCostOfWhatStayed() {
    Kept kept = new Kept(9_000, 3_000, 0, List.of(
        new Line(3, 1, 0, new Supply("sup_1", 1_200)), own(1, 0)));
    assertThat(Shares.of(kept, FIVE_PERCENT))
        .isEqualTo(new Shares(6_000, 0, 300, Map.of("sup_1", 2_400L), 3_300));
  }

  @Test
  void unitsOfSeveralLotsCostWhatEachCostsAndTheLastTakenGoBackFirst() {
    List<Kept.Portion> portions = List.of(new Kept.Portion(new Supply("sup_1", 1_000), 2),
        new Kept.Portion(new Supply("sup_2", 1_300), 1));
    Kept all = new Kept(20_000, 0, 0, List.of(new Line(4, 0, 0, 0, portions)));
    assertThat(Shares.of(all, FIVE_PERCENT).supplies()).isEqualTo(Map.of("sup_1", 2_000L, "sup_2", 1_300L));
    Kept twoBack = new Kept(20_000, 10_000, 0, List.of(new Line(4, 2, 2, 0, portions)));
    assertThat(Shares.of(twoBack, FIVE_PERCENT).supplies()).isEqualTo(Map.of("sup_1", 2_000L));
    Kept allBack = new Kept(20_000, 20_000, 0, List.of(new Line(4, 4, 4, 0, portions)));
    assertThat(Shares.of(allBack, FIVE_PERCENT).supplies()).isEmpty();
  }

  @Test
  void aLowerPriceForGoodsThatTheBuyerKeepsIsTheHostsConcessionAndTheirCostStaysWhole() {
    List<Kept.Portion> portions = List.of(
        new Kept.Portion(new Supply("sup_1", 1_000), 2), new Kept.Portion(new Supply("sup_2", 1_300), 1));
    Kept all = new Kept(9_000, 0, 0, List.of(new Line(3, 0, 0, 0, portions)));
    Kept cheaper = new Kept(9_000, 2_000, 0, List.of(new Line(3, 2, 0, 0, portions)));
    assertThat(Shares.of(all, FIVE_PERCENT).hostMinor()).isEqualTo(9_000 - 450 - 3_300);
    assertThat(Shares.of(cheaper, FIVE_PERCENT))
        .isEqualTo(new Shares(7_000, 0, 350, Map.of("sup_1", 2_000L, "sup_2", 1_300L), 3_350));
  }

  @Test
  void goodsForWhichAllMoneyWentBackAreOwedUntilTheyComeBack() {
    Supply supply = new Supply("sup_1", 1_500);
    Kept kept = new Kept(4_000, 4_000, 0,
        List.of(new Line(2, 2, 1, 600, List.of(new Kept.Portion(supply, 2)))));
    assertThat(Shares.of(kept, FIVE_PERCENT)).isEqualTo(new Shares(0, 0, 0, Map.of("sup_1", 1_500L), -1_500));
  }

  @Test
  void thePlatformPaysNothingForAPriceThatHostAndBuyerAgreedOn() {
    Kept kept = new Kept(7_000, 500, 0, List.of(new Line(2, 1, 0, 1_000, List.of())));
    assertThat(Shares.of(kept, FIVE_PERCENT).subsidyMinor()).isEqualTo(500);
  }

  @Test
  void noMoreUnitsAreBackThanWereRefunded() {
    assertThatThrownBy(() -> new Line(2, 1, 2, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Line(2, 1, -1, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goodsThatCostMoreThanTheyEarnedLeaveTheHostADebt() {
    Kept kept = new Kept(1_000, 0, 0, List.of(new Line(1, 0, 0, new Supply("sup_1", 1_500))));
    assertThat(Shares.of(kept, FIVE_PERCENT).hostMinor()).isEqualTo(-550);
  }

  @Test
  void aSettlementMovesTheHoldToThoseWhoGetIt() {
    Shares shares = Shares.of(new Kept(8_000, 0, 0, List.of(own(1, 0))), FIVE_PERCENT);
    Transfer transfer = shares.since(Shares.NONE, SUBJECT).orElseThrow();
    assertThat(transfer.kind()).isEqualTo(Kind.SETTLED);
    assertThat(transfer.entries()).extracting(Entry::purse).containsExactly(
        Purse.HOST_OWED, Purse.PLATFORM_INCOME, Purse.HOST_DUE);
    assertThat(transfer.entries()).extracting(entry -> entry.amount().minor())
        .containsExactly(8_000L, -400L, -7_600L);
  }

  @Test
  void nothingMovesTwice() {
    Shares shares = Shares.of(new Kept(8_000, 0, 0, List.of(own(1, 0))), FIVE_PERCENT);
    assertThat(shares.since(shares, SUBJECT)).isEmpty();
  }

  @Test
  void aRefundAfterTheSettlementTakesBackEverybodysPart() {
    Shares before = Shares.of(new Kept(8_000, 0, 0, List.of(own(2, 0))), FIVE_PERCENT);
    Shares after = Shares.of(new Kept(8_000, 8_000, 0, List.of(own(2, 2))), FIVE_PERCENT);
    Transfer transfer = after.since(before, SUBJECT).orElseThrow();
    assertThat(transfer.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(transfer.entries()).extracting(entry -> entry.amount().minor())
        .containsExactly(-8_000L, 400L, 7_600L);
  }

  @Test
  void sharesThatDoNotAddUpCannotBe() {
    assertThatThrownBy(() -> new Shares(8_000, 0, 400, Map.of(), 7_601))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Whatever way refunds come, the ledger ends where one settlement of the remains would have ended. */
  @Test
  void theWayOfTheRefundsDoesNotMatter() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Terms terms = new Terms(random.nextInt(Terms.WHOLE + 1), 7);
      List<Kept> states = remains(random);
      Map<String, Long> purses = new HashMap<>();
      Shares before = Shares.NONE;
      for (Kept kept : states) {
        Shares now = Shares.of(kept, terms);
        now.since(before, SUBJECT).ifPresent(transfer -> book(purses, transfer));
        before = now;
      }
      Map<String, Long> atOnce = new HashMap<>();
      Shares.of(states.getLast(), terms).since(Shares.NONE, SUBJECT)
          .ifPresent(transfer -> book(atOnce, transfer));
      purses.values().removeIf(minor -> minor == 0);
      assertThat(purses).as("seed " + seed).isEqualTo(atOnce);
    }
  }

  /** An order and what remains of it after each of some refunds. */
  private static List<Kept> remains(Random random) {
    int lines = 1 + random.nextInt(4);
    int[] quantity = new int[lines];
    int[] refunded = new int[lines];
    int[] cameBack = new int[lines];
    long[] off = new long[lines];
    Supply[] supply = new Supply[lines];
    for (int i = 0; i < lines; i++) {
      quantity[i] = 1 + random.nextInt(5);
      off[i] = random.nextInt(500);
      supply[i] = random.nextBoolean()
          ? Supply.OWN : new Supply("sup_" + random.nextInt(2), random.nextInt(900));
    }
    long shipping = random.nextInt(800);
    long amount = shipping + 1 + random.nextInt(100_000);
    long back = 0;
    List<Kept> states = new ArrayList<>();
    for (int step = 0; step <= random.nextInt(6); step++) {
      List<Line> now = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        now.add(new Line(quantity[i], refunded[i], cameBack[i], off[i],
            List.of(new Kept.Portion(supply[i], quantity[i]))));
      }
      states.add(new Kept(amount, back, shipping, now));
      int line = random.nextInt(lines);
      refunded[line] = Math.min(quantity[line], refunded[line] + random.nextInt(3));
      cameBack[line] += random.nextInt(refunded[line] - cameBack[line] + 1);
      back = Math.min(amount, back + random.nextInt(30_000));
    }
    return states;
  }

  private static void book(Map<String, Long> purses, Transfer transfer) {
    transfer.entries().forEach(entry ->
        purses.merge(entry.purse() + " " + entry.ownerId(), entry.amount().minor(), Long::sum));
  }
}
