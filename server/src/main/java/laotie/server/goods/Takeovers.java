package laotie.server.goods;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Fact;
import laotie.goods.Sheet;
import laotie.goods.SheetField;
import laotie.goods.SheetIssue;
import laotie.goods.SheetIssue.Kind;
import laotie.goods.SheetProduct;
import laotie.goods.Takeover;
import laotie.goods.Takeover.Known;
import laotie.goods.Takeover.Shelved;
import laotie.goods.Takeover.ShelvedItem;
import laotie.server.goods.Goods.StockRow;
import laotie.server.goods.SourceStore.Source;
import laotie.server.goods.StagedStore.Issue;
import laotie.server.goods.StagedStore.Outcome;
import laotie.server.goods.StagedStore.StagedProduct;
import laotie.server.goods.StagedStore.StagedRow;
import laotie.server.http.Ids;
import laotie.server.log.Log;

/** Decides what becomes of products of a table, and puts them on the shelf. */
@Singleton
final class Takeovers {

  private final Goods goods;
  private final Shelf shelf;
  private final Log log;
  private final SheetJson json;

  Takeovers(Goods goods, Shelf shelf, Log log, SheetJson json) {
    this.goods = goods;
    this.shelf = shelf;
    this.log = log;
    this.json = json;
  }

  /** Some products of one import: whose they are, how the table is to be read, and its header. */
  record Asked(
      String importId, String hostId, Imports.Settings settings, List<String> columns,
      List<StagedProduct> products) {}

  /**
   * What was found or done.
   *
   * @param skuIds variants whose price or name may have changed
   */
  record Result(List<StagedProduct> products, List<Issue> issues, int pictures, List<String> skuIds) {}

  /** A product of the table as it would look, and what would become of it. */
  record Looked(
      StagedProduct staged, Optional<SheetProduct> product, Optional<Takeover.Outcome> outcome,
      List<SheetIssue> issues) {}

  /** What would become of these products now; {@code broken} are handles with rows that cannot be read. */
  Result look(Connection connection, Asked asked, Set<String> broken) throws SQLException {
    List<StagedProduct> products = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    int pictures = 0;
    for (Looked looked : looked(connection, asked, broken)) {
      StagedProduct staged = looked.staged();
      String title = looked.product().flatMap(SheetProduct::title).orElse("");
      pictures += looked.product().map(product -> product.pictureUrls().size()).orElse(0);
      products.add(new StagedProduct(
          staged.number(), staged.handle(), title, planned(looked), staged.productId()));
      looked.issues().forEach(issue -> issues.add(issue(asked, staged.handle(), issue)));
    }
    return new Result(products, issues, pictures, List.of());
  }

  private static Outcome planned(Looked looked) {
    if (looked.outcome().isEmpty()) {
      return Outcome.REFUSED;
    }
    return switch (looked.outcome().get()) {
      case Takeover.Outcome.Put _ ->
          looked.staged().productId().isEmpty() ? Outcome.NEW : Outcome.CHANGES;
      case Takeover.Outcome.Same _ -> Outcome.SAME;
      case Takeover.Outcome.Refused _ -> Outcome.REFUSED;
    };
  }

  /** The same with all that is needed to show it. */
  List<Looked> looked(Connection connection, Asked asked, Set<String> broken) throws SQLException {
    Map<String, Sheet.Reading> readings = readings(connection, asked, broken);
    Map<String, Source> sources =
        SourceStore.sources(connection, asked.hostId(), readings.keySet(), false);
    Map<String, Shelved> shelved =
        SourceStore.shelved(connection, asked.hostId(), productIds(sources.values()), false);
    List<Looked> looked = new ArrayList<>();
    for (StagedProduct staged : asked.products()) {
      Sheet.Reading reading = readings.get(staged.handle());
      Optional<Takeover.Outcome> outcome = reading.product().map(product ->
          decide(asked, product, known(staged.handle(), sources, shelved)));
      List<SheetIssue> issues = new ArrayList<>(reading.issues());
      outcome.ifPresent(decided -> issues.addAll(decided.issues()));
      Source source = sources.get(staged.handle());
      looked.add(new Looked(new StagedProduct(staged.number(), staged.handle(), staged.title(),
          staged.outcome(), source == null ? "" : source.productId()), reading.product(), outcome, issues));
    }
    return looked;
  }

  private Map<String, Sheet.Reading> readings(Connection connection, Asked asked, Set<String> broken)
      throws SQLException {
    List<String> handles = asked.products().stream().map(StagedProduct::handle).toList();
    Map<String, List<StagedRow>> rows = StagedStore.rows(connection, asked.importId(), handles);
    Map<String, Sheet.Reading> readings = new LinkedHashMap<>();
    for (StagedProduct staged : asked.products()) {
      if (broken.contains(staged.handle())) {
        readings.put(staged.handle(), new Sheet.Reading(Optional.empty(),
            List.of(SheetIssue.of(staged.number(), SheetField.HANDLE, Kind.ROW_BROKEN))));
      } else {
        readings.put(staged.handle(), Sheet.read(staged.handle(),
            rows.get(staged.handle()).stream().map(json::row).toList(), asked.settings().rules()));
      }
    }
    return readings;
  }

  /**
   * Takes these products over in the caller's transaction. Sources, products and stock rows are locked each
   * in the order of their ids, as by everybody who writes them.
   */
  Result apply(Connection connection, Asked asked, Instant now) throws SQLException {
    Map<String, Sheet.Reading> readings = readings(connection, asked, Set.of());
    Map<String, Source> sources =
        SourceStore.sources(connection, asked.hostId(), readings.keySet(), true);
    Map<String, Shelved> shelved =
        SourceStore.shelved(connection, asked.hostId(), productIds(sources.values()), true);
    lockSupplied(connection, asked, readings, new OnShelf(sources, shelved));
    List<StagedProduct> products = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<String> skuIds = new ArrayList<>();
    for (StagedProduct staged : asked.products()) {
      SheetProduct product = readings.get(staged.handle()).product().orElseThrow();
      Optional<Source> source = Optional.ofNullable(sources.get(staged.handle()));
      Optional<Known> known = known(staged.handle(), sources, shelved);
      Takeover.Outcome outcome = decide(asked, product, known);
      String productId = source.map(Source::productId).orElse("");
      Outcome became = switch (outcome) {
        case Takeover.Outcome.Put put -> {
          productId = known.isPresent() ? productId : Ids.next("prd");
          Shelf.Owned owned = new Shelf.Owned(productId, asked.hostId());
          boolean wasListed = known.map(Known::shelved).map(Shelved::isListed).orElse(false);
          facts.addAll(shelf.put(connection, owned,
              new Shelf.Placed(put.draft(), put.fresh(), known.isEmpty(), wasListed, put.isListed()), now));
          put.draft().variants().forEach(variant -> skuIds.add(variant.skuId()));
          yield known.isPresent() ? Outcome.CHANGED : Outcome.CREATED;
        }
        case Takeover.Outcome.Same _ -> Outcome.UNCHANGED;
        case Takeover.Outcome.Refused refused -> {
          refused.issues().stream().filter(issue -> issue.kind().isError())
              .forEach(issue -> issues.add(issue(asked, staged.handle(), issue)));
          yield Outcome.REFUSED;
        }
      };
      remember(connection, asked, new Came(product, outcome, source, productId), now);
      products.add(new StagedProduct(
          staged.number(), staged.handle(), staged.title(), became, productId));
    }
    if (!facts.isEmpty()) {
      log.append(connection, now, facts);
    }
    return new Result(products, issues, 0, skuIds);
  }

  private record OnShelf(Map<String, Source> sources, Map<String, Shelved> shelved) {}

  /** Locks the stock rows that may change, and looks at them again: the till may have been there. */
  private void lockSupplied(
      Connection connection, Asked asked, Map<String, Sheet.Reading> readings, OnShelf onShelf)
      throws SQLException {
    Set<String> supplied = new TreeSet<>();
    for (StagedProduct staged : asked.products()) {
      Optional<Known> known = known(staged.handle(), onShelf.sources(), onShelf.shelved());
      if (known.isPresent()) {
        // Refused ones are locked too: what they lack may have come back.
        known.get().shelved().items().stream()
            .filter(item -> changesSupply(asked, readings.get(staged.handle()), known.get(), item))
            .forEach(item -> supplied.add(item.skuId()));
      }
    }
    if (supplied.isEmpty()) {
      return;
    }
    Map<String, StockRow> stock = goods.lockStock(connection, List.copyOf(supplied));
    onShelf.shelved().replaceAll((_, product) -> new Shelved(product.title(), product.story(),
        product.category(), product.isListed(), product.items().stream().map(item -> {
          StockRow row = stock.get(item.skuId());
          return row == null ? item : new ShelvedItem(
              item.skuId(), item.name(), item.price(), row.available(), item.isOffered());
        }).toList()));
  }

  private boolean changesSupply(Asked asked, Sheet.Reading reading, Known known, ShelvedItem item) {
    return switch (decide(asked, reading.product().orElseThrow(), Optional.of(known))) {
      case Takeover.Outcome.Put put -> put.draft().variants().stream()
          .anyMatch(variant -> variant.skuId().equals(item.skuId()) && variant.supply() != 0);
      case Takeover.Outcome.Same _ -> false;
      case Takeover.Outcome.Refused _ -> true;
    };
  }

  private record Came(
      SheetProduct product, Takeover.Outcome outcome, Optional<Source> source, String productId) {}

  private void remember(Connection connection, Asked asked, Came came, Instant now) throws SQLException {
    Optional<Takeover.Taken> taken = switch (came.outcome()) {
      case Takeover.Outcome.Put put -> Optional.of(put.taken());
      case Takeover.Outcome.Same same -> Optional.of(same.taken());
      case Takeover.Outcome.Refused _ -> Optional.empty();
    };
    if (taken.isEmpty()) {
      return;
    }
    Source next = new Source(came.product().handle(), came.productId(), json.of(taken.get()),
        json.of(came.product().pictureUrls()));
    boolean isNews = came.source().isEmpty()
        || !json.taken(came.source().get().taken()).equals(taken.get())
        || !json.texts(came.source().get().pictureUrls()).equals(came.product().pictureUrls());
    if (isNews) {
      SourceStore.put(connection, asked.hostId(), next, now);
    }
  }

  private static Takeover.Outcome decide(Asked asked, SheetProduct product, Optional<Known> known) {
    return Takeover.decide(product, asked.settings().rules(), known, () -> Ids.next("sku"));
  }

  private Optional<Known> known(
      String handle, Map<String, Source> sources, Map<String, Shelved> shelved) {
    Source source = sources.get(handle);
    return source == null || !shelved.containsKey(source.productId()) ? Optional.empty()
        : Optional.of(new Known(json.taken(source.taken()), shelved.get(source.productId())));
  }

  private static List<String> productIds(Collection<Source> sources) {
    return sources.stream().map(Source::productId).sorted().toList();
  }

  /** An issue as it is kept, under the header of its column. */
  Issue issue(Asked asked, String handle, SheetIssue issue) {
    Integer place = asked.settings().places().get(issue.field());
    String column = place == null || place >= asked.columns().size() ? "" : asked.columns().get(place);
    return new Issue(0, (int) issue.row(), handle, column, "imports.issue." + issue.kind().name(),
        json.of(issue.values()), issue.kind().words(), issue.kind().isError());
  }
}
