package laotie.growth.tree;

import java.util.Map;
import laotie.growth.Loyalty;
import laotie.growth.Receipt;
import laotie.growth.View;

/**
 * All that is known of one person, which is what unions over persons are counted from.
 *
 * @param views by view id
 * @param receipts by order id, also those of the day after the window: a question may be answered by them
 * @param loyalties by host id, all orders there ever were
 */
public record Person(Map<String, View> views, Map<String, Receipt> receipts, Map<String, Loyalty> loyalties) {

  public Person {
    views = Map.copyOf(views);
    receipts = Map.copyOf(receipts);
    loyalties = Map.copyOf(loyalties);
  }
}
