package laotie.server.hooks;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** Where a host is told of his trade. */
@Singleton
final class PersonStore implements Personal {

  private static final String ENDPOINTS =
      """
      select name, url, state, made_at, removed_at
        from hooks_endpoints where host_id = ? order by made_at desc limit ?
      """;

  private static final String ERASE_SECRETS =
      """
      delete from hooks_secrets
       where endpoint_id in (select endpoint_id from hooks_endpoints where host_id = ?)
      """;

  private static final String REMOVE_ENDPOINTS =
      """
      update hooks_endpoints set name = '-', url = '-', removed_at = coalesce(removed_at, now())
       where host_id = ?
      """;

  @Override
  public String area() {
    return "hooks";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "endpoints", ENDPOINTS);
  }

  @Override
  public List<String> erasures() {
    return List.of(REMOVE_ENDPOINTS, ERASE_SECRETS);
  }
}
