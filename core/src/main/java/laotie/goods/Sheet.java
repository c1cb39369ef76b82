package laotie.goods;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import laotie.goods.SheetIssue.Kind;

/**
 * Reads products out of the rows of a host's table: the first row says what the product is, each row with
 * options, a number, a price or stock is a variant, and the others bring further pictures.
 */
public final class Sheet {

  /** Rows of one product: its variants, and pictures as many as the largest shops allow. */
  public static final int ROWS_MAX = 1_000;

  /** Characters of a handle. */
  public static final int HANDLE_MAX = 255;

  /** Addresses of pictures that are kept of one product. */
  public static final int PICTURES_MAX = 30;

  /** Characters of such an address. */
  public static final int PICTURE_URL_MAX = 1_000;

  private static final String BETWEEN_OPTIONS = " / ";
  private static final List<SheetField> OPTIONS =
      List.of(SheetField.OPTION1, SheetField.OPTION2, SheetField.OPTION3);
  private static final List<SheetField> OF_VARIANTS =
      List.of(SheetField.CODE, SheetField.PRICE, SheetField.STOCK);
  private static final String NO_OPTION = "default title";
  private static final Set<String> YES = Set.of("true", "yes", "y", "1", "是", "上架", "active", "在售", "已上架");
  private static final Set<String> NO =
      Set.of("false", "no", "n", "0", "否", "下架", "draft", "archived", "unlisted", "草稿", "已下架", "停售");

  /**
   * What the host says for the whole table.
   *
   * @param category for products without one
   * @param plainName the name of the only variant of a product without options
   * @param isHeldBack true keeps new products off the shelf until their host lists them
   */
  public record Rules(Currency currency, String category, String plainName, boolean isHeldBack) {
    public Rules {
      if (category.isBlank() || category.length() > Draft.NAME_MAX || plainName.isBlank()
          || plainName.length() > Draft.NAME_MAX) {
        throw new IllegalArgumentException("a category and a plain name are needed");
      }
    }
  }

  /** What was read: a product unless an issue is an error. */
  public record Reading(Optional<SheetProduct> product, List<SheetIssue> issues) {
    public Reading {
      issues = List.copyOf(issues);
    }
  }

  private final String handle;
  private final List<SheetRow> rows;
  private final Rules rules;
  private final List<SheetIssue> issues = new ArrayList<>();

  private Sheet(String handle, List<SheetRow> rows, Rules rules) {
    this.handle = handle;
    this.rows = rows;
    this.rules = rules;
  }

  /** The product of these rows, of which there is at least one. */
  public static Reading read(String handle, List<SheetRow> rows, Rules rules) {
    return new Sheet(handle, rows, rules).read();
  }

  /** What a product without a handle is known by: its title in small letters. */
  public static String handleOf(String title) {
    String plain = title.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return cut(plain, HANDLE_MAX);
  }

  private Reading read() {
    SheetRow first = rows.getFirst();
    if (rows.size() > ROWS_MAX) {
      issues.add(SheetIssue.limited(first.row(), SheetField.HANDLE, Kind.ROWS_TOO_MANY, ROWS_MAX));
      return new Reading(Optional.empty(), issues);
    }
    Optional<String> title = said(SheetField.TITLE, Draft.TITLE_MAX, Kind.TITLE_CUT);
    Optional<String> story = said(SheetField.STORY, Draft.STORY_MAX, Kind.STORY_CUT);
    SheetProduct product = new SheetProduct(first.row(), handle, title, story, category(), isListed(),
        items(), pictures());
    boolean isRefused = issues.stream().anyMatch(issue -> issue.kind().isError());
    return new Reading(isRefused ? Optional.empty() : Optional.of(product), issues);
  }

  /** The first cell of a column that says anything. */
  private Optional<SheetRow> first(SheetField field) {
    return rows.stream().filter(row -> !row.cell(field).isBlank()).findFirst();
  }

  private Optional<String> said(SheetField field, int max, Kind whenCut) {
    return first(field).map(row -> {
      String text = row.cell(field);
      if (text.length() > max) {
        issues.add(SheetIssue.limited(row.row(), field, whenCut, max));
      }
      return cut(text, max);
    });
  }

  /** The type, else the last step of the path in a taxonomy. */
  private Optional<String> category() {
    Optional<String> type = said(SheetField.TYPE, Draft.NAME_MAX, Kind.CATEGORY_CUT);
    return type.isPresent() ? type : first(SheetField.CATEGORY)
        .map(row -> row.cell(SheetField.CATEGORY))
        .map(path -> path.substring(path.lastIndexOf('>') + 1).strip())
        .filter(step -> !step.isEmpty())
        .map(step -> cut(step, Draft.NAME_MAX));
  }

  /** Listed unless the table says no anywhere; absent when it has no such column or says nothing. */
  private Optional<Boolean> isListed() {
    Optional<Boolean> published = yes(SheetField.PUBLISHED);
    Optional<Boolean> status = yes(SheetField.STATUS);
    return published.isEmpty() && status.isEmpty() ? Optional.empty()
        : Optional.of(published.orElse(true) && status.orElse(true));
  }

  private Optional<Boolean> yes(SheetField field) {
    return first(field).map(row -> {
      String word = row.cell(field).toLowerCase(Locale.ROOT);
      if (!YES.contains(word) && !NO.contains(word)) {
        issues.add(SheetIssue.citing(row, field, Kind.LISTING_UNREADABLE));
      }
      return YES.contains(word);
    });
  }

  private List<SheetProduct.Item> items() {
    List<SheetRow> said = rows.stream().filter(row -> !options(row).isEmpty()
        || OF_VARIANTS.stream().anyMatch(field -> !row.cell(field).isBlank())).toList();
    List<SheetRow> variants = said.isEmpty() ? List.of(rows.getFirst()) : said;
    if (variants.size() > Draft.VARIANTS_MAX) {
      issues.add(SheetIssue.limited(
          rows.getFirst().row(), SheetField.OPTION1, Kind.VARIANTS_TOO_MANY, Draft.VARIANTS_MAX));
      return List.of();
    }
    Map<String, Integer> codes = new TreeMap<>();
    variants.forEach(row -> codes.merge(row.cell(SheetField.CODE), 1, Integer::sum));
    List<SheetProduct.Item> items = new ArrayList<>();
    Set<Optional<String>> names = new HashSet<>();
    for (SheetRow row : variants) {
      // A number that stands at two variants tells them not apart.
      boolean isCoded = codes.get(row.cell(SheetField.CODE)) == 1;
      String code = isCoded ? cut(row.cell(SheetField.CODE), HANDLE_MAX) : "";
      Optional<String> name = name(row, variants.size() > 1);
      if (!names.add(name)) {
        issues.add(new SheetIssue(row.row(), SheetField.OPTION1, Kind.VARIANT_TWICE,
            Map.of("cell", name.orElse(rules.plainName()))));
      }
      items.add(new SheetProduct.Item(row.row(), code, options(row), name, price(row), stock(row)));
    }
    return items;
  }

  private static String options(SheetRow row) {
    List<String> options = new ArrayList<>();
    for (SheetField field : OPTIONS) {
      String option = row.cell(field);
      if (!option.isBlank() && !option.toLowerCase(Locale.ROOT).equals(NO_OPTION)) {
        options.add(option);
      }
    }
    return cut(String.join(BETWEEN_OPTIONS, options), HANDLE_MAX);
  }

  /** The options, else the number where it must tell variants apart. */
  private Optional<String> name(SheetRow row, boolean isOneOfMany) {
    String options = options(row);
    String name = !options.isEmpty() ? options : isOneOfMany ? row.cell(SheetField.CODE) : "";
    if (name.length() > Draft.NAME_MAX) {
      issues.add(SheetIssue.limited(row.row(), SheetField.OPTION1, Kind.VARIANT_NAME_CUT, Draft.NAME_MAX));
    }
    return name.isBlank() ? Optional.empty() : Optional.of(cut(name, Draft.NAME_MAX));
  }

  private OptionalLong price(SheetRow row) {
    if (row.cell(SheetField.PRICE).isBlank()) {
      return OptionalLong.empty();
    }
    OptionalLong minor = SheetNumbers.minor(row.cell(SheetField.PRICE), rules.currency());
    if (minor.isEmpty()) {
      issues.add(SheetIssue.citing(row, SheetField.PRICE, Kind.PRICE_UNREADABLE));
    } else if (minor.getAsLong() < 1 || minor.getAsLong() > Draft.PRICE_MINOR_MAX) {
      issues.add(SheetIssue.citing(row, SheetField.PRICE, Kind.PRICE_OUT_OF_RANGE));
    }
    return minor;
  }

  private OptionalLong stock(SheetRow row) {
    if (row.cell(SheetField.STOCK).isBlank()) {
      return OptionalLong.empty();
    }
    OptionalLong units = SheetNumbers.units(row.cell(SheetField.STOCK));
    if (units.isEmpty()) {
      issues.add(SheetIssue.citing(row, SheetField.STOCK, Kind.STOCK_UNREADABLE));
      return units;
    }
    if (units.getAsLong() > Draft.SUPPLY_MAX) {
      issues.add(SheetIssue.citing(row, SheetField.STOCK, Kind.STOCK_TOO_LARGE));
    } else if (units.getAsLong() < 0) {
      issues.add(SheetIssue.citing(row, SheetField.STOCK, Kind.STOCK_NEGATIVE));
    }
    return OptionalLong.of(Math.max(0, units.getAsLong()));
  }

  private List<String> pictures() {
    Set<String> urls = new LinkedHashSet<>();
    for (SheetRow row : rows) {
      String url = row.cell(SheetField.PICTURE);
      if (!url.isBlank() && url.length() <= PICTURE_URL_MAX && urls.size() < PICTURES_MAX) {
        urls.add(url);
      }
    }
    return List.copyOf(urls);
  }

  /** The first {@code max} characters, and no half of a pair of surrogates. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max).strip();
  }
}
