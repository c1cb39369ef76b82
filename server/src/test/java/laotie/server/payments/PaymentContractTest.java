package laotie.server.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.server.http.Ids;
import laotie.server.payments.PaymentClient.Addresses;
import laotie.server.payments.PaymentClient.Asked;
import laotie.server.payments.PaymentClient.Charge;
import laotie.server.payments.PaymentClient.Refund;
import laotie.server.payments.PaymentClient.Refunded;
import laotie.server.payments.PaymentClient.Way;
import laotie.server.payments.PaymentClient.Word;
import laotie.server.payments.Standin.Failing;
import laotie.server.payments.Standin.Posted;
import laotie.trade.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every gateway must do, whoever it is. Each test runs over each stand-in; after each, the stand-in must
 * have believed every request of ours. A new gateway is one more line in {@link #gateways}.
 */
class PaymentContractTest {

  private static final Money EIGHTY = Money.cny(8_000);

  private final StandinTime time = new StandinTime();
  private final String paymentId = Ids.next("pay");
  private Standin standin;
  private PaymentClient client;

  static Stream<Supplier<Standin>> gateways() {
    return Stream.of(StripeStandin::new, AlipayStandin::new,
        () -> new WechatStandin(false), () -> new WechatStandin(true));
  }

  private void use(Supplier<Standin> gateway) {
    standin = gateway.get();
    client = standin.client(time);
  }

  @AfterEach
  void everyRequestWasBelieved() {
    List<String> complaints = standin.complaints();
    standin.close();
    assertThat(complaints).as("what the gateway did not believe").isEmpty();
  }

  private Charge charge(Way way) {
    Instant now = time.instant();
    return new Charge(paymentId, "ord_1", EIGHTY, way, "success", now, now.plus(Duration.ofMinutes(15)),
        new Addresses(URI.create("https://shop.example/hooks/payments/" + standin.method()),
            URI.create("https://shop.example/orders/ord_1?from=cashier"), URI.create("http://127.0.0.1/")),
        "203.0.113.7");
  }

  private PaymentClient.Started start() {
    PaymentClient.Started started = client.start(charge(client.ways().getFirst()));
    standin.open(started.next());
    return started;
  }

  private PaymentClient.Started paidThere(Money amount) {
    PaymentClient.Started started = start();
    standin.pay(paymentId, amount);
    return started;
  }

  private Word heard(Posted posted) {
    return client.hear(posted.message());
  }

  private Refund refund(String refundId, long minor, PaymentClient.Started of) {
    return new Refund(refundId, paymentId, of.reference(), Money.cny(minor), EIGHTY);
  }

  private Asked asked(PaymentClient.Started of) {
    return new Asked(paymentId, of.reference(), time.instant().plus(Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void everyWayLeadsTheBuyerSomewhereAndTheGatewayBelievesIt(Supplier<Standin> gateway) {
    use(gateway);
    assertThat(client.isConfigured()).isTrue();
    assertThat(client.takes(Money.CNY)).isTrue();
    for (Way way : client.ways()) {
      PaymentClient.Started started = client.start(charge(way));
      standin.open(started.next());
      switch (started.next()) {
        case PaymentClient.Next.Visit(URI page) -> {
          assertThat(way).isIn(Way.PAGE, Way.PHONE);
          assertThat(page.isAbsolute()).isTrue();
        }
        case PaymentClient.Next.Scan(String text) -> {
          assertThat(way).isEqualTo(Way.CODE);
          assertThat(text).isNotBlank();
        }
        case PaymentClient.Next.Wait wait -> throw new AssertionError("a gateway that lets the buyer wait");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void aRepeatedStartBeginsNoSecondPayment(Supplier<Standin> gateway) {
    use(gateway);
    Charge charge = charge(client.ways().getFirst());
    PaymentClient.Started first = client.start(charge);
    time.advance(Duration.ofMinutes(2));
    assertThat(client.start(charge).reference()).isEqualTo(first.reference());
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void hearsThatTheMoneyCameToTheLastMinorUnit(Supplier<Standin> gateway) {
    use(gateway);
    for (long minor : new long[] {1, 99, 8_000, 7_999, 123_456_789}) {
      assertThat(heard(standin.paid(paymentId, Money.cny(minor), time.instant())))
          .isEqualTo(new Word.Settled(new Notice(paymentId, true, Money.cny(minor))));
    }
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void hearsThatNothingWillCome(Supplier<Standin> gateway) {
    use(gateway);
    assertThat(heard(standin.declined(paymentId, time.instant())))
        .isEqualTo(new Word.Settled(new Notice(paymentId, false, Money.cny(0))));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void namesAWrongCurrencyAsItIs(Supplier<Standin> gateway) {
    use(gateway);
    standin.otherCurrency().ifPresent(currency -> {
      Money other = new Money(8_000, currency);
      assertThat(heard(standin.paid(paymentId, other, time.instant())))
          .isEqualTo(new Word.Settled(new Notice(paymentId, true, other)));
    });
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void refusesANoticeForAnotherAppOrMerchant(Supplier<Standin> gateway) {
    use(gateway);
    assertThat(heard(standin.foreign(paymentId, EIGHTY, time.instant()))).isInstanceOf(Word.Forged.class);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void refusesWhateverWasChangedOnItsWay(Supplier<Standin> gateway) {
    use(gateway);
    Posted posted = standin.paid(paymentId, EIGHTY, time.instant());
    assertThat(heard(posted)).isInstanceOf(Word.Settled.class);
    String body = posted.body();
    for (int at = 0; at < body.length(); at++) {
      char other = body.charAt(at) == '1' ? '2' : '1';
      Posted changed = posted.with(body.substring(0, at) + other + body.substring(at + 1));
      assertThat(heard(changed)).as("character %d", at).isInstanceOf(Word.Forged.class);
    }
    for (String garbage : List.of("", "{}", "null", "[]", "=", "&&&=&", "sign=x", "\u0000", "{\"a\":")) {
      assertThat(heard(posted.with(garbage))).as(garbage).isInstanceOf(Word.Forged.class);
    }
    Posted bare = new Posted(posted.type(), java.util.Map.of(), body);
    assertThat(posted.headers().isEmpty() || heard(bare) instanceof Word.Forged).isTrue();
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void refusesAnOldNoticeThatIsPlayedAgain(Supplier<Standin> gateway) {
    use(gateway);
    standin.ageMax().ifPresent(max -> {
      Posted posted = standin.paid(paymentId, EIGHTY, time.instant());
      time.advance(max.minusSeconds(5));
      assertThat(heard(posted)).isInstanceOf(Word.Settled.class);
      time.advance(Duration.ofSeconds(10));
      assertThat(heard(posted)).isInstanceOf(Word.Forged.class);
    });
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void hearsThatARefundMoved(Supplier<Standin> gateway) {
    use(gateway);
    standin.refundMoved("ref_1", time.instant())
        .ifPresent(posted -> assertThat(heard(posted)).isEqualTo(new Word.Moved("ref_1")));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void sendsTheWholeBackOnceHoweverOftenItIsAsked(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    for (int i = 0; i < 3; i++) {
      assertThat(client.refund(refund("ref_1", 8_000, started))).isEqualTo(new Refunded.Back());
    }
    assertThat(standin.refunds(paymentId)).containsExactly(8_000L);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void sendsPartsBackAndNeverMoreThanCame(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    assertThat(client.refund(refund("ref_1", 3_000, started))).isEqualTo(new Refunded.Back());
    assertThat(client.refund(refund("ref_2", 4_999, started))).isEqualTo(new Refunded.Back());
    assertThat(client.refund(refund("ref_3", 2, started))).isInstanceOf(Refunded.Failed.class);
    assertThat(client.refund(refund("ref_4", 1, started))).isEqualTo(new Refunded.Back());
    assertThat(standin.refunds(paymentId)).containsExactly(3_000L, 4_999L, 1L);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void aRefundUnderwayIsDoneWhenTheGatewaySaysSo(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    standin.delayRefunds();
    assertThat(client.refund(refund("ref_1", 8_000, started))).isEqualTo(new Refunded.Underway());
    assertThat(client.refund(refund("ref_1", 8_000, started))).isEqualTo(new Refunded.Underway());
    standin.finishRefunds();
    assertThat(client.refund(refund("ref_1", 8_000, started))).isEqualTo(new Refunded.Back());
    assertThat(standin.refunds(paymentId)).containsExactly(8_000L);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void aRefundWhoseAnswerWasLostMovesNoMoneyTwice(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    standin.fail(Failing.AFTER);
    assertThatThrownBy(() -> client.refund(refund("ref_1", 8_000, started)))
        .isInstanceOf(GatewayFault.class);
    standin.fail(Failing.NOT);
    assertThat(client.refund(refund("ref_1", 8_000, started))).isEqualTo(new Refunded.Back());
    assertThat(standin.refunds(paymentId)).containsExactly(8_000L);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void aSilentGatewayTellsWhenItIsAsked(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = start();
    assertThat(client.query(asked(started))).isEmpty();
    standin.pay(paymentId, EIGHTY);
    assertThat(client.query(asked(started))).contains(new Notice(paymentId, true, EIGHTY));
    client.refund(refund("ref_1", 8_000, started));
    assertThat(client.query(asked(started))).contains(new Notice(paymentId, true, EIGHTY));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void whatWasNeverPaidIsDeclinedWhenItIsAsked(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = start();
    standin.end(paymentId);
    assertThat(client.query(asked(started))).contains(new Notice(paymentId, false, Money.cny(0)));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void anAnswerThatIsNoneLeavesEverythingUnknown(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    for (Failing how : List.of(Failing.BEFORE, Failing.FORGED, Failing.HOLLOW)) {
      standin.fail(how);
      assertThatThrownBy(() -> client.query(asked(started))).as("%s", how).isInstanceOf(GatewayFault.class);
      assertThatThrownBy(() -> client.refund(refund("ref_1", 1, started)))
          .as("%s", how).isInstanceOf(GatewayFault.class);
      assertThatThrownBy(() -> client.statement(today())).isInstanceOf(GatewayFault.class);
    }
    standin.fail(Failing.BEFORE);
    if (client.ways().contains(Way.CODE)) {
      assertThatThrownBy(() -> client.start(charge(Way.CODE))).isInstanceOf(GatewayFault.class);
    }
    standin.close();
    assertThatThrownBy(() -> client.query(asked(started))).isInstanceOf(GatewayFault.class);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void itsFaultsNameNoSecret(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    standin.fail(Failing.BEFORE);
    assertThatThrownBy(() -> client.query(asked(started))).satisfies(fault -> {
      for (String secret : standin.settings().values()) {
        assertThat(fault.getMessage()).doesNotContain(secret);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void theStatementNamesEveryMovementWithItsFee(Supplier<Standin> gateway) {
    use(gateway);
    PaymentClient.Started started = paidThere(EIGHTY);
    client.refund(refund("ref_1", 3_000, started));
    client.refund(refund("ref_2", 5_000, started));
    List<Movement> movements = client.statement(today());
    assertThat(movements).extracting(Movement::kind, Movement::id, Movement::amount)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Movement.Kind.PAYMENT, paymentId, EIGHTY),
            org.assertj.core.groups.Tuple.tuple(Movement.Kind.REFUND, "ref_1", Money.cny(3_000)),
            org.assertj.core.groups.Tuple.tuple(Movement.Kind.REFUND, "ref_2", Money.cny(5_000)));
    assertThat(movements).filteredOn(one -> one.kind() == Movement.Kind.PAYMENT)
        .singleElement().satisfies(one -> {
          assertThat(one.fee()).isEqualTo(Money.cny(48));
          assertThat(one.at()).isBetween(
              Instant.now().minus(Duration.ofMinutes(5)), Instant.now().plus(Duration.ofMinutes(5)));
        });
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void tellsTheGatewayInItsOwnWordsThatItsNoticeWasTaken(Supplier<Standin> gateway) {
    use(gateway);
    assertThat(client.taken().status() / 100).isEqualTo(2);
    assertThat(client.taken().body()).isEqualTo(standin.wantsToHear());
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }
}
