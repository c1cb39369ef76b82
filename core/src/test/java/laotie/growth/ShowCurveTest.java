package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import org.junit.jupiter.api.Test;

class ShowCurveTest {

  private static final Instant START = Instant.parse("2026-03-04T12:00:30Z");
  private static final long FIRST = START.getEpochSecond() / 60;

  @Test
  void eachMinuteTellsTheSumsSinceTheBeginAndHolesAreMinutesOfNobody() {
    ShowCurve curve = ShowCurve.of(minutes(watch("a", 0, 40), watch("b", 20, 25), paid("a", 100, 900),
        watch("a", 200, 230)), FIRST, FIRST + 5);
    assertThat(curve.points()).hasSize(6);
    assertThat(curve.points().get(0).concurrent()).isEqualTo(2);
    assertThat(curve.points().get(2).concurrent()).isZero();
    assertThat(curve.upTo(0)).isEqualTo(new Factors(2, 35_000, 0, 0, 0));
    assertThat(curve.upTo(2)).isEqualTo(new Factors(2, 45_000, 1, 1, 900));
    assertThat(curve.upTo(5)).isEqualTo(new Factors(2, 75_000, 1, 1, 900));
    assertThat(curve.upTo(50)).as("a shorter show counts with its last").isEqualTo(curve.upTo(5));
    assertThat(curve.upTo(-1)).isEqualTo(Factors.NONE);
  }

  @Test
  void whatIsPaidAfterTheEndIsInNoMinuteAndWhatWasPlayedBeforeTheBeginInTheFirst() {
    ShowCurve curve = ShowCurve.of(
        minutes(watch("a", -70, -60), watch("b", 10, 20), paid("a", 600, 900)), FIRST, FIRST + 3);
    assertThat(curve.points()).hasSize(4);
    assertThat(curve.upTo(0).uv()).isEqualTo(2);
    assertThat(curve.upTo(3).orders()).isZero();
    assertThat(ShowCurve.of(Map.of(), FIRST, FIRST + 5_000).points()).hasSize(ShowCurve.MINUTES_MAX);
  }

  @Test
  void gmvAnHourIsThatOfTheLastMinutesOrSinceTheBegin() {
    List<Recorded> orders = new ArrayList<>();
    for (int minute = 0; minute < 90; minute++) {
      orders.add(paid("a", minute * 60, minute < 30 ? 100 : 200));
    }
    ShowCurve curve = ShowCurve.of(
        minutes(orders.toArray(Recorded[]::new)), FIRST, FIRST + 89);
    assertThat(curve.gmvMinorPerHour(9, 60)).isEqualTo(6_000);
    assertThat(curve.gmvMinorPerHour(89, 60)).isEqualTo(12_000);
    assertThat(curve.gmvMinorPerHour(59, 60)).isEqualTo(9_000);
  }

  private static Map<Long, Minute> minutes(Recorded... facts) {
    Map<Long, Minute> minutes = new TreeMap<>();
    FoldLaws.cells(new MinuteFold(Money.CNY, id -> Tier.VALID), List.of(facts))
        .forEach((key, minute) -> minutes.put(key.minute(), minute));
    return minutes;
  }

  private static Recorded watch(String person, int from, int to) {
    return at(to, new WatchCredited("v" + person, person, "s", "", "h", START.plusSeconds(from),
        START.plusSeconds(to), Proof.BYTES_AND_BEAT));
  }

  private static Recorded paid(String buyer, int second, long minor) {
    Deal deal = new Deal(buyer, "h", "s", "", "", Money.cny(minor), Crowd.ORIGIN, Bill.NONE);
    return at(second, new OrderPaid("o" + second, "pay", deal, List.of(new Line("sku", "prd", 1, minor))));
  }

  private static Recorded at(int second, Fact fact) {
    Instant at = START.plusSeconds(second);
    return new Recorded(new Cursor(1, second, second, at), at, fact);
  }
}
