package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.LiveFact;
import laotie.live.CardQueue;

/** The rows of cards. A queue is small, so it is read and written whole, under the lock of its show. */
@Singleton
final class CardStore {

  private static final String CARDS =
      "select card_id, product_id, is_pinned from live_cards where show_id = ? order by position limit "
          + CardQueue.CARDS_MAX;

  private static final String DROP_CARDS = "delete from live_cards where show_id = ?";

  private static final String ADD_CARDS =
      """
      insert into live_cards (card_id, show_id, product_id, position, is_pinned)
      select card_id, ?, product_id, place - 1, is_pinned
        from unnest(?::text[], ?::text[], ?::boolean[]) with ordinality
          as cards (card_id, product_id, is_pinned, place)
      """;

  private static final String ADD_FIRST_PIN =
      """
      insert into live_first_pins (host_id, product_id, show_id, pinned_at) values (?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String FIRST_PIN_ON_AIR =
      """
      select min(p.pinned_at) from live_first_pins p
        join live_shows s on s.show_id = p.show_id
       where p.host_id = ? and p.product_id = ? and s.status = 'LIVE'
      """;

  /** Notes when a product was first pinned in a show. */
  void addFirstPin(Connection connection, LiveFact.CardPinned pinned, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_FIRST_PIN)) {
      insert.setString(1, pinned.hostId());
      insert.setString(2, pinned.productId());
      insert.setString(3, pinned.showId());
      insert.setObject(4, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** When the product was first pinned in the show of this host that is on the air. */
  Optional<Instant> firstPin(Connection connection, String hostId, String productId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIRST_PIN_ON_AIR)) {
      select.setString(1, hostId);
      select.setString(2, productId);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
      }
    }
  }

  CardQueue queue(Connection connection, String showId, String hostId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CARDS)) {
      statement.setString(1, showId);
      List<CardQueue.Card> cards = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          cards.add(new CardQueue.Card(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
        }
      }
      return new CardQueue(showId, hostId, cards);
    }
  }

  void replace(Connection connection, CardQueue queue) throws SQLException {
    try (PreparedStatement drop = connection.prepareStatement(DROP_CARDS);
        PreparedStatement add = connection.prepareStatement(ADD_CARDS)) {
      drop.setString(1, queue.showId());
      drop.executeUpdate();
      List<CardQueue.Card> cards = queue.cards();
      add.setString(1, queue.showId());
      add.setArray(2, connection.createArrayOf("text",
          cards.stream().map(CardQueue.Card::cardId).toArray()));
      add.setArray(3, connection.createArrayOf("text",
          cards.stream().map(CardQueue.Card::productId).toArray()));
      add.setArray(4, connection.createArrayOf("boolean",
          cards.stream().map(CardQueue.Card::isPinned).toArray()));
      add.executeUpdate();
    }
  }
}
