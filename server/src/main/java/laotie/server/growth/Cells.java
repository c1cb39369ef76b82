package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laotie.fact.Fold;
import laotie.fact.Recorded;

/**
 * Folds a batch of facts into cells that are kept in rows: the batch is folded in memory first, then each
 * touched cell is read once, merged and written once, in key order.
 *
 * <p>Only one transaction at a time may fold into the same rows. The consumer's cursor is that lock.
 *
 * @param fold the algebra
 * @param rows where its cells are kept
 */
record Cells<K extends Comparable<K>, S>(Fold<K, S> fold, Rows<K, S> rows) {

  /** Rows of cells. */
  interface Rows<K, S> {

    /** The encoded state of each key, in the order of {@code keys}; {@code NO_STATE} where no row is. */
    List<byte[]> load(Connection connection, List<K> keys) throws SQLException;

    /** Writes the rows, new or not. */
    void save(Connection connection, List<Row<K, S>> rows) throws SQLException;
  }

  /** A cell as it is written. */
  record Row<K, S>(K key, S state, byte[] bytes) {}

  /** What {@link Rows#load} answers for a key without a row. No encoded cell is empty. */
  static final byte[] NO_STATE = {};

  void add(Connection connection, List<Recorded> batch) throws SQLException {
    Map<K, S> news = new TreeMap<>(foldOf(batch));
    if (news.isEmpty()) {
      return;
    }
    List<K> keys = new ArrayList<>(news.keySet());
    List<byte[]> olds = rows.load(connection, keys);
    List<Row<K, S>> changed = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      K key = keys.get(i);
      byte[] old = olds.get(i);
      S state = old.length == 0 ? news.get(key) : fold.merge(fold.decode(old), news.get(key));
      byte[] bytes = fold.encode(state);
      if (!Arrays.equals(old, bytes)) {
        changed.add(new Row<>(key, state, bytes));
      }
    }
    if (!changed.isEmpty()) {
      rows.save(connection, changed);
    }
  }

  private Map<K, S> foldOf(List<Recorded> batch) {
    Map<K, S> cells = new HashMap<>();
    for (Recorded recorded : batch) {
      for (K key : fold.keys(recorded)) {
        cells.put(key, fold.add(cells.getOrDefault(key, fold.zero()), key, recorded));
      }
    }
    return cells;
  }
}
