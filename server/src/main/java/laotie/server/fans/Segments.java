package laotie.server.fans;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import laotie.fans.FansReason;
import laotie.server.fans.Fans.Article;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/**
 * The segments of a host's consenting fans: by tier, by last purchase, by what they bought and asked for.
 * Their codes are {@code all}, {@code fan}, {@code loyal}, {@code laotie}, {@code bought-30d},
 * {@code lapsed}, {@code new}, {@code win-back}, {@code category:…}, {@code size:…} and {@code asked:…}.
 */
@Singleton
final class Segments {

  /** Purchases looked at to name categories and sizes. */
  private static final int BOUGHT_MAX = 50_000;

  /** Segments of one kind that are listed, the largest first. */
  private static final int LISTED_MAX = 12;

  /** Characters of a code; names of categories and sizes are half as long. */
  private static final int CODE_MAX = 80;

  private static final Set<String> PLAIN =
      Set.of("all", "fan", "loyal", "laotie", "bought-30d", "lapsed", "new");
  /** Whom a word may bring back; nobody is told who stands behind it but by who consents. */
  private static final String WIN_BACK = "win-back";

  /** Of those whom a host misses, so many are looked at. */
  private static final int MISSED_MAX = 500;

  private static final String CATEGORY = "category:";
  private static final String SIZE = "size:";
  private static final String ASKED = "asked:";

  private final Database database;
  private final BondBook book;
  private final Instance<Fans.Shelf> shelf;
  private final Instance<Fans.Foresight> foresight;
  private final InstantSource clock;

  Segments(
      Database database, BondBook book, Instance<Fans.Shelf> shelf, Instance<Fans.Foresight> foresight,
      InstantSource clock) {
    this.database = database;
    this.book = book;
    this.shelf = shelf;
    this.foresight = foresight;
    this.clock = clock;
  }

  /**
   * A segment and how many stand in it.
   *
   * @param label what it is about, such as a category or a product's title; empty when the code says it all
   */
  record Counted(String segment, String label, long fans) {}

  List<Counted> counts(String hostId) {
    Map<String, Long> plain = database.read(
        connection -> SegmentStore.counts(connection, hostId, book.today(), clock.instant()));
    List<Counted> counted = new ArrayList<>();
    plain.forEach((code, fans) -> counted.add(new Counted(code, "", fans)));
    counted.add(new Counted(WIN_BACK, "", database.<List<String>>read(connection ->
        SegmentStore.members(connection, missed(hostId), "", MISSED_MAX)).size()));
    List<SegmentStore.Bought> bought = bought(hostId);
    Map<String, Article> articles = articles(bought);
    counted.addAll(grouped(CATEGORY, bought, (one, article) -> article.category(), articles));
    counted.addAll(grouped(SIZE, bought, (one, article) -> article.sizes().getOrDefault(one.skuId(), ""),
        articles));
    Map<String, Long> asked =
        database.read(connection -> SegmentStore.asked(connection, hostId, LISTED_MAX));
    Map<String, Article> wanted = shelf.get().articles(asked.keySet());
    asked.forEach((productId, fans) -> {
      if (wanted.containsKey(productId)) {
        counted.add(new Counted(ASKED + productId, wanted.get(productId).title(), fans));
      }
    });
    return counted;
  }

  private static List<Counted> grouped(
      String prefix, List<SegmentStore.Bought> bought,
      BiFunction<SegmentStore.Bought, Article, String> name, Map<String, Article> articles) {
    Map<String, Set<String>> viewers = new HashMap<>();
    for (SegmentStore.Bought one : bought) {
      Article article = articles.get(one.productId());
      String label = article == null ? "" : name.apply(one, article);
      if (!label.isEmpty()) {
        viewers.computeIfAbsent(label, first -> new HashSet<>()).add(one.viewerId());
      }
    }
    return viewers.entrySet().stream()
        .map(entry -> new Counted(prefix + entry.getKey(), entry.getKey(), entry.getValue().size()))
        .sorted(Comparator.comparingLong(Counted::fans).reversed().thenComparing(Counted::segment))
        .limit(LISTED_MAX).toList();
  }

  /** What a code means for this host; refuses one that is not among those that are counted for him. */
  SegmentStore.Wanted wanted(String hostId, String code) {
    if (PLAIN.contains(code)) {
      return wanted(hostId, code, List.of(), "");
    }
    if (code.equals(WIN_BACK)) {
      return missed(hostId);
    }
    if (code.length() > CODE_MAX || counts(hostId).stream().noneMatch(one -> one.segment().equals(code))) {
      throw Problem.of(FansReason.SEGMENT_UNKNOWN, "no such segment");
    }
    if (code.startsWith(ASKED)) {
      return wanted(hostId, "asked", List.of(), code.substring(ASKED.length()));
    }
    if (code.startsWith(CATEGORY)) {
      String category = code.substring(CATEGORY.length());
      return wanted(hostId, "sku", skus(hostId, (one, article) -> article.category().equals(category)), "");
    }
    String size = code.substring(SIZE.length());
    return wanted(hostId, "sku",
        skus(hostId, (one, article) -> size.equals(article.sizes().get(one.skuId()))), "");
  }

  private SegmentStore.Wanted missed(String hostId) {
    return wanted(hostId, "these", foresight.get().winBacks(hostId, MISSED_MAX), "");
  }

  /** The code without what it is about, such as {@code size}: words of people stay out of facts. */
  static String kindOf(String code) {
    return code.split(":", 2)[0];
  }

  private SegmentStore.Wanted wanted(String hostId, String kind, List<String> ids, String productId) {
    return new SegmentStore.Wanted(hostId, kind, ids, productId, book.today(), clock.instant());
  }

  private List<String> skus(String hostId, BiFunction<SegmentStore.Bought, Article, Boolean> fits) {
    List<SegmentStore.Bought> bought = bought(hostId);
    Map<String, Article> articles = articles(bought);
    Set<String> skuIds = new LinkedHashSet<>();
    for (SegmentStore.Bought one : bought) {
      Article article = articles.get(one.productId());
      if (article != null && fits.apply(one, article)) {
        skuIds.add(one.skuId());
      }
    }
    return List.copyOf(skuIds);
  }

  private List<SegmentStore.Bought> bought(String hostId) {
    return database.read(connection -> SegmentStore.bought(connection, hostId, BOUGHT_MAX));
  }

  private Map<String, Article> articles(List<SegmentStore.Bought> bought) {
    Map<String, Article> found = new LinkedHashMap<>();
    found.putAll(shelf.get().articles(
        bought.stream().map(SegmentStore.Bought::productId).distinct().toList()));
    return found;
  }
}
