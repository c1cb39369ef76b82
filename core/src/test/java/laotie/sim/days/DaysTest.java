package laotie.sim.days;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Some hundreds of days; {@code ./laotie days 10000} lives through more. */
class DaysTest {

  private static final int DAYS = 300;

  @Test
  void everyLawHoldsAfterEveryStepOfEveryDayAndNoDayIsDull() {
    Map<String, Integer> counts = new TreeMap<>();
    LongStream.rangeClosed(1, DAYS).forEach(seed -> {
      Days.Day day = Days.live(seed);
      assertThat(day.failure()).as(() -> day.failure().orElseThrow().told()).isEmpty();
      day.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
    });
    for (String what : List.of("kills", "clock jumps", "flash sales", "late money that pays",
        "money that strays", "notices that change nothing", "orders with a flash sale or a coupon",
        "paid orders taken back", "returns REFUNDED", "returns REJECTED", "returns on the shelf again",
        "refunds of goods that stay out", "orders that lost all on the way", "settlements taken back",
        "payouts", "refused PRICE_CHANGED", "refused COUPON_GONE",
        "refused BUYER_LIMIT", "refused OUT_OF_STOCK")) {
      assertThat(counts.getOrDefault(what, 0)).as(what).isGreaterThan(DAYS / 30);
    }
  }

  @Test
  void aSeedIsTheSameDayEachTime() {
    assertThat(Days.live(4)).isEqualTo(Days.live(4));
    assertThat(Days.live(4).counts()).isNotEqualTo(Days.live(5).counts());
  }
}
