package laotie.server.guard;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** What was decided about a person. It is a record of the square and stays; it names ids only. */
@Singleton
final class PersonStore implements Personal {

  private static final String CASES =
      """
      select case_id, kind, reason, opened_at, lifted_at
        from guard_cases where account_id = ? order by opened_at desc limit ?
      """;

  @Override
  public String area() {
    return "guard";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "cases", CASES);
  }

  @Override
  public List<String> erasures() {
    return List.of();
  }
}
