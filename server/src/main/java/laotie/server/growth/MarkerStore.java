package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.CardUnpinned;
import laotie.fact.PricesFact.FlashSaleSet;
import laotie.fact.PricesFact.PricesSet;
import laotie.fact.Recorded;
import laotie.fact.VideoFact.SignalEnded;
import laotie.fact.VideoFact.SignalStarted;
import laotie.server.log.Columns;

/** The rows of {@code growth_markers}. */
final class MarkerStore {

  /** Markers of one show that are told. */
  static final int MARKERS_MAX = 500;

  private static final String SAVE =
      """
      insert into growth_markers (host_id, at, kind, subject_id)
      select host_id, at, kind, subject_id
        from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[])
          as told (host_id, at, kind, subject_id)
       order by host_id, at, kind, subject_id
      on conflict (host_id, at, kind, subject_id) do nothing
      """;

  private static final String OF_HOST =
      """
      select at, kind, subject_id
        from growth_markers
       where host_id = ? and at >= ? and at <= ?
       order by at, kind, subject_id
       limit ?
      """;

  private MarkerStore() {}

  static void add(Connection connection, List<Recorded> batch) throws SQLException {
    Columns markers = new Columns("text", "text", "text", "text");
    for (Recorded recorded : batch) {
      String at = recorded.at().toString();
      switch (recorded.fact()) {
        case CardPinned card -> markers.add(card.hostId(), at, Kind.PIN.name(), card.productId());
        case CardUnpinned card -> markers.add(card.hostId(), at, Kind.UNPIN.name(), card.productId());
        case FlashSaleSet sale -> markers.add(
            sale.hostId(), sale.startsAt().toString(), Kind.FLASH.name(), sale.productId());
        case PricesSet prices when !prices.hostId().isEmpty() ->
            markers.add(prices.hostId(), at, Kind.PRICES.name(), "");
        case SignalEnded signal -> markers.add(signal.hostId(), at, Kind.STALL.name(), "");
        case SignalStarted signal -> markers.add(signal.hostId(), at, Kind.RESUME.name(), "");
        default -> { }
      }
    }
    markers.run(connection, SAVE);
  }

  /** What happened to a host from one instant to another. */
  static List<Marker> ofHost(Connection connection, String hostId, Instant from, Instant to)
      throws SQLException {
    List<Marker> markers = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setObject(2, from.atOffset(ZoneOffset.UTC));
      select.setObject(3, to.atOffset(ZoneOffset.UTC));
      select.setInt(4, MARKERS_MAX);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          markers.add(new Marker(row.getTimestamp("at").toInstant(), Kind.valueOf(row.getString("kind")),
              row.getString("subject_id")));
        }
      }
    }
    return markers;
  }

  /** What is marked. */
  enum Kind {
    PIN,
    UNPIN,
    FLASH,
    PRICES,
    STALL,
    RESUME
  }

  /** Something that happened; {@code subjectId} is the product, or empty. */
  record Marker(Instant at, Kind kind, String subjectId) {}
}
