package laotie.growth.tree;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import laotie.growth.Counter;
import laotie.growth.Entry;
import laotie.growth.Loyalty;
import laotie.growth.Loyalty.Purchase;
import laotie.growth.PersonDay;
import laotie.growth.Receipt;
import laotie.growth.Spans;
import laotie.growth.View;

/**
 * Counts one slice in one window, with the nodes of some levels below it, person after person: unions of
 * persons need no sets, since each person says for himself in which nodes he was. Any order of the persons
 * gives the same.
 *
 * <p>An instant that somebody watched in two tabs of one host belongs to the view that began first (of two
 * that began together, to the one with the smaller id), so that H adds up over sources and channels and is
 * at the root the union it is everywhere. Of a product's time counts what was watched while its card stood
 * there; its U are persons who saw it for at least three seconds of a valid view.
 */
public final class Tree {

  /** How soon after a question a payment answers it; growth specification. */
  public static final Duration MET_WITHIN = Duration.ofHours(24);

  /** How long without an effective order makes a buyer new again; growth specification. */
  public static final Duration NEW_AFTER = Duration.ofDays(365);

  private final Slice slice;
  private final Frame frame;
  private final Set<Level> levels;
  private final Map<String, Counter> counters;
  private final long asOf;
  private final Map<Level, Map<String, Tally>> nodes = new HashMap<>();
  private final Map<YearMonth, Cohort> cohorts = new TreeMap<>();
  private long newBuyers;
  private long newOrders;
  private long newMinor;
  private long restMinor;

  /**
   * A count of nobody yet.
   *
   * @param levels whose nodes are wanted, beside the whole
   * @param counters what stood before viewers, by show or clip; needed for products only
   * @param asOf until when a question could be answered
   */
  public Tree(Slice slice, Frame frame, Set<Level> levels, Map<String, Counter> counters, Instant asOf) {
    this.slice = slice;
    this.frame = frame;
    this.levels = Set.copyOf(levels);
    this.counters = counters;
    this.asOf = asOf.toEpochMilli();
  }

  public void add(Person person) {
    Map<Level, Map<String, Tally.One>> mine = new HashMap<>();
    Map<String, Map<String, View>> byHost = new HashMap<>();
    person.views().forEach((id, view) -> {
      boolean takesPart = slice.isOfHost(view.hostId()) && (!frame.isWhole() || slice.isFrom(view));
      if (takesPart) {
        byHost.computeIfAbsent(view.hostId(), host -> new HashMap<>()).put(id, view);
      }
    });
    byHost.values().forEach(views -> watched(views, mine));
    byHost.values().forEach(views -> views.values().forEach(view -> opened(view, person, mine)));
    person.receipts().values().forEach(receipt -> bought(receipt, mine));
    mine.forEach((level, ones) -> ones.forEach((id, one) -> nodes
        .computeIfAbsent(level, any -> new HashMap<>()).computeIfAbsent(id, any -> new Tally()).add(one)));
    related(person);
  }

  private void watched(Map<String, View> views, Map<Level, Map<String, Tally.One>> mine) {
    List<Piece> pieces = new ArrayList<>();
    views.forEach((id, view) -> {
      for (Spans part : frame.parts(view.played())) {
        if (part.millis() >= PersonDay.VALID_VIEW_MILLIS_MIN) {
          pieces.add(new Piece(id, view, part));
        }
      }
    });
    pieces.sort(Comparator.comparingLong((Piece piece) -> piece.played.first()).thenComparing(Piece::id));
    Spans taken = Spans.NONE;
    for (Piece piece : pieces) {
      Spans alone = piece.played.minus(taken);
      taken = taken.union(piece.played);
      if (slice.has(piece.view)) {
        watched(piece, alone, mine);
      }
    }
  }

  private void watched(Piece piece, Spans alone, Map<Level, Map<String, Tally.One>> mine) {
    boolean isOfProducts = levels.contains(Level.PRODUCT) || !slice.productId().isEmpty();
    Map<String, Spans> shown = isOfProducts ? counter(piece.view).shown(piece.played) : Map.of();
    if (slice.productId().isEmpty()) {
      nodes(piece.view.entry(), mine, new At(piece.view)).forEach(one -> one.watched(alone.millis()));
    } else if (isSeen(shown, slice.productId())) {
      long millis = alone.intersection(shown.get(slice.productId())).millis();
      nodes(piece.view.entry(), mine, new At(piece.view)).forEach(one -> one.watched(millis));
    }
    if (levels.contains(Level.PRODUCT)) {
      shown.forEach((product, spans) -> {
        if (isSeen(shown, product) && isWanted(product)) {
          one(mine, Level.PRODUCT, product).watched(alone.intersection(spans).millis());
        }
      });
    }
  }

  private boolean isWanted(String product) {
    return slice.productId().isEmpty() || slice.productId().equals(product);
  }

  private static boolean isSeen(Map<String, Spans> shown, String product) {
    Spans spans = shown.get(product);
    return spans != null && spans.millis() >= PersonDay.VALID_VIEW_MILLIS_MIN;
  }

  private Counter counter(View view) {
    String id = view.showId().isEmpty() ? view.clipId() : view.showId();
    return counters.getOrDefault(id, Counter.BARE);
  }

  private void opened(View view, Person person, Map<Level, Map<String, Tally.One>> mine) {
    if (!view.entry().isKnown() || !frame.has(view.entry().at()) || !slice.has(view)) {
      return;
    }
    boolean isOfProducts = levels.contains(Level.PRODUCT) || !slice.productId().isEmpty();
    Map<String, Spans> shown = isOfProducts ? counter(view).shown(view.played()) : Map.of();
    if (slice.productId().isEmpty() || isSeen(shown, slice.productId())) {
      Tally.Ask ask = ask(view, slice.productId(), person);
      nodes(view.entry(), mine, new At(view)).forEach(one -> one.opened(ask));
    }
    if (levels.contains(Level.PRODUCT)) {
      shown.keySet().forEach(product -> {
        if (isSeen(shown, product) && isWanted(product)) {
          one(mine, Level.PRODUCT, product).opened(ask(view, product, person));
        }
      });
    }
  }

  /** What became of the first question of a view, about one product or about any. */
  private Tally.Ask ask(View view, String product, Person person) {
    long asked = product.isEmpty()
        ? view.asks().values().stream().mapToLong(Long::longValue).min().orElse(Entry.NEVER)
        : view.asks().getOrDefault(product, Entry.NEVER);
    if (asked == Entry.NEVER) {
      return Tally.Ask.NONE;
    }
    long until = asked + MET_WITHIN.toMillis();
    if (until > asOf) {
      return Tally.Ask.OPEN;
    }
    for (Receipt receipt : person.receipts().values()) {
      boolean isAnswer = receipt.hostId().equals(view.hostId()) && receipt.paidAt() > asked
          && receipt.paidAt() <= until && (product.isEmpty() || receipt.products().containsKey(product));
      if (isAnswer) {
        return Tally.Ask.MET;
      }
    }
    return Tally.Ask.UNMET;
  }

  private void bought(Receipt receipt, Map<Level, Map<String, Tally.One>> mine) {
    if (!frame.has(receipt.paidAt()) || !slice.has(receipt)) {
      return;
    }
    long minor = minorOf(receipt);
    nodes(receipt.entry(), mine, new At(receipt)).forEach(one -> one.bought(minor));
    if (levels.contains(Level.PRODUCT)) {
      receipt.products().forEach((product, part) -> {
        if (isWanted(product)) {
          one(mine, Level.PRODUCT, product).bought(part);
        }
      });
      restMinor = Math.addExact(restMinor, slice.productId().isEmpty() ? receipt.restMinor() : 0);
    }
  }

  private long minorOf(Receipt receipt) {
    return slice.productId().isEmpty() ? receipt.gmvMinor() : receipt.products().get(slice.productId());
  }

  /** The nodes in which something that began so lies, but those of products. */
  private List<Tally.One> nodes(Entry entry, Map<Level, Map<String, Tally.One>> mine, At at) {
    List<Tally.One> ones = new ArrayList<>();
    ones.add(one(mine, Level.WHOLE, ""));
    for (Level level : levels) {
      String id = switch (level) {
        case HOST -> at.hostId;
        case SOURCE -> at.source.name();
        case SHOW -> at.showId;
        case CLIP -> at.clipId;
        case POOL -> entry.isKnown() ? entry.channel().pool().name() : "";
        case CHANNEL -> entry.isKnown() ? entry.channel().name() : "";
        case ENTRY -> entry.isKnown() ? entry.channel() + " " + entry.relation() : "";
        case WHOLE, PRODUCT -> "";
      };
      if (!id.isEmpty()) {
        ones.add(one(mine, level, id));
      }
    }
    return ones;
  }

  private static Tally.One one(Map<Level, Map<String, Tally.One>> mine, Level level, String id) {
    return mine.computeIfAbsent(level, any -> new HashMap<>()).computeIfAbsent(id, any -> new Tally.One());
  }

  /** New or known, host by host. */
  private void related(Person person) {
    Map<String, List<Receipt>> byHost = new HashMap<>();
    for (Receipt receipt : person.receipts().values()) {
      if (frame.has(receipt.paidAt()) && slice.has(receipt)) {
        byHost.computeIfAbsent(receipt.hostId(), host -> new ArrayList<>()).add(receipt);
      }
    }
    person.loyalties().keySet().stream().filter(slice::isOfHost)
        .forEach(host -> byHost.computeIfAbsent(host, any -> List.of()));
    byHost.forEach((host, receipts) ->
        related(receipts, person.loyalties().getOrDefault(host, Loyalty.NONE)));
  }

  private void related(List<Receipt> receipts, Loyalty loyalty) {
    long firstPaid = receipts.stream().mapToLong(Receipt::paidAt).min().orElse(Entry.NEVER);
    long firstEver = Entry.NEVER;
    boolean isKnown = false;
    for (Purchase purchase : loyalty.orders().values()) {
      if (purchase.isEffective()) {
        firstEver = Math.min(firstEver, purchase.paidAtMillis());
        isKnown |= purchase.paidAtMillis() < firstPaid
            && purchase.paidAtMillis() >= firstPaid - NEW_AFTER.toMillis();
      }
    }
    long minor = receipts.stream().mapToLong(this::minorOf).reduce(0, Math::addExact);
    boolean isNew = !receipts.isEmpty() && !isKnown;
    if (isNew) {
      newBuyers++;
      newOrders = Math.addExact(newOrders, receipts.size());
      newMinor = Math.addExact(newMinor, minor);
    } else if (firstEver < frame.to() || !receipts.isEmpty()) {
      YearMonth month = YearMonth.from(frame.days().dayOf(Instant.ofEpochMilli(firstEver)));
      cohorts.merge(month,
          new Cohort(month, 1, receipts.isEmpty() ? 0 : 1, receipts.size(), minor), Cohort::plus);
    }
  }

  /** All of the slice. */
  public Sums whole() {
    return nodes(Level.WHOLE).getOrDefault("", Sums.NONE);
  }

  /** The nodes of one level, by id; those in which nobody was have none. */
  public Map<String, Sums> nodes(Level level) {
    Map<String, Sums> sums = new TreeMap<>();
    nodes.getOrDefault(level, Map.of()).forEach((id, tally) -> sums.put(id, tally.sums()));
    return sums;
  }

  /** Of G by product, what no product brought: shipping. */
  public long restMinor() {
    return restMinor;
  }

  /** The same G by new and known customers. */
  public Relations relations() {
    return new Relations(newBuyers, newOrders, newMinor, List.copyOf(cohorts.values()));
  }

  /** A view on one day. */
  private record Piece(String id, View view, Spans played) {}

  /** Where in the tree something lies. */
  private record At(String hostId, Source source, String showId, String clipId) {

    At(View view) {
      this(view.hostId(), Source.of(view), view.showId(), view.clipId());
    }

    At(Receipt receipt) {
      this(receipt.hostId(), Source.of(receipt), receipt.showId(), receipt.clipId());
    }
  }
}
