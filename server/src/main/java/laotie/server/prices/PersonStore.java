package laotie.server.prices;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** The coupons a person holds: ids and numbers, part of the records of trade. */
@Singleton
final class PersonStore implements Personal {

  private static final String COUPONS =
      """
      select a.of_id, c.name, a.available, a.held, a.sold, a.since
        from prices_allowances a join prices_coupons c on c.coupon_id = a.of_id
       where a.buyer_id = ? order by a.since desc limit ?
      """;

  @Override
  public String area() {
    return "prices";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "coupons", COUPONS);
  }

  @Override
  public List<String> erasures() {
    return List.of();
  }
}
