package laotie.server.feed;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.server.log.OpenedLog;

/**
 * A process that takes the price of exposures that wait, to be killed anywhere. Arguments: address, user and
 * password of the database, and the promotion. It writes the id of each exposure it was told is paid for, and
 * {@code done} when nothing is paid for any more.
 */
final class PromotionChild {

  private static final String WAITING =
      """
      select exposure_id, viewer_id from feed_paid_exposures
       where counted_at is null and promotion_id = ?
       order by random()
       limit 20
      """;

  private PromotionChild() {}

  public static void main(String[] arguments) throws Exception {
    try (OpenedLog log = OpenedLog.open(arguments[0], arguments[1], arguments[2])) {
      String promotionId = arguments[3];
      Toll toll = new Toll(
          new PublicPool(log.database(), BusinessDays.SHANGHAI, InstantSource.system()), log.log());
      boolean isPaid = true;
      while (isPaid) {
        isPaid = false;
        for (String[] one : waiting(log, promotionId)) {
          if (toll.pay(new Toll.Viewing(one[1], Set.of(one[0]), Set.of(promotionId)),
              toll.pool().now()) == 1) {
            isPaid = true;
            System.out.println(one[0]);
          }
        }
      }
      System.out.println("done");
    }
  }

  private static List<String[]> waiting(OpenedLog log, String promotionId) {
    return log.database().read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(WAITING)) {
        select.setString(1, promotionId);
        List<String[]> waiting = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            waiting.add(new String[] {row.getString(1), row.getString(2)});
          }
        }
        return waiting;
      }
    });
  }
}
