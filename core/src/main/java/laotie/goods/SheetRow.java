package laotie.goods;

import java.util.Map;

/**
 * A row of a host's table, each cell under what its column means.
 *
 * @param row as a spreadsheet counts it
 * @param cells without spaces around them; a field whose column is not there is not in it
 */
public record SheetRow(long row, Map<SheetField, String> cells) {
  public SheetRow {
    cells = Map.copyOf(cells);
  }

  /** The cell, or empty. */
  public String cell(SheetField field) {
    return cells.getOrDefault(field, "");
  }
}
