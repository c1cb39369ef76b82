package laotie.server.feed;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** Whom a person visited and which clips he saw, lately. */
@Singleton
final class PersonStore implements Personal {

  private static final String VISITS =
      """
      select host_id, warmth, at from feed_visits where viewer_id = ? order by at desc limit ?
      """;

  private static final String SEEN =
      """
      select clip_id, at from feed_seen where viewer_id = ? order by at desc limit ?
      """;

  private static final String PROMOTED =
      """
      select promotion_id, shown_at, counted_at
        from feed_paid_exposures
       where viewer_id = ?
       order by shown_at desc
       limit ?
      """;

  private static final String ERASE_PROMOTED =
      """
      update feed_paid_exposures set viewer_id = '' where viewer_id = ?
      """;

  private static final String ERASE_LAST_ORDERS =
      """
      delete from feed_last_orders where buyer_id = ?
      """;

  private static final String ERASE_VISITS =
      """
      delete from feed_visits where viewer_id = ?
      """;

  private static final String ERASE_SEEN =
      """
      delete from feed_seen where viewer_id = ?
      """;

  @Override
  public String area() {
    return "feed";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "visits", VISITS,
        "seen", SEEN,
        "promoted", PROMOTED);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_VISITS, ERASE_SEEN, ERASE_PROMOTED, ERASE_LAST_ORDERS);
  }
}
