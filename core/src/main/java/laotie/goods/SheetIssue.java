package laotie.goods;

import java.util.Map;
import java.util.Objects;

/**
 * What is wrong with a row of a host's table, or what he should know about it.
 *
 * @param row as a spreadsheet counts it
 * @param values for the message, such as the cell as it is written
 */
public record SheetIssue(long row, SheetField field, Kind kind, Map<String, String> values) {

  /** Characters of a cell that an issue repeats. */
  static final int CITED_MAX = 40;

  /** The kinds; a product with an error is refused whole, a warning lets it pass. */
  public enum Kind {
    /** Neither a handle nor a title, and no row before it that it could go on with. */
    HANDLE_MISSING(true, "neither a handle nor a title"),
    HANDLE_TOO_LONG(true, "the handle is too long"),
    /** A row of this product, or one beside it, could not be read. */
    ROW_BROKEN(true, "a row of this product could not be read"),
    ROWS_TOO_MANY(true, "too many rows of one product"),
    TITLE_MISSING(true, "a new product needs a title"),
    TITLE_CUT(false, "the title was cut"),
    STORY_CUT(false, "the description was cut"),
    CATEGORY_CUT(false, "the category was cut"),
    VARIANTS_TOO_MANY(true, "too many variants"),
    /** Two rows with the same options. */
    VARIANT_TWICE(true, "the same variant as in another row"),
    VARIANT_NAME_CUT(false, "the name of the variant was cut"),
    PRICE_MISSING(true, "a new variant needs a price"),
    PRICE_UNREADABLE(true, "the price is no amount of this currency"),
    PRICE_OUT_OF_RANGE(true, "the price is too low or too high"),
    CURRENCIES_MIXED(true, "the product has variants in another currency"),
    STOCK_MISSING(false, "no stock: it is sold out until you add some"),
    STOCK_UNREADABLE(true, "the stock is no whole number"),
    STOCK_NEGATIVE(false, "the stock is below zero and counts as none"),
    STOCK_TOO_LARGE(true, "the stock is too large"),
    /** More would be taken away than is neither held nor sold. */
    SUPPLY_BELOW_PROMISED(true, "the stock would fall below what buyers were promised"),
    /** A fault of the server; the host can only try again. */
    FAULT(true, "the server could not take it over"),
    LISTING_UNREADABLE(false, "neither yes nor no: the product stays off the shelf");

    private final boolean isError;
    private final String words;

    Kind(boolean isError, String words) {
      this.isError = isError;
      this.words = words;
    }

    public boolean isError() {
      return isError;
    }

    /** What it says in English. */
    public String words() {
      return words;
    }
  }

  public SheetIssue {
    Objects.requireNonNull(field);
    Objects.requireNonNull(kind);
    values = Map.copyOf(values);
  }

  public static SheetIssue of(long row, SheetField field, Kind kind) {
    return new SheetIssue(row, field, kind, Map.of());
  }

  static SheetIssue citing(SheetRow row, SheetField field, Kind kind) {
    String cell = row.cell(field);
    boolean isLong = cell.codePointCount(0, cell.length()) > CITED_MAX;
    String cited = isLong ? cell.substring(0, cell.offsetByCodePoints(0, CITED_MAX)) + "…" : cell;
    return new SheetIssue(row.row(), field, kind, Map.of("cell", cited));
  }

  static SheetIssue limited(long row, SheetField field, Kind kind, long max) {
    return new SheetIssue(row, field, kind, Map.of("max", String.valueOf(max)));
  }
}
