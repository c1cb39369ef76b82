package laotie.trade;

import java.util.List;

/**
 * What goes beside a basket to the till.
 *
 * @param isPartial true takes what is there, false the whole basket or nothing
 * @param limits of the basket's products, each once; empty where a host set none
 */
public record Wish(boolean isPartial, List<Limit> limits) {

  /** All or nothing, of goods without limits. */
  public static final Wish PLAIN = new Wish(false, List.of());

  public Wish {
    limits = List.copyOf(limits);
  }

  public boolean isPlain() {
    return !isPartial && limits.isEmpty();
  }
}
