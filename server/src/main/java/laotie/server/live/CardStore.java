package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
