package laotie.server.growth;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.growth.ChannelFold;
import laotie.growth.ChannelKey;
import laotie.growth.ChannelLoyalty;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of channels, and the cells of their buyers. */
final class ChannelStore implements Cells.Rows<ChannelKey, ChannelLoyalty> {

  /** Cells of a page. */
  static final int ROWS_MAX = 5_000;

  private static final String COLUMNS = "channel_id, host_id, name, currency, zone, salt";

  private static final String ADD =
      """
      insert into growth_channels (channel_id, host_id, name, currency, zone, salt, created_at)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (host_id, lower(name)) do nothing
      """;

  private static final String NAMED =
      "select " + COLUMNS + " from growth_channels where host_id = ? and lower(name) = lower(?)";

  private static final String FIND =
      "select " + COLUMNS + " from growth_channels where host_id = ? and channel_id = ?";

  private static final String OF_HOST =
      "select " + COLUMNS + " from growth_channels where host_id = ? order by created_at, channel_id limit ?";

  private static final String IS_TOLD =
      """
      select exists (select from growth_imports
                      where host_id = ? and channel_id = ? and status in ('DONE', 'APPLYING', 'TAKING_BACK'))
             as is_told
      """;

  private static final String SETTLE =
      "update growth_channels set currency = ?, zone = ? where channel_id = ?";

  /** Nothing of it stands, and nothing is being read into it. */
  private static final String EMPTY =
      """
      select channel_id, host_id, name, currency, zone, salt
        from growth_channels c
       where created_at < ? and not exists (
             select from growth_imports i
              where i.host_id = c.host_id and i.channel_id = c.channel_id
                and (i.status not in ('CANCELLED', 'TAKEN_BACK') or not i.is_swept))
       limit 20
      """;

  private static final String ERASE = "delete from growth_channels where channel_id = ?";

  private static final String ERASE_CELLS =
      """
      delete from growth_channel_loyalty
       where (host_id, channel_id, buyer_id) in (
             select host_id, channel_id, buyer_id from growth_channel_loyalty
              where host_id = ? and channel_id = ? limit ?)
      """;

  private static final String LAST_AT =
      "select max(last_at) as last_at from growth_channel_loyalty where host_id = ? and channel_id = ?";

  /** Changes whenever a telling or a taking back is wholly in the cells. */
  private static final String VERSION =
      """
      select coalesce(sum(revision), 0) as version
        from growth_imports where host_id = ? and channel_id = ? and is_counted
      """;

  private static final String PAGE =
      """
      select buyer_id, state
        from growth_channel_loyalty
       where host_id = ? and channel_id = ? and buyer_id > ?
       order by buyer_id
       limit ?
      """;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[], ?::text[]) with ordinality
          as wanted (host_id, channel_id, buyer_id, place)
       cross join lateral (
         select l.state
           from growth_channel_loyalty l
          where l.host_id = wanted.host_id and l.channel_id = wanted.channel_id
            and l.buyer_id = wanted.buyer_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_channel_loyalty (host_id, channel_id, buyer_id, last_at, state)
      select host_id, channel_id, buyer_id, last_at, state
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bytea[])
          as cells (host_id, channel_id, buyer_id, last_at, state)
      on conflict (host_id, channel_id, buyer_id) do update
         set last_at = excluded.last_at,
             state = excluded.state
      """;

  private static final ChannelFold FOLD = new ChannelFold();

  /**
   * Where a host sells beside the square.
   *
   * @param zone in which its days are cut
   * @param salt of the hashes of its orders and buyers
   */
  record Channel(
      String channelId, String hostId, String name, Currency currency, ZoneId zone, String salt) {}

  /** What one buyer bought. */
  record Line(String buyerId, ChannelLoyalty loyalty) {}

  /** The channel of this name, whoever made it. */
  static Channel named(Connection connection, Channel wanted, Instant now) throws SQLException {
    RowStore.change(connection, ADD, wanted.channelId(), wanted.hostId(), wanted.name(),
        wanted.currency().getCurrencyCode(), wanted.zone().getId(), wanted.salt(), now);
    return named(connection, wanted.hostId(), wanted.name()).orElseThrow();
  }

  static Optional<Channel> named(Connection connection, String hostId, String name) throws SQLException {
    return RowStore.one(connection, NAMED, ChannelStore::channel, hostId, name);
  }

  static Optional<Channel> find(Connection connection, String hostId, String channelId)
      throws SQLException {
    return RowStore.one(connection, FIND, ChannelStore::channel, hostId, channelId);
  }

  static List<Channel> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    return RowStore.list(connection, OF_HOST, ChannelStore::channel, hostId, limit);
  }

  /** True once orders of it are told: then its currency and zone stand. */
  static boolean isTold(Connection connection, Channel channel) throws SQLException {
    return RowStore.one(connection, IS_TOLD, row -> row.getBoolean("is_told"), channel.hostId(),
        channel.channelId()).orElseThrow();
  }

  static void settle(Connection connection, Channel channel) throws SQLException {
    RowStore.change(connection, SETTLE, channel.currency().getCurrencyCode(), channel.zone().getId(),
        channel.channelId());
  }

  /** Channels of which nothing is left but themselves and their cells. */
  static List<Channel> empty(Connection connection, Instant before) throws SQLException {
    return RowStore.list(connection, EMPTY, ChannelStore::channel, before);
  }

  /** Erases some cells of an empty channel, itself with the last of them; true when all are gone. */
  static boolean erase(Connection connection, Channel channel, int rowsMax) throws SQLException {
    if (RowStore.change(connection, ERASE_CELLS, channel.hostId(), channel.channelId(), rowsMax) == rowsMax) {
      return false;
    }
    RowStore.change(connection, ERASE, channel.channelId());
    return true;
  }

  /** When the last effective order was paid that is known of a channel. */
  static Optional<Instant> lastAt(Connection connection, Channel channel) throws SQLException {
    return RowStore.list(connection, LAST_AT, row -> RowStore.maybeInstant(row, "last_at"),
        channel.hostId(), channel.channelId()).getFirst();
  }

  /** Another one once more is counted. */
  static long version(Connection connection, Channel channel) throws SQLException {
    return RowStore.one(connection, VERSION, row -> row.getLong("version"), channel.hostId(),
        channel.channelId()).orElseThrow();
  }

  /** The buyers after one, in the order of their ids. */
  static List<Line> page(Connection connection, Channel channel, String after) throws SQLException {
    return RowStore.list(connection, PAGE,
        row -> new Line(row.getString("buyer_id"), FOLD.decode(row.getBytes("state"))),
        channel.hostId(), channel.channelId(), after, ROWS_MAX);
  }

  @Override
  public List<byte[]> load(Connection connection, List<ChannelKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.channelId(), key.buyerId()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<ChannelKey, ChannelLoyalty>> rows)
      throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "bytea");
    for (Cells.Row<ChannelKey, ChannelLoyalty> row : rows) {
      columns.add(row.key().hostId(), row.key().channelId(), row.key().buyerId(),
          row.state().lastAt().map(Instant::toString).orElse(null), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  private static Channel channel(ResultSet row) throws SQLException {
    return new Channel(row.getString("channel_id"), row.getString("host_id"), row.getString("name"),
        Currency.getInstance(row.getString("currency")), ZoneId.of(row.getString("zone")),
        row.getString("salt"));
  }
}
