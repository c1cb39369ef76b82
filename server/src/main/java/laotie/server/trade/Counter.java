package laotie.server.trade;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.http.Caller;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.trade.Command.Claim;
import laotie.server.trade.Command.Key;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.OrderApi.LineBody;
import laotie.server.trade.OrderApi.OrderBody;
import laotie.trade.Basket;
import laotie.trade.Basket.Wanted;
import laotie.trade.Checkout;
import laotie.trade.Limit;
import laotie.trade.Offer;
import laotie.trade.Wish;

/** Prepares what goes to the till, without a trip to the database, and says who may see an order. */
@Singleton
final class Counter {

  private final Database database;
  private final Goods goods;
  private final Sources sources;
  private final Favours favours;
  private final Limits limits;
  private final Seal seal;
  private final People people;

  Counter(Database database, Goods goods, Sources sources, Given given, Trust trust) {
    this.database = database;
    this.goods = goods;
    this.sources = sources;
    this.favours = given.favours();
    this.limits = given.limits();
    this.seal = trust.seal();
    this.people = trust.people();
  }

  /** What buyers are given, and how much. */
  @Singleton
  record Given(Favours favours, Limits limits) {}

  /** What keeps secrets, and who may see what. */
  @Singleton
  record Trust(Seal seal, People people) {}

  /** Who asks, with which key, in which request. */
  record Asking(String buyerId, String key, RoutingContext context) {}

  /** The command of a checked body; refuses fields that name nothing. */
  Command.Place place(Asking asking, OrderBody body) {
    String buyerId = asking.buyerId();
    if (body.lines().isEmpty()) {
      throw Problem.field("/lines", "an order has lines");
    }
    if (body.lines().size() > Checkout.LINES_MAX) {
      throw Problem.field("/lines", "at most " + Checkout.LINES_MAX + " lines");
    }
    List<Wanted> wanted = new ArrayList<>(body.lines().size());
    List<LineText> texts = new ArrayList<>(body.lines().size());
    for (int i = 0; i < body.lines().size(); i++) {
      LineBody line = body.lines().get(i);
      int at = i;
      SkuForSale sku = goods.sku(line.skuId())
          .orElseThrow(() -> Problem.field("/lines/" + at + "/skuId", "no such variant"));
      Favours.Given given = favours.of(buyerId, sku);
      wanted.add(new Wanted(new Offer(sku.skuId(), sku.productId(), sku.hostId(), given.price(),
          sku.isListed()), line.quantity()));
      texts.add(new LineText(sku.title(), sku.name(), sku.pictureUrl(), given.reduction()));
    }
    String hostId = wanted.getFirst().offer().hostId();
    Sources.Source source = sources.of(asking, hostId, body.viewId().orElse(""));
    Basket basket = new Basket(
        Ids.next("ord"), buyerId, wanted, source.showId(), source.clipId(), source.viewId(),
        source.viewId().isEmpty() ? favours.known(source.origin(), buyerId, hostId) : source.origin());
    Claim claim = new Claim(new Key(buyerId, asking.key()), hash(body));
    return new Command.Place(claim, basket, texts, OrderStore.originJson(source.origin()),
        address(buyerId, body), wish(body, basket));
  }

  private Wish wish(OrderBody body, Basket basket) {
    List<Limit> found = limits.of(basket.wanted().stream().map(one -> one.offer().productId()).toList());
    return body.partial() || !found.isEmpty() ? new Wish(body.partial(), found) : Wish.PLAIN;
  }

  private byte[] address(String buyerId, OrderBody body) {
    if (body.address().isPresent()) {
      body.address().get().check("/address");
      return body.address().get().sealed(seal);
    }
    return database.read(connection -> AddressStore.read(connection, buyerId))
        .orElseThrow(() -> Problem.field("/address", "an address is needed; none is saved"));
  }

  /**
   * A record prints all its values in order, so equal bodies have equal hashes. Keyed, for a plain hash of
   * an address could be guessed from a list of phone numbers after the address was erased.
   */
  private String hash(OrderBody body) {
    return seal.hash("order body", body.toString());
  }

  /** The order when {@code caller} bought it, sells it, or watches over the square. */
  OrderRow orderFor(Caller caller, String orderId) {
    return order(orderId, row -> caller.is(Role.OPERATOR)
        || row.order().deal().buyerId().equals(caller.accountId())
        || people.mayActFor(caller, row.order().deal().hostId()));
  }

  OrderRow orderOf(String buyerId, String orderId) {
    return order(orderId, row -> row.order().deal().buyerId().equals(buyerId));
  }

  /** The same with what it did not get. */
  OrderView withMissing(OrderView view) {
    return view.with(
        database.read(connection -> LimitStore.shortages(connection, view.sequence())));
  }

  /** A buyer's orders, newest first. */
  List<OrderRow> ordersOf(String buyerId, OrderStore.Slice slice) {
    return database.read(connection -> OrderStore.ofBuyer(connection, buyerId, slice));
  }

  private OrderRow order(String orderId, Predicate<OrderRow> maySee) {
    return Optional.ofNullable(
            database.read(connection -> OrderStore.byId(connection, List.of(orderId))).get(orderId))
        .filter(maySee)
        .orElseThrow(() -> Problem.notFound("order", orderId));
  }
}
