package laotie.server.goods;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.ProductEdited;
import laotie.server.http.Personal;
import laotie.server.log.Log;
import laotie.server.log.RowStore;

/** The pictures a person sent, and the goods of a host who leaves. */
@Singleton
final class PersonStore implements Personal {

  private static final String PICTURES =
      """
      select picture_id, '/api/v1/pictures/' || picture_id as url, is_private, created_at
        from goods_pictures where owner_id = ? order by created_at desc limit ?
      """;

  private static final String PRODUCTS =
      """
      select product_id, title, story, category, is_listed
        from goods_products where host_id = ? order by number desc limit ?
      """;

  private static final String LISTED =
      """
      select product_id from goods_products where host_id = ? and is_listed order by product_id limit ?
      """;

  private static final String UNLIST =
      """
      update goods_products set is_listed = false where host_id = ? and is_listed
      """;

  private static final String ERASE_PICTURES =
      """
      delete from goods_pictures
       where owner_id = ? and not is_private and not exists (
             select 1 from goods_product_pictures p where p.picture_id = goods_pictures.picture_id)
      """;

  private static final String ERASE_PRIVATE =
      """
      delete from goods_pictures where owner_id = ? and is_private
      """;

  private final Log log;

  PersonStore(Log log) {
    this.log = log;
  }

  @Override
  public String area() {
    return "goods";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of(
        "pictures", PICTURES,
        "products", PRODUCTS);
  }

  @Override
  public List<String> erasures() {
    return List.of(UNLIST, ERASE_PICTURES);
  }

  @Override
  public List<String> lastErasures() {
    return List.of(ERASE_PRIVATE);
  }

  @Override
  public void farewell(Connection connection, String accountId, Instant now) throws SQLException {
    List<Fact> facts = new ArrayList<>(RowStore.list(connection, LISTED,
        row -> new ProductEdited(row.getString("product_id"), accountId), accountId, ROWS_MAX));
    log.append(connection, now, facts);
  }
}
