package laotie.bench;

import java.util.Map;
import java.util.TreeMap;
import laotie.sim.days.Days;

/**
 * Many trading days with faults: {@code ./laotie days 10000 [first seed]}. Stops at the first day on which a
 * law breaks and tells its seed and the shortest plan; then the exit code is 1.
 */
public final class TradingDays {

  private static final long DAYS = 10_000;

  private TradingDays() {}

  /** Lives through so many days, from the first seed on. */
  public static void main(String[] args) {
    long days = args.length > 0 ? Long.parseLong(args[0]) : DAYS;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    Map<String, Integer> counts = new TreeMap<>();
    long events = 0;
    long began = System.nanoTime();
    for (long seed = first; seed < first + days; seed++) {
      Days.Day day = Days.live(seed);
      events += day.events();
      day.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
      if (day.failure().isPresent()) {
        System.out.println(day.failure().get().told());
        System.exit(1);
      }
    }
    System.out.printf("%,d days from seed %d, %,d events, %,d s: every law held after every step%n", days,
        first, events, (System.nanoTime() - began) / 1_000_000_000);
    counts.forEach((what, times) -> System.out.printf("%,12d %s%n", times, what));
  }
}
