package laotie.server.trade;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import laotie.server.http.Caller;
import laotie.server.http.Ids;
import laotie.server.http.Marks;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.prices.Prices;
import laotie.server.trade.Command.Claim;
import laotie.server.trade.Command.Key;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.OrderApi.OrderBody;
import laotie.trade.Basket;
import laotie.trade.Basket.Wanted;
import laotie.trade.Limit;
import laotie.trade.Wish;

/** Prepares what goes to the till, without a trip to the database, and says who may see an order. */
@Singleton
final class Counter {

  private final Database database;
  private final Sources sources;
  private final Favours favours;
  private final Appraisal appraisal;
  private final Limits limits;
  private final Seal seal;
  private final People people;

  Counter(Database database, Sources sources, Given given, Trust trust) {
    this.database = database;
    this.sources = sources;
    this.favours = given.favours();
    this.appraisal = given.appraisal();
    this.limits = given.limits();
    this.seal = trust.seal();
    this.people = trust.people();
  }

  /** What buyers are given: buying before others, how much, and a price of their own. */
  @Singleton
  record Given(Favours favours, Limits limits, Appraisal appraisal) {}

  /** What keeps secrets, and who may see what. */
  @Singleton
  record Trust(Seal seal, People people) {}

  /** Who asks, with which key, in which request. */
  record Asking(String buyerId, String key, RoutingContext context) {
    Prices.Guesser guesser() {
      return new Prices.Guesser(buyerId, Marks.networkOf(context));
    }
  }

  /** The command of a checked body; refuses fields that name nothing. */
  Command.Place place(Asking asking, OrderBody body) {
    String buyerId = asking.buyerId();
    List<Appraisal.Want> wants = appraisal.wants(body.lines());
    wants.forEach(want -> favours.requireOpen(buyerId, want.sku()));
    List<Wanted> wanted = Appraisal.wanted(wants);
    List<LineText> texts = wants.stream().map(Appraisal.Want::sku)
        .map(sku -> new LineText(sku.title(), sku.name(), sku.pictureUrl())).toList();
    String hostId = wanted.getFirst().offer().hostId();
    Sources.Source source = sources.of(asking, hostId, body.viewId().orElse(""));
    Basket basket = new Basket(
        Ids.next("ord"), buyerId, wanted, source.showId(), source.clipId(), source.viewId(),
        source.viewId().isEmpty() ? favours.known(source.origin(), buyerId, hostId) : source.origin());
    Claim claim = new Claim(new Key(buyerId, asking.key()), hash(body));
    byte[] address = address(buyerId, body);
    Terms terms = appraisal.terms(wants, new Appraisal.Bidding(asking.guesser(), source.isInRoom(),
        () -> body.address().orElseGet(() -> Address.opened(seal, address)).region(),
        body.couponId().orElse(""), body.couponCode().orElse(""),
        body.expectedMinor().map(OptionalLong::of).orElse(OptionalLong.empty())));
    return new Command.Place(
        claim, basket, texts, OrderStore.originJson(source.origin()), address, wish(body, basket), terms);
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
