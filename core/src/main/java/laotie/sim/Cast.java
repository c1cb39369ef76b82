package laotie.sim;

import java.util.List;
import java.util.stream.Stream;

/** The hosts of the simulated square, the same in every run. */
public final class Cast {

  private static final List<CastHost> HOSTS =
      Stream.of(
              CastOfCraft.clothes(),
              CastOfFood.orchard(),
              CastOfFood.tea(),
              CastOfCraft.ceramics(),
              CastOfFood.bakery(),
              CastOfCraft.outdoor())
          .toList();

  private Cast() {}

  /** All hosts, {@code host1} first. */
  public static List<CastHost> hosts() {
    return HOSTS;
  }
}
