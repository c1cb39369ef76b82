package laotie.server.intents;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** What a person asked for. */
@Singleton
final class PersonStore implements Personal {

  private static final String ASKS =
      """
      select host_id, label, product_id, text, state, asked_at
        from intents_asks where viewer_id = ? order by asked_at desc limit ?
      """;

  private static final String WISHES =
      """
      select d.words, w.asked_at, w.told_at
        from intents_wishes w join intents_demand d on d.demand_id = w.demand_id
       where w.viewer_id = ? order by w.asked_at desc limit ?
      """;

  private static final String ERASE_ASKS =
      """
      update intents_asks
         set name = '', text = '', said = '', state = case when state = 'OPEN' then 'DELETED' else state end
       where viewer_id = ?
      """;

  private static final String ERASE_LATE =
      """
      delete from intents_late where viewer_id = ?
      """;

  private static final String ERASE_WINNERS =
      """
      update intents_winners set name = '', text = '' where viewer_id = ?
      """;

  private static final String TELL_NO_MORE =
      """
      delete from intents_wishes where viewer_id = ? and told_at is null
      """;

  @Override
  public String area() {
    return "intents";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "asks", ASKS,
        "wishes", WISHES);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_ASKS, ERASE_LATE, ERASE_WINNERS, TELL_NO_MORE);
  }
}
