package laotie.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import laotie.fact.Pool;

/**
 * Puts what is promoted (推广) onto a page whose places were given without it. Of every so many public places
 * the last is for sale, so at no point of the page more than the ceiling's share of the public places is
 * sold; nothing that was on the page leaves it, and its order does not change. What the viewer finds earlier
 * on the page anyway is not sold to anybody.
 */
public final class Promoting {

  private Promoting() {}

  /**
   * The page with promoted items.
   *
   * @param page without them, in its order
   * @param offers candidates that may be sold to this viewer, the first to come first; of strangers only
   * @param market what may be sold
   */
  public static List<Placed> page(List<Placed> page, Collection<Candidate> offers, PublicMarket market) {
    List<Candidate> waiting = new ArrayList<>(offers);
    if (!market.isSelling() || waiting.isEmpty()) {
      return page;
    }
    List<Placed> woven = new ArrayList<>(page.size() + waiting.size());
    Set<String> shown = new HashSet<>();
    int unsold = 0;
    for (Placed placed : page) {
      if (shown.contains(placed.candidate().itemId())) {
        continue;
      }
      woven.add(placed);
      shown.add(placed.candidate().itemId());
      boolean isForSale = placed.pool() == Pool.PUBLIC && placed.candidate().kind() != Candidate.Kind.SHOW;
      unsold += isForSale ? 1 : 0;
      if (unsold == market.every() - 1) {
        unsold = 0;
        waiting.removeIf(one -> shown.contains(one.itemId()));
        if (!waiting.isEmpty()) {
          Candidate next = waiting.removeFirst();
          woven.add(new Placed(next, Pool.PUBLIC, Why.PROMOTED));
          shown.add(next.itemId());
        }
      }
    }
    return woven;
  }
}
