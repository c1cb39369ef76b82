package laotie.server.reviews;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** What a person said of goods, answered and reported. The stars stay: they are of nobody any more. */
@Singleton
final class PersonStore implements Personal {

  private static final String REVIEWS =
      """
      select order_id, product_id, sku_name, stars, words, pictures, written_at, edited_at, useful, reply,
             hidden_at, hidden_reason
        from reviews_reviews where buyer_id = ? order by number desc limit ?
      """;

  private static final String REPLIES =
      """
      select review_id, reply, replied_at
        from reviews_reviews where host_id = ? and replied_at is not null order by number desc limit ?
      """;

  private static final String REPORTS =
      """
      select review_id, reason, words, at from reviews_reports where account_id = ? order by at desc limit ?
      """;

  private static final String STEPS =
      """
      select review_id, what, words, at from reviews_steps where actor_id = ? order by step_id desc limit ?
      """;

  private static final String ERASE_REVIEWS =
      """
      update reviews_reviews set words = '', pictures = '{}'
       where buyer_id = ? and (words <> '' or pictures <> '{}')
      """;

  private static final String ERASE_REPLIES =
      "update reviews_reviews set reply = '' where host_id = ? and reply <> ''";

  private static final String ERASE_REPORTS =
      "update reviews_reports set words = '' where account_id = ? and words <> ''";

  private static final String ERASE_STEPS =
      "update reviews_steps set words = '' where actor_id = ? and words <> '' and what = 'APPEALED'";

  private static final String ERASE_VOTES = "delete from reviews_votes where account_id = ?";

  @Override
  public String area() {
    return "reviews";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of("reviews", REVIEWS, "replies", REPLIES, "reports", REPORTS, "steps", STEPS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_REVIEWS, ERASE_REPLIES, ERASE_REPORTS, ERASE_STEPS, ERASE_VOTES);
  }
}
