package laotie.server.video;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** The key with which a host sends his picture. */
@Singleton
final class PersonStore implements Personal {

  private static final String ERASE_KEYS =
      """
      delete from video_keys where host_id = ?
      """;

  @Override
  public String area() {
    return "video";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of();
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_KEYS);
  }
}
