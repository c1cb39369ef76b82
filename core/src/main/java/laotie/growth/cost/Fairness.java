package laotie.growth.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.growth.Ratio;

/**
 * How evenly the free places of the public pool are shared among hosts (普惠): by the size of a host, and as
 * one number.
 *
 * @param tiers by size, every size there is
 * @param exposures free showings on public places, of all hosts
 * @param gini Gini coefficient over hosts (Gini 1912), 0 when all are shown equally often, towards 1 when one
 *     has everything; exact. Empty when nothing was shown
 */
public record Fairness(Map<Size, Tier> tiers, long exposures, Optional<Ratio> gini) {

  /** The size of a host by the people who ever followed him. */
  public enum Size {
    /** Fewer than 100. */
    SMALL,
    /** 100 to 999 (中腰部). */
    MIDDLE,
    /** 1,000 or more. */
    LARGE;

    private static final long MIDDLE_FROM = 100;
    private static final long LARGE_FROM = 1_000;

    static Size of(long followers) {
      return followers >= LARGE_FROM ? LARGE : followers >= MIDDLE_FROM ? MIDDLE : SMALL;
    }
  }

  /** Hosts of one size together. */
  public record Tier(long hosts, long exposures) {

    static final Tier NOBODY = new Tier(0, 0);

    private Tier plus(Host host) {
      return new Tier(hosts + 1, Math.addExact(exposures, host.exposures()));
    }
  }

  /**
   * One host.
   *
   * @param followers people who ever followed him
   * @param exposures free showings on public places, >= 0
   */
  public record Host(long followers, long exposures) {
    public Host {
      if (followers < 0 || exposures < 0) {
        throw new IllegalArgumentException("followers " + followers + ", exposures " + exposures);
      }
    }
  }

  /** The fairness of what these hosts were given. */
  public static Fairness of(List<Host> hosts) {
    Map<Size, Tier> tiers = new EnumMap<>(Size.class);
    for (Size size : Size.values()) {
      tiers.put(size, Tier.NOBODY);
    }
    List<Host> sorted = new ArrayList<>(hosts);
    sorted.sort(Comparator.comparingLong(Host::exposures));
    long all = 0;
    long weighted = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Host host = sorted.get(i);
      tiers.compute(Size.of(host.followers()), (_, tier) -> tier.plus(host));
      all = Math.addExact(all, host.exposures());
      // The i-th of n counts 2 i - n - 1 times, from 1.
      weighted = Math.addExact(
          weighted, Math.multiplyExact(2L * (i + 1) - sorted.size() - 1, host.exposures()));
    }
    return new Fairness(Map.copyOf(tiers), all,
        Ratio.of(weighted, Math.multiplyExact(all, (long) sorted.size())));
  }
}
