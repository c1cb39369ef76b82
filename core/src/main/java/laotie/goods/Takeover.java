package laotie.goods;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import laotie.fact.Money;
import laotie.goods.Draft.Variant;
import laotie.goods.SheetIssue.Kind;

/**
 * Takes a product of a table over to the shelf. What the table changed since it was last taken over is
 * taken; what the host changed here since then stays. So the same table a second time changes nothing, and
 * stock that was sold here is not put back: of stock, only the difference to the last table is added.
 */
public final class Takeover {

  private final SheetProduct sheet;
  private final Sheet.Rules rules;
  private final Optional<Taken> last;
  private final Optional<Shelved> shelved;
  private final Supplier<String> skuIds;
  private final List<SheetIssue> issues = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private final List<TakenItem> taken = new ArrayList<>();
  private final Set<String> fresh = new HashSet<>();
  private boolean isChanged;

  /** What was last taken over of one product; what that table did not say is absent. */
  public record Taken(
      Optional<String> title, Optional<String> story, Optional<String> category, Optional<Boolean> isListed,
      List<TakenItem> items) {
    public Taken {
      items = List.copyOf(items);
    }
  }

  /**
   * What was last taken over of one variant.
   *
   * @param name empty when the table gave it none
   * @param priceMinor below zero when the table did not say it
   * @param stock units of the table, 0 when it did not say them
   */
  public record TakenItem(
      String skuId, String code, String options, String name, long priceMinor, String currency, long stock) {}

  /** The product as it stands on the shelf. */
  public record Shelved(
      String title, String story, String category, boolean isListed, List<ShelvedItem> items) {
    public Shelved {
      items = List.copyOf(items);
    }
  }

  /**
   * A variant on the shelf.
   *
   * @param available units that can still be promised
   * @param isOffered false when its host dropped it
   */
  public record ShelvedItem(String skuId, String name, Money price, long available, boolean isOffered) {}

  /** What follows. */
  public sealed interface Outcome {
    List<SheetIssue> issues();

    /**
     * The shelf changes.
     *
     * @param fresh the variants of the draft that are new
     */
    record Put(
        Draft draft, boolean isListed, Set<String> fresh, Taken taken, List<SheetIssue> issues)
        implements Outcome {
      public Put {
        fresh = Set.copyOf(fresh);
        issues = List.copyOf(issues);
      }
    }

    /** Nothing changes on the shelf. */
    record Same(Taken taken, List<SheetIssue> issues) implements Outcome {
      public Same {
        issues = List.copyOf(issues);
      }
    }

    /** Nothing of the product is taken over. */
    record Refused(List<SheetIssue> issues) implements Outcome {
      public Refused {
        issues = List.copyOf(issues);
      }
    }
  }

  private Takeover(
      SheetProduct sheet, Sheet.Rules rules, Optional<Known> known, Supplier<String> skuIds) {
    this.sheet = sheet;
    this.rules = rules;
    this.last = known.map(Known::last);
    this.shelved = known.map(Known::shelved);
    this.skuIds = skuIds;
  }

  /** A product that came from a table before. */
  public record Known(Taken last, Shelved shelved) {
    public Known {
      Objects.requireNonNull(last);
      Objects.requireNonNull(shelved);
    }
  }

  /**
   * What follows from a product of a table.
   *
   * @param known absent for a product that never came before
   * @param skuIds makes the ids of new variants
   */
  public static Outcome decide(
      SheetProduct sheet, Sheet.Rules rules, Optional<Known> known, Supplier<String> skuIds) {
    return new Takeover(sheet, rules, known, skuIds).decide();
  }

  private Outcome decide() {
    if (shelved.isEmpty() && sheet.title().isEmpty()) {
      issues.add(SheetIssue.of(sheet.row(), SheetField.TITLE, Kind.TITLE_MISSING));
    }
    String title = picked(sheet.title(), last.flatMap(Taken::title), shelved.map(Shelved::title), "");
    String story = picked(sheet.story(), last.flatMap(Taken::story), shelved.map(Shelved::story), "");
    String category = picked(sheet.category(), last.flatMap(Taken::category),
        shelved.map(Shelved::category), rules.category());
    boolean isListed = picked(sheet.isListed(), last.flatMap(Taken::isListed),
        shelved.map(Shelved::isListed), true);
    takeItems();
    keepOwnItems();
    isChanged |= shelved.isEmpty();
    Taken next = new Taken(sheet.title().or(() -> last.flatMap(Taken::title)),
        sheet.story().or(() -> last.flatMap(Taken::story)),
        sheet.category().or(() -> last.flatMap(Taken::category)),
        sheet.isListed().or(() -> last.flatMap(Taken::isListed)), taken);
    if (issues.stream().anyMatch(issue -> issue.kind().isError())) {
      return new Outcome.Refused(issues);
    }
    if (!isChanged) {
      return new Outcome.Same(next, issues);
    }
    Draft draft = new Draft(title, story, category, variants);
    Optional<SheetIssue> wrong = wrong(draft);
    if (wrong.isPresent()) {
      issues.add(wrong.get());
      return new Outcome.Refused(issues);
    }
    return new Outcome.Put(
        draft, isListed && !(shelved.isEmpty() && rules.isHeldBack()), fresh, next, issues);
  }

  /** What the table says if it says something new, else what the shelf has, else {@code otherwise}. */
  private <T> T picked(Optional<T> said, Optional<T> before, Optional<T> now, T otherwise) {
    boolean isNews = said.isPresent() && !said.equals(before);
    T picked = isNews || now.isEmpty() ? said.orElse(otherwise) : now.get();
    isChanged |= now.isPresent() && !picked.equals(now.get());
    return picked;
  }

  private void takeItems() {
    Map<String, ShelvedItem> onShelf = new LinkedHashMap<>();
    shelved.ifPresent(product -> product.items().forEach(item -> onShelf.put(item.skuId(), item)));
    Map<Long, TakenItem> known = knownAgain();
    for (SheetProduct.Item item : sheet.items()) {
      TakenItem before = known.get(item.row());
      if (before == null || !onShelf.containsKey(before.skuId())) {
        add(item);
      } else {
        edit(item, before, onShelf.get(before.skuId()));
      }
    }
    Set<String> met = new HashSet<>();
    known.values().forEach(item -> met.add(item.skuId()));
    // The table no longer has it: it is no longer offered.
    isChanged |= last.map(Taken::items).orElse(List.of()).stream()
        .filter(item -> !met.contains(item.skuId())).map(item -> onShelf.get(item.skuId()))
        .anyMatch(item -> item != null && item.isOffered());
  }

  /** Variants that came before, by the row in which they come now: by their number, else by their options. */
  private Map<Long, TakenItem> knownAgain() {
    List<TakenItem> free = new ArrayList<>(last.map(Taken::items).orElse(List.of()));
    Map<Long, TakenItem> known = new HashMap<>();
    boolean isOnlyOne = free.size() == 1 && sheet.items().size() == 1;
    for (boolean isByCode : List.of(true, false)) {
      for (SheetProduct.Item item : sheet.items()) {
        boolean isTold = isByCode ? !item.code().isEmpty() : !item.options().isEmpty() || isOnlyOne;
        Optional<TakenItem> same = known.containsKey(item.row()) || !isTold ? Optional.empty()
            : free.stream().filter(before -> isByCode ? before.code().equals(item.code())
                : before.options().equals(item.options())).findFirst();
        same.ifPresent(before -> {
          known.put(item.row(), before);
          free.remove(before);
        });
      }
    }
    return known;
  }

  private void add(SheetProduct.Item item) {
    if (item.priceMinor().isEmpty()) {
      issues.add(SheetIssue.of(item.row(), SheetField.PRICE, Kind.PRICE_MISSING));
    }
    if (item.stock().isEmpty()) {
      issues.add(SheetIssue.of(item.row(), SheetField.STOCK, Kind.STOCK_MISSING));
    }
    String skuId = skuIds.get();
    fresh.add(skuId);
    isChanged = true;
    String name = item.name().orElse(rules.plainName());
    variants.add(new Variant(skuId, name, new Money(item.priceMinor().orElse(0), rules.currency()),
        item.stock().orElse(0)));
    taken.add(new TakenItem(skuId, item.code(), item.options(), item.name().orElse(""),
        item.priceMinor().orElse(-1), rules.currency().getCurrencyCode(), item.stock().orElse(0)));
  }

  private void edit(SheetProduct.Item item, TakenItem before, ShelvedItem now) {
    long stock = item.stock().orElse(before.stock());
    taken.add(new TakenItem(before.skuId(), item.code().isEmpty() ? before.code() : item.code(),
        item.options(), item.name().orElse(before.name()), item.priceMinor().orElse(before.priceMinor()),
        item.priceMinor().isPresent() ? rules.currency().getCurrencyCode() : before.currency(), stock));
    if (!now.isOffered()) {
      return;
    }
    String name = picked(
        item.name(), Optional.of(before.name()), Optional.of(now.name()), "");
    Money price = picked(money(item.priceMinor()), money(before), Optional.of(now.price()), now.price());
    long change = Math.subtractExact(stock, before.stock());
    if (now.available() + change < 0) {
      issues.add(new SheetIssue(item.row(), SheetField.STOCK, Kind.SUPPLY_BELOW_PROMISED, Map.of(
          "available", String.valueOf(now.available()), "less", String.valueOf(-change))));
    }
    isChanged |= change != 0;
    variants.add(new Variant(now.skuId(), name, price, change));
  }

  private Optional<Money> money(OptionalLong minor) {
    return minor.isPresent() ? Optional.of(new Money(minor.getAsLong(), rules.currency()))
        : Optional.empty();
  }

  private static Optional<Money> money(TakenItem item) {
    return item.priceMinor() < 0 ? Optional.empty() : Optional.of(
        new Money(item.priceMinor(), Currency.getInstance(item.currency())));
  }

  /** Variants the host added here stay behind those of the table. */
  private void keepOwnItems() {
    Set<String> ofTable = new HashSet<>();
    last.ifPresent(before -> before.items().forEach(item -> ofTable.add(item.skuId())));
    for (ShelvedItem item : shelved.map(Shelved::items).orElse(List.of())) {
      if (item.isOffered() && !ofTable.contains(item.skuId())) {
        variants.add(new Variant(item.skuId(), item.name(), item.price(), 0));
      }
    }
  }

  /** What the shelf refuses beyond what the table was asked: all variants of a product together. */
  private Optional<SheetIssue> wrong(Draft draft) {
    return draft.wrong().map(wrong -> wrong.pointer().endsWith("/currency")
        ? SheetIssue.of(sheet.row(), SheetField.PRICE, Kind.CURRENCIES_MIXED)
        : wrong.pointer().endsWith("/price/minor")
            ? SheetIssue.of(sheet.row(), SheetField.PRICE, Kind.PRICE_OUT_OF_RANGE)
            : wrong.pointer().equals("/title")
                ? SheetIssue.of(sheet.row(), SheetField.TITLE, Kind.TITLE_MISSING)
                : SheetIssue.limited(
                    sheet.row(), SheetField.OPTION1, Kind.VARIANTS_TOO_MANY, Draft.VARIANTS_MAX));
  }
}
