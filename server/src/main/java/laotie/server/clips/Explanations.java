package laotie.server.clips;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.clips.ClipsReason;
import laotie.clips.Explanation;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/** When which card of a show was explained, from the facts of its pins. */
@Singleton
final class Explanations {

  private final Database database;
  private final InstantSource clock;

  Explanations(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Folds pins and ends of shows; a fact that comes twice changes nothing. */
  void apply(Connection connection, List<Recorded> batch) throws SQLException {
    for (Recorded recorded : batch) {
      Instant at = recorded.at();
      switch (recorded.fact()) {
        case LiveFact.CardPinned pinned -> ExplanationStore.add(connection, pinned.showId(),
            new Explanation.Turn(at, pinned.cardId(), pinned.productId()));
        case LiveFact.CardUnpinned unpinned ->
            ExplanationStore.add(connection, unpinned.showId(), new Explanation.Turn(at, "", ""));
        case LiveFact.ShowEnded ended ->
            ExplanationStore.add(connection, ended.showId(), new Explanation.Turn(at, "", ""));
        default -> { }
      }
    }
  }

  List<Explanation> of(String showId) {
    return Explanation.of(turns(showId), clock.instant());
  }

  Explanation last(String showId, String cardId) {
    return Explanation.last(turns(showId), cardId, clock.instant()).orElseThrow(() -> Problem.of(
        ClipsReason.CARD_NOT_EXPLAINED, "card " + cardId + " was not explained in show " + showId));
  }

  private List<Explanation.Turn> turns(String showId) {
    return database.read(connection -> ExplanationStore.ofShow(connection, showId));
  }
}
