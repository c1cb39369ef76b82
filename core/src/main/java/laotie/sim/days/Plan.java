package laotie.sim.days;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What will happen, made from a seed before anything does: an evening in a rush, seconds between two events,
 * and the weeks after it, hours between two, in which goods come and go back and money is paid out.
 */
final class Plan {

  private static final int EVENING_MIN = 80;
  private static final int EVENING_MORE = 160;
  private static final int WEEKS_MIN = 40;
  private static final int WEEKS_MORE = 100;
  private static final int SECONDS_MAX = 25;
  private static final int MINUTES_MAX = 14 * 60;

  /** How often each kind comes in the evening, of all weights together. */
  private static final Map<Event.Kind, Integer> EVENING = weights(Map.ofEntries(
      Map.entry(Event.Kind.ORDER, 40), Map.entry(Event.Kind.PAY, 30), Map.entry(Event.Kind.TWO_TABS, 3),
      Map.entry(Event.Kind.CANCEL, 6), Map.entry(Event.Kind.PRICE, 12), Map.entry(Event.Kind.STOCK, 4),
      Map.entry(Event.Kind.FLASH, 7), Map.entry(Event.Kind.COUPON, 2), Map.entry(Event.Kind.SEND, 4),
      Map.entry(Event.Kind.ASK_BACK, 2), Map.entry(Event.Kind.STEP, 2), Map.entry(Event.Kind.SILENCE, 1),
      Map.entry(Event.Kind.JUMP, 1), Map.entry(Event.Kind.KILL, 6), Map.entry(Event.Kind.WAIT, 3)));

  /** The same for the weeks after. */
  private static final Map<Event.Kind, Integer> WEEKS = weights(Map.ofEntries(
      Map.entry(Event.Kind.ORDER, 6), Map.entry(Event.Kind.PAY, 6), Map.entry(Event.Kind.TWO_TABS, 1),
      Map.entry(Event.Kind.CANCEL, 3), Map.entry(Event.Kind.PRICE, 1), Map.entry(Event.Kind.STOCK, 1),
      Map.entry(Event.Kind.FLASH, 2), Map.entry(Event.Kind.SEND, 30), Map.entry(Event.Kind.ASK_BACK, 18),
      Map.entry(Event.Kind.STEP, 30), Map.entry(Event.Kind.SHELVE, 6), Map.entry(Event.Kind.PAYOUT, 12),
      Map.entry(Event.Kind.KEEP_BACK, 2), Map.entry(Event.Kind.SILENCE, 2), Map.entry(Event.Kind.JUMP, 1),
      Map.entry(Event.Kind.KILL, 8), Map.entry(Event.Kind.WAIT, 6)));

  private Plan() {}

  private static Map<Event.Kind, Integer> weights(Map<Event.Kind, Integer> weights) {
    return new EnumMap<>(weights);
  }

  static List<Event> of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new ArrayList<>();
    Duration at = Duration.ZERO;
    int evening = EVENING_MIN + random.nextInt(EVENING_MORE);
    int all = evening + WEEKS_MIN + random.nextInt(WEEKS_MORE);
    for (int i = 0; i < all; i++) {
      boolean isEvening = i < evening;
      at = at.plus(isEvening ? Duration.ofSeconds(random.nextInt(SECONDS_MAX))
          : Duration.ofMinutes(random.nextInt(MINUTES_MAX)));
      events.add(new Event(i, at, kind(random, isEvening ? EVENING : WEEKS), random.nextLong()));
    }
    return events;
  }

  private static Event.Kind kind(SplittableRandom random, Map<Event.Kind, Integer> weights) {
    int left = random.nextInt(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (Map.Entry<Event.Kind, Integer> weight : weights.entrySet()) {
      left -= weight.getValue();
      if (left < 0) {
        return weight.getKey();
      }
    }
    throw new IllegalStateException("weights are used up");
  }
}
