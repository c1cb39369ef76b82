package laotie.server.goods;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import laotie.server.goods.Pictures.Picture;

/** The rows of pictures. */
final class PictureStore {

  private static final String ADD =
      """
      insert into goods_pictures (picture_id, owner_id, media_type, width, height, content,
                                  small_width, small_content, created_at, is_private)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String READ =
      """
      select media_type, case when ? then small_content else content end as content,
             case when is_private then owner_id else '' end as kept_for
        from goods_pictures
       where picture_id = ?
      """;

  private static final String OF_OWNER =
      "select picture_id from goods_pictures where picture_id = any(?) and owner_id = ? and is_private = ?";

  private static final String ATTACH =
      "insert into goods_product_pictures (product_id, picture_id) values (?, ?)";

  private static final String DETACH =
      "delete from goods_product_pictures where product_id = ? and picture_id = ?";

  private static final String COUNT =
      "select count(*) from goods_product_pictures where product_id = ?";

  private PictureStore() {}

  /**
   * A picture as it is sent.
   *
   * @param keptFor who alone may read it, or empty for everybody
   */
  record Served(String mediaType, byte[] content, String keptFor) {
    boolean isPrivate() {
      return !keptFor.isEmpty();
    }
  }

  /** Whose picture, and whether he alone may read it. */
  record Owner(String ownerId, boolean isPrivate) {}

  static void add(Connection connection, String pictureId, Owner owner, Picture picture, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, pictureId);
      insert.setString(2, owner.ownerId());
      insert.setString(3, picture.mediaType());
      insert.setInt(4, picture.width());
      insert.setInt(5, picture.height());
      insert.setBytes(6, picture.content());
      insert.setInt(7, picture.smallWidth());
      insert.setBytes(8, picture.small());
      insert.setObject(9, now.atOffset(ZoneOffset.UTC));
      insert.setBoolean(10, owner.isPrivate());
      insert.executeUpdate();
    }
  }

  static Optional<Served> read(Connection connection, String pictureId, boolean isSmall)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setBoolean(1, isSmall);
      select.setString(2, pictureId);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Served(row.getString(1), row.getBytes(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  /** Those of the pictures that somebody sent, for everybody or for himself alone. */
  static Set<String> ofOwner(Connection connection, Owner owner, Collection<String> pictureIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_OWNER)) {
      select.setArray(1, connection.createArrayOf("text", pictureIds.toArray()));
      select.setString(2, owner.ownerId());
      select.setBoolean(3, owner.isPrivate());
      Set<String> found = new HashSet<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
      return found;
    }
  }

  static void attach(Connection connection, String productId, String pictureId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ATTACH)) {
      insert.setString(1, productId);
      insert.setString(2, pictureId);
      insert.executeUpdate();
    }
  }

  static boolean detach(Connection connection, String productId, String pictureId) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DETACH)) {
      delete.setString(1, productId);
      delete.setString(2, pictureId);
      return delete.executeUpdate() == 1;
    }
  }

  static int count(Connection connection, String productId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setString(1, productId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
