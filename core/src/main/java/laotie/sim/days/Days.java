package laotie.sim.days;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trading day with faults, from a seed (交易日模拟). The same seed is the same day on any machine; a day on
 * which a law breaks tells its seed and the shortest plan that still breaks one.
 */
public final class Days {

  /** Runs that may be spent on making a failure short. */
  private static final int CUTS_MAX = 2_000;

  private Days() {}

  /**
   * What a day was.
   *
   * @param counts how often each thing happened, by its words
   * @param failure empty when every law held after every step
   */
  public record Day(long seed, int events, Map<String, Integer> counts, Optional<Failure> failure) {}

  /**
   * A law that broke.
   *
   * @param words which, and of what
   * @param shortest a plan from which no event can be cut without the failure going away
   */
  public record Failure(long seed, String words, List<Event> shortest) {

    /** As a person reads it. */
    public String told() {
      StringBuilder told = new StringBuilder("seed ").append(seed).append(": ").append(words)
          .append("\n").append(shortest.size()).append(" events are enough:");
      shortest.forEach(event -> told.append("\n  ").append(event));
      return told.toString();
    }
  }

  /** Lives through the day of a seed. */
  public static Day live(long seed) {
    List<Event> plan = Plan.of(seed);
    World world = new World(seed);
    Optional<Broke> broke = live(world, plan);
    return new Day(seed, plan.size(), Map.copyOf(world.counts()),
        broke.map(one -> shorten(seed, plan.subList(0, one.after()), one)));
  }

  /** How it ended: after so many events a law broke, or a rule threw. */
  private record Broke(int after, String words) {}

  private static Optional<Broke> live(World world, List<Event> plan) {
    int done = 0;
    try {
      for (Event event : plan) {
        done++;
        world.happen(event);
      }
      world.end();
      return Optional.empty();
    } catch (RuntimeException failed) {
      return Optional.of(new Broke(done, words(failed)));
    }
  }

  /** A law tells itself; what a rule throws is told with the line that threw. */
  private static String words(RuntimeException failed) {
    return failed instanceof Broken ? failed.getMessage()
        : failed + (failed.getStackTrace().length == 0 ? "" : " at " + failed.getStackTrace()[0]);
  }

  /**
   * Cuts pieces out of the plan, half of it first and single events last, as long as a law still breaks
   * (delta debugging: A. Zeller, R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
   */
  private static Failure shorten(long seed, List<Event> prefix, Broke first) {
    List<Event> shortest = List.copyOf(prefix);
    Broke broke = first;
    int cuts = 0;
    for (int piece = Math.max(1, shortest.size() / 2); piece >= 1; piece = piece == 1 ? 0 : piece / 2) {
      boolean isShorter = true;
      while (isShorter && cuts < CUTS_MAX) {
        isShorter = false;
        for (int from = 0; from < shortest.size() && cuts < CUTS_MAX; cuts++) {
          List<Event> cut = new ArrayList<>(shortest);
          cut.subList(from, Math.min(from + piece, cut.size())).clear();
          Optional<Broke> still = live(new World(seed), cut);
          if (still.isPresent()) {
            shortest = List.copyOf(cut.subList(0, still.get().after()));
            broke = still.get();
            isShorter = true;
          } else {
            from += piece;
          }
        }
      }
    }
    return new Failure(seed, broke.words(), shortest);
  }
}
