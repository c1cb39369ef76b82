package laotie.trade;

import static laotie.trade.Samples.NOW;
import static laotie.trade.Samples.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.trade.Back.Part;
import laotie.trade.Refunding.Whereabouts;
import laotie.trade.Return.Award;
import laotie.trade.Return.End;
import laotie.trade.Return.Kind;
import laotie.trade.Return.State;
import laotie.trade.ReturnRules.Case;
import laotie.trade.ReturnRules.Wish;
import laotie.trade.Returning.Power;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnTest {

  private static final List<Line> LINES =
      List.of(new Line("a", "prd_1", 3, 1_000, "a", 100), new Line("b", "prd_2", 1, 500, "b", 0));

  private static Sold sold(OrderStatus status) {
    Deal deal = new Deal("acc_1", "host_1", "", "", "", Money.cny(2_900 + 500 + 600), ORIGIN,
        new Bill(600, List.of()));
    return new Sold(new Order("ord_1", 7, status, deal, LINES, NOW), Back.none(2));
  }

  private static Case open(OrderStatus status, AfterSales rules) {
    Optional<Instant> delivered = status == OrderStatus.DELIVERED ? Optional.of(NOW) : Optional.empty();
    return new Case(sold(status), rules, delivered, List.of(0, 0), 0, false);
  }

  private static Return asked(Kind kind, ReturnReason reason, Part... parts) {
    return ((Accepted<Return>) ReturnRules.ask("ret_1",
        open(OrderStatus.DELIVERED, new AfterSales(true, 100_000, false, 7)),
        new Wish(kind, reason, List.of(parts)), NOW)).value();
  }

  private static TradeReason refusal(Decision<?> decision) {
    return (TradeReason) ((Refused<?>) decision).reason();
  }

  private static Return after(Return before, ReturnAction action, Actor actor, Instant now) {
    return ((Accepted<Return>) Returning.act(before, action, actor, now)).value();
  }

  private static Return timePassed(Return before, Duration passed) {
    return after(before, new ReturnAction.PassTime(), Actor.SYSTEM, NOW.plus(passed));
  }

  private static State.Ended ended(Return one) {
    return (State.Ended) one.state();
  }

  // What may be asked

  @Test
  void beforeItLeftALineGoesBackForMoneyAloneAfterwardsNeverForThatReason() {
    Wish wish = new Wish(Kind.REFUND_ONLY, ReturnReason.NOT_SHIPPED, List.of(new Part(0, 1)));
    for (OrderStatus status : List.of(OrderStatus.PAID, OrderStatus.PACKED)) {
      assertThat(ReturnRules.ask("r", open(status, AfterSales.DEFAULT), wish, NOW))
          .isInstanceOf(Accepted.class);
      assertThat(ReturnRules.choices(open(status, AfterSales.DEFAULT), wish.parts(), NOW))
          .isEqualTo(Map.of(ReturnReason.NOT_SHIPPED, Set.of(Kind.REFUND_ONLY)));
    }
    assertThat(refusal(ReturnRules.ask("r", open(OrderStatus.SHIPPED, AfterSales.DEFAULT), wish, NOW)))
        .isEqualTo(TradeReason.RETURN_NOT_POSSIBLE);
  }

  @ParameterizedTest
  @EnumSource(value = OrderStatus.class, names = {"PLACED", "CLOSED", "EXPIRED", "CANCELLED", "REFUNDED"})
  void whatIsOverOrUnpaidIsNotReturned(OrderStatus status) {
    assertThat(ReturnRules.choices(open(status, AfterSales.DEFAULT), List.of(new Part(1, 1)), NOW))
        .isEmpty();
  }

  @Test
  void withoutReasonWithinSevenDaysToTheInstantAndOnlyWhereTheShopPromisesIt() {
    Wish wish = new Wish(Kind.RETURN, ReturnReason.NO_REASON, List.of());
    Case mine = open(OrderStatus.DELIVERED, AfterSales.DEFAULT);
    Instant end = NOW.plus(Duration.ofDays(7));
    assertThat(ReturnRules.ask("r", mine, wish, end.minusNanos(1))).isInstanceOf(Accepted.class);
    assertThat(refusal(ReturnRules.ask("r", mine, wish, end))).isEqualTo(TradeReason.RETURN_NOT_POSSIBLE);
    Case without = open(OrderStatus.DELIVERED, new AfterSales(false, 0, false, 7));
    assertThat(refusal(ReturnRules.ask("r", without, wish, NOW)))
        .isEqualTo(TradeReason.RETURN_NOT_POSSIBLE);
    Return agreed = ((Accepted<Return>) ReturnRules.ask("r", mine, wish, NOW)).value();
    assertThat(agreed.state()).isEqualTo(
        new State.Agreed(new Award(3_400, true), NOW.plus(Returning.BUYER_SENDS)));
  }

  @Test
  void aFaultyThingNeedNotComeBackUpToTheAmountTheShopSays() {
    List<Part> one = List.of(new Part(1, 1));
    assertThat(ReturnRules.choices(open(OrderStatus.DELIVERED, new AfterSales(true, 500, false, 7)), one,
        NOW).get(ReturnReason.QUALITY)).containsExactlyInAnyOrder(Kind.REFUND_ONLY, Kind.RETURN);
    assertThat(ReturnRules.choices(open(OrderStatus.DELIVERED, new AfterSales(true, 499, false, 7)), one,
        NOW).get(ReturnReason.QUALITY)).containsExactly(Kind.RETURN);
  }

  @Test
  void theWayBackIsFreeWhenTheHostIsAtFaultOrSaysSoOrTrustsTheBuyer() {
    Case plain = open(OrderStatus.DELIVERED, AfterSales.DEFAULT);
    Case trusted = new Case(plain.sold(), plain.rules(), plain.deliveredAt(), plain.barred(), 0, true);
    Case generous = open(OrderStatus.DELIVERED, new AfterSales(true, 0, true, 7));
    Wish noReason = new Wish(Kind.RETURN, ReturnReason.NO_REASON, List.of());
    Wish faulty = new Wish(Kind.RETURN, ReturnReason.QUALITY, List.of());
    assertThat(isFree(plain, noReason)).isFalse();
    assertThat(isFree(plain, faulty)).isTrue();
    assertThat(isFree(trusted, noReason)).isTrue();
    assertThat(isFree(generous, noReason)).isTrue();
  }

  private static boolean isFree(Case open, Wish wish) {
    return ((Accepted<Return>) ReturnRules.ask("r", open, wish, NOW)).value().isFree();
  }

  @Test
  void shippingGoesBackWithTheLastUnitsWhenTheHostIsAtFault() {
    Sold sold = sold(OrderStatus.DELIVERED);
    assertThat(ReturnRules.awardMinor(sold, ReturnReason.QUALITY, sold.rest())).isEqualTo(4_000);
    assertThat(ReturnRules.awardMinor(sold, ReturnReason.NO_REASON, sold.rest())).isEqualTo(3_400);
    assertThat(ReturnRules.awardMinor(sold, ReturnReason.QUALITY, List.of(new Part(1, 1)))).isEqualTo(500);
    Sold one = sold.after(sold.order(), List.of(new Part(0, 3)), 2_900);
    assertThat(ReturnRules.awardMinor(one, ReturnReason.QUALITY, one.rest())).isEqualTo(1_100);
  }

  @Test
  void noUnitIsAskedForTwiceAndNoneThatIsNotThere() {
    Case open = new Case(sold(OrderStatus.DELIVERED), AfterSales.DEFAULT, Optional.of(NOW),
        List.of(2, 0), 1, false);
    for (List<Part> wrong : List.of(List.of(new Part(0, 2)), List.of(new Part(2, 1)),
        List.of(new Part(1, 1), new Part(1, 1)))) {
      assertThat(refusal(ReturnRules.ask("r", open, new Wish(Kind.RETURN, ReturnReason.OTHER, wrong), NOW)))
          .isEqualTo(TradeReason.RETURN_UNITS_WRONG);
    }
    Return rest = ((Accepted<Return>) ReturnRules.ask(
        "r", open, new Wish(Kind.RETURN, ReturnReason.OTHER, List.of()), NOW)).value();
    assertThat(rest.parts()).containsExactly(new Part(0, 1), new Part(1, 1));
    Case none = new Case(open.sold(), open.rules(), open.deliveredAt(), List.of(3, 1), 1, false);
    assertThat(refusal(ReturnRules.ask("r", none, new Wish(Kind.RETURN, ReturnReason.OTHER, List.of()), NOW)))
        .isEqualTo(TradeReason.RETURN_UNITS_WRONG);
    Case tenth = new Case(open.sold(), open.rules(), open.deliveredAt(), List.of(0, 0), 10, false);
    assertThat(refusal(ReturnRules.ask("r", tenth,
        new Wish(Kind.RETURN, ReturnReason.OTHER, List.of()), NOW)))
        .isEqualTo(TradeReason.RETURN_NOT_POSSIBLE);
  }

  // Who gets on, and what silence says

  @Test
  void aSilentHostAgreesAfterFortyEightHours() {
    Return money = asked(Kind.REFUND_ONLY, ReturnReason.QUALITY, new Part(1, 1));
    assertThat(refusal(Returning.act(money, new ReturnAction.PassTime(), Actor.SYSTEM,
        NOW.plus(Returning.HOST_ANSWERS).minusNanos(1)))).isEqualTo(TradeReason.RETURN_STATE_WRONG);
    assertThat(ended(timePassed(money, Returning.HOST_ANSWERS)))
        .isEqualTo(new State.Ended(End.REFUNDED, new Award(500, true)));
    assertThat(timePassed(asked(Kind.RETURN, ReturnReason.QUALITY, new Part(1, 1)),
        Returning.HOST_ANSWERS).state()).isInstanceOf(State.Agreed.class);
  }

  @Test
  void aSilentBuyerKeepsTheGoodsAndASilentHostHasThem() {
    Return agreed = after(asked(Kind.RETURN, ReturnReason.QUALITY, new Part(1, 1)),
        new ReturnAction.Agree(), Actor.HOST, NOW);
    assertThat(ended(timePassed(agreed, Returning.BUYER_SENDS)).end()).isEqualTo(End.WITHDRAWN);
    Return sent = after(agreed, new ReturnAction.Send(), Actor.BUYER, NOW);
    assertThat(ended(timePassed(sent, Returning.HOST_CONFIRMS)))
        .isEqualTo(new State.Ended(End.REFUNDED, new Award(500, true), true));
    assertThat(ended(after(sent, new ReturnAction.Arrive(), Actor.HOST, NOW)).end())
        .isEqualTo(End.REFUNDED);
  }

  @Test
  void aProposalIsLessIsTakenBySilenceAndMayBeTakenToTheOperator() {
    Return one = asked(Kind.RETURN, ReturnReason.OTHER, new Part(1, 1));
    for (long wrong : new long[] {0, -1, 500, 501}) {
      assertThat(refusal(Returning.act(one, new ReturnAction.Propose(wrong), Actor.HOST, NOW)))
          .isEqualTo(TradeReason.RETURN_AMOUNT_WRONG);
    }
    Return proposed = after(one, new ReturnAction.Propose(200), Actor.HOST, NOW);
    State.Ended offered = new State.Ended(End.REFUNDED, new Award(200, false));
    assertThat(ended(after(proposed, new ReturnAction.Accept(), Actor.BUYER, NOW))).isEqualTo(offered);
    assertThat(ended(timePassed(proposed, Returning.BUYER_ANSWERS))).isEqualTo(offered);
    Return escalated = after(proposed, new ReturnAction.Escalate(), Actor.BUYER, NOW);
    assertThat(escalated.state()).isEqualTo(new State.Escalated(new Award(500, true), false));
  }

  @Test
  void aRefusalIsTakenToTheOperatorOrLetBe() {
    Return refused = after(asked(Kind.RETURN, ReturnReason.OTHER, new Part(1, 1)),
        new ReturnAction.Refuse(), Actor.HOST, NOW);
    assertThat(ended(timePassed(refused, Returning.BUYER_ANSWERS)).end()).isEqualTo(End.WITHDRAWN);
    Return escalated = after(refused, new ReturnAction.Escalate(), Actor.BUYER, NOW);
    assertThat(refusal(Returning.act(escalated, new ReturnAction.PassTime(), Actor.SYSTEM,
        NOW.plus(Duration.ofDays(999))))).isEqualTo(TradeReason.RETURN_STATE_WRONG);
    assertThat(ended(after(escalated, new ReturnAction.Decide(0, false), Actor.OPERATOR, NOW)).end())
        .isEqualTo(End.REJECTED);
    assertThat(ended(after(escalated, new ReturnAction.Decide(500, false), Actor.OPERATOR, NOW)).award())
        .isEqualTo(new Award(500, true));
    assertThat(after(escalated, new ReturnAction.Decide(500, true), Actor.OPERATOR, NOW).state())
        .isInstanceOf(State.Agreed.class);
    assertThat(refusal(Returning.act(escalated, new ReturnAction.Decide(501, false), Actor.OPERATOR, NOW)))
        .isEqualTo(TradeReason.RETURN_AMOUNT_WRONG);
    assertThat(after(escalated, new ReturnAction.Agree(), Actor.HOST, NOW).state())
        .isInstanceOf(State.Agreed.class);
  }

  @Test
  void goodsThatCameBackWrongGoToTheOperatorAndAreNotSentTwice() {
    Return sent = after(after(asked(Kind.RETURN, ReturnReason.OTHER, new Part(1, 1)),
        new ReturnAction.Agree(), Actor.HOST, NOW), new ReturnAction.Send(), Actor.BUYER, NOW);
    Return disputed = after(sent, new ReturnAction.Dispute(), Actor.HOST, NOW);
    assertThat(Returning.powers(disputed, Actor.BUYER)).isEmpty();
    assertThat(ended(after(disputed, new ReturnAction.Decide(300, true), Actor.OPERATOR, NOW)).award())
        .isEqualTo(new Award(300, false));
    assertThat(ended(after(disputed, new ReturnAction.Agree(), Actor.HOST, NOW)).end())
        .isEqualTo(End.REFUNDED);
  }

  @Test
  void ofGoodsThatNeverLeftThereIsNoHalf() {
    Return unsent = ((Accepted<Return>) ReturnRules.ask("r", open(OrderStatus.PAID, AfterSales.DEFAULT),
        new Wish(Kind.REFUND_ONLY, ReturnReason.NOT_SHIPPED, List.of(new Part(0, 1))), NOW)).value();
    assertThat(Returning.powers(unsent, Actor.HOST)).containsExactlyInAnyOrder(Power.AGREE, Power.REFUSE);
    Return escalated = after(after(unsent, new ReturnAction.Refuse(), Actor.HOST, NOW),
        new ReturnAction.Escalate(), Actor.BUYER, NOW);
    assertThat(refusal(Returning.act(escalated, new ReturnAction.Decide(1, false), Actor.OPERATOR, NOW)))
        .isEqualTo(TradeReason.RETURN_AMOUNT_WRONG);
  }

  @Test
  void anAwardShelvesWhatNeverLeftAndOnlyThat() {
    Return unsent = ended(asked(Kind.REFUND_ONLY, ReturnReason.QUALITY, new Part(0, 2)), 1_933, true);
    Map<String, Stock> stock =
        Map.of("a", new Stock("a", 0, 0, 3, 3), "b", new Stock("b", 0, 0, 1, 1));
    assertThat(Refunding.award(sold(OrderStatus.PACKED), "pay", unsent, stock).value().stock())
        .containsExactly(new Stock("a", 2, 0, 1, 3));
    assertThat(Refunding.award(sold(OrderStatus.SHIPPED), "pay", unsent, stock).value().stock()).isEmpty();
    assertThat(Refunding.restock(sold(OrderStatus.SHIPPED).order(), unsent.parts(), stock))
        .containsExactly(new Stock("a", 2, 0, 1, 3));
  }

  private static Whereabouts where(OrderStatus status, Return request) {
    return Refunding.award(sold(status), "pay", request, Map.of("a", new Stock("a", 0, 0, 3, 3),
        "b", new Stock("b", 0, 0, 1, 1))).value().where();
  }

  @Test
  void aUnitGoesBackOnlyWhenItNeverLeftOrCame() {
    Return one = asked(Kind.RETURN, ReturnReason.OTHER, new Part(1, 1));
    Return sent = after(after(one, new ReturnAction.Agree(), Actor.HOST, NOW), new ReturnAction.Send(),
        Actor.BUYER, NOW);
    Return disputed = after(sent, new ReturnAction.Dispute(), Actor.HOST, NOW);
    for (Return back : List.of(after(sent, new ReturnAction.Arrive(), Actor.HOST, NOW),
        timePassed(sent, Returning.HOST_CONFIRMS), after(disputed, new ReturnAction.Agree(), Actor.HOST, NOW),
        after(disputed, new ReturnAction.Decide(300, false), Actor.OPERATOR, NOW))) {
      assertThat(where(OrderStatus.DELIVERED, back)).isEqualTo(Whereabouts.CAME_BACK);
    }
    Return proposed = after(one, new ReturnAction.Propose(200), Actor.HOST, NOW);
    Return escalated = after(proposed, new ReturnAction.Escalate(), Actor.BUYER, NOW);
    Return money = asked(Kind.REFUND_ONLY, ReturnReason.QUALITY, new Part(1, 1));
    for (Return out : List.of(after(proposed, new ReturnAction.Accept(), Actor.BUYER, NOW),
        timePassed(proposed, Returning.BUYER_ANSWERS), timePassed(money, Returning.HOST_ANSWERS),
        after(escalated, new ReturnAction.Decide(300, false), Actor.OPERATOR, NOW),
        after(escalated, new ReturnAction.Decide(500, false), Actor.OPERATOR, NOW))) {
      assertThat(where(OrderStatus.DELIVERED, out)).isEqualTo(Whereabouts.STAYED_OUT);
    }
  }

  @Test
  void whetherMoneyOrParcelWasFirstSaysTheOrderAsItIsLocked() {
    Return unsent = ((Accepted<Return>) ReturnRules.ask("r", open(OrderStatus.PAID, AfterSales.DEFAULT),
        new Wish(Kind.REFUND_ONLY, ReturnReason.NOT_SHIPPED, List.of(new Part(0, 1))), NOW)).value();
    Return agreed = after(unsent, new ReturnAction.Agree(), Actor.HOST, NOW);
    assertThat(where(OrderStatus.PACKED, agreed)).isEqualTo(Whereabouts.NEVER_LEFT);
    assertThat(where(OrderStatus.SHIPPED, agreed)).isEqualTo(Whereabouts.STAYED_OUT);
  }

  private static Return ended(Return request, long minor, boolean isFull) {
    return request.in(new State.Ended(End.REFUNDED, new Award(minor, isFull)));
  }

  // Whatever anybody does, in whatever order

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void inAnyOrderOfAnswersAndDeadlinesNothingGoesBackTwiceAndNeverMoreThanWasPaid(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 60; round++) {
      Play play = new Play(random);
      for (int step = 0; step < 80; step++) {
        play.step();
      }
      play.assertSums();
    }
  }

  /** One order and everything that may happen to it. */
  private static final class Play {
    private final SplittableRandom random;
    private final Map<String, Return> returns = new HashMap<>();
    private final List<String> refusedForGood = new ArrayList<>();
    private Sold sold;
    private Instant now = NOW;
    private long refundedMinor;
    private int wholeTold;

    Play(SplittableRandom random) {
      this.random = random;
      this.sold = sold(random.nextBoolean() ? OrderStatus.DELIVERED : OrderStatus.PAID);
    }

    void step() {
      now = now.plus(Duration.ofHours(random.nextInt(60)));
      if (random.nextInt(4) == 0 || returns.isEmpty()) {
        ask();
        return;
      }
      List<String> ids = returns.keySet().stream().sorted().toList();
      Return one = returns.get(ids.get(random.nextInt(ids.size())));
      boolean wasOpen = one.isOpen();
      ReturnAction action = anyAction();
      Actor actor = action instanceof ReturnAction.PassTime ? Actor.SYSTEM
          : List.of(Actor.BUYER, Actor.HOST, Actor.OPERATOR).get(random.nextInt(3));
      if (Returning.act(one, action, actor, now) instanceof Accepted<Return>(Return next, var facts)) {
        assertThat(wasOpen).as("what is over stays over").isTrue();
        returns.put(next.returnId(), next);
        settle(next);
      }
    }

    private void settle(Return next) {
      if (next.state() instanceof State.Ended(End end, Award award, boolean isReceived)) {
        if (end == End.REJECTED) {
          refusedForGood.add(next.returnId());
        }
        if (end == End.REFUNDED) {
          var paid = Refunding.award(sold, "pay_1", next,
              Map.of("a", new Stock("a", 0, 0, 3, 3), "b", new Stock("b", 0, 0, 1, 1)));
          assertThat(paid.value().amount().minor()).isBetween(0L, sold.minorLeft());
          refundedMinor += paid.value().amount().minor();
          sold = paid.value().sold();
          wholeTold += (int) paid.facts().stream()
              .filter(fact -> ((OrderRefunded) fact).isWhole()).count();
        }
      }
    }

    private ReturnAction anyAction() {
      return switch (random.nextInt(11)) {
        case 0 -> new ReturnAction.Agree();
        case 1 -> new ReturnAction.Refuse();
        case 2 -> new ReturnAction.Propose(random.nextInt(4_000));
        case 3 -> new ReturnAction.Accept();
        case 4 -> new ReturnAction.Escalate();
        case 5 -> new ReturnAction.Withdraw();
        case 6 -> new ReturnAction.Send();
        case 7 -> new ReturnAction.Arrive();
        case 8 -> new ReturnAction.Dispute();
        case 9 -> new ReturnAction.Decide(random.nextInt(4_500), random.nextBoolean());
        default -> new ReturnAction.PassTime();
      };
    }

    private void ask() {
      List<Integer> barred = new ArrayList<>(List.of(0, 0));
      for (Return one : returns.values()) {
        if (one.isOpen() || refusedForGood.contains(one.returnId())) {
          one.parts().forEach(part ->
              barred.set(part.line(), barred.get(part.line()) + part.quantity()));
        }
      }
      Case open = new Case(sold, new AfterSales(true, 10_000, false, 7), Optional.of(NOW), barred,
          0, false);
      Wish wish = new Wish(Kind.values()[random.nextInt(2)],
          ReturnReason.values()[random.nextInt(ReturnReason.values().length)],
          random.nextInt(3) == 0 ? List.of() : List.of(new Part(random.nextInt(2), 1 + random.nextInt(3))));
      if (ReturnRules.ask("ret_" + returns.size(), open, wish, now) instanceof Accepted<Return>(
          Return asked, var facts)) {
        returns.put(asked.returnId(), asked);
      }
    }

    void assertSums() {
      assertThat(refundedMinor).isEqualTo(sold.back().minor()).isBetween(0L, 4_000L);
      for (int line = 0; line < 2; line++) {
        int units = sold.back().units().get(line);
        assertThat(units).isBetween(0, LINES.get(line).quantity());
      }
      assertThat(wholeTold).isEqualTo(sold.minorLeft() == 0 ? 1 : 0);
      assertThat(sold.order().status() == OrderStatus.REFUNDED).isEqualTo(sold.minorLeft() == 0);
    }
  }
}
