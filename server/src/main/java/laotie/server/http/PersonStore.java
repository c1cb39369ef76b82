package laotie.server.http;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The first answers to repeated writes, which are forgotten after days anyway. */
@Singleton
final class PersonStore implements Personal {

  private static final String ERASE_REQUESTS =
      """
      delete from http_requests where caller = ?
      """;

  @Override
  public String area() {
    return "http";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of();
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_REQUESTS);
  }
}
