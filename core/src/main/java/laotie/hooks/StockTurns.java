package laotie.hooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laotie.hooks.HookData.StockData;

/** What a new level of stock is for those who are told. */
public final class StockTurns {

  private StockTurns() {}

  /**
   * The events between two levels; none when nothing changed.
   *
   * @param before units that could be promised when it was last looked at
   */
  public static List<HookEvent> of(long before, StockData now, Instant at) {
    if (before == now.available()) {
      return List.of();
    }
    List<HookEvent> events = new ArrayList<>();
    events.add(new HookEvent(HookType.STOCK_CHANGED, at, now));
    if (now.available() <= 0) {
      events.add(new HookEvent(HookType.STOCK_SOLD_OUT, at, now));
    } else if (before <= 0) {
      events.add(new HookEvent(HookType.STOCK_BACK, at, now));
    }
    return events;
  }
}
