package laotie.server.notices;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** What a person was told, and where else he wants to be told. */
@Singleton
final class PersonStore implements Personal {

  private static final String NOTICES =
      """
      select kind, host_id, words, path, names, told_at, read_at
        from notices_notices where account_id = ? order by told_at desc limit ?
      """;

  private static final String CHANNELS =
      """
      select email, locale, confirmed_at from notices_channels where account_id = ? limit ?
      """;

  private static final String ERASE_NOTICES =
      """
      delete from notices_notices where account_id = ?
      """;

  private static final String ERASE_CHANNELS =
      """
      delete from notices_channels where account_id = ?
      """;

  @Override
  public String area() {
    return "notices";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "notices", NOTICES,
        "channels", CHANNELS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_NOTICES, ERASE_CHANNELS);
  }
}
