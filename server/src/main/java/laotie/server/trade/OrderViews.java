package laotie.server.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Money;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.server.http.HttpReason;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.people.People;
import laotie.server.people.People.Person;
import laotie.server.prices.Prices.Explanation;
import laotie.server.prices.Prices;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.OrderView.BuyerName;
import laotie.server.trade.OrderView.HostName;
import laotie.server.trade.OrderView.LineView;
import laotie.trade.Order;

/** Shows orders: names beside ids, addresses masked. */
@Singleton
final class OrderViews {

  private final Seal seal;
  private final People people;
  private final Prices prices;
  private final ObjectWriter writer;

  OrderViews(Seal seal, People people, Prices prices, ObjectMapper json) {
    this.seal = seal;
    this.people = people;
    this.prices = prices;
    this.writer = json.writerFor(OrderView.class);
  }

  OrderView of(OrderRow row) {
    return of(List.of(row)).getFirst();
  }

  /**
   * What the answer to a placed order shows beside its row, looked up before the till is asked.
   *
   * @param address as it was sent, so that nobody opens what was just sealed; empty when it is the saved one
   */
  record Shown(Optional<Address> address, Map<String, Person> names) {}

  Shown shown(Command.Place place, Optional<Address> address) {
    String hostId = place.basket().wanted().getFirst().offer().hostId();
    return new Shown(address, people.persons(List.of(place.claim().key().buyerId(), hostId)));
  }

  OrderView of(OrderRow row, Shown shown) {
    return of(row, shown.address().orElseGet(() -> Address.opened(seal, row.address())), shown.names());
  }

  /** The same as the bytes of an answer. */
  Buffer json(OrderRow row, Shown shown) {
    try {
      return Buffer.buffer(writer.writeValueAsBytes(of(row, shown)));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  List<OrderView> of(List<OrderRow> rows) {
    Set<String> accountIds = new TreeSet<>();
    for (OrderRow row : rows) {
      accountIds.add(row.order().deal().buyerId());
      accountIds.add(row.order().deal().hostId());
    }
    Map<String, Person> known = people.persons(accountIds);
    Map<String, Explanation> why = prices.explanations(rows.stream().filter(row -> !row.isPlain())
        .map(row -> row.order().orderId()).toList());
    return rows.stream().map(row -> of(
        row.with(why.getOrDefault(row.order().orderId(), row.explanation())),
        Address.opened(seal, row.address()), known)).toList();
  }

  /** One page of {@code rows}, which hold one row more than {@code limit} when another page follows. */
  Page<OrderView> page(List<OrderRow> rows, int limit) {
    boolean isMore = rows.size() > limit;
    List<OrderRow> shown = isMore ? rows.subList(0, limit) : rows;
    return new Page<>(of(shown), isMore ? Long.toString(shown.getLast().order().sequence(), 36) : "");
  }

  /** The sequence below which a page begins. */
  static long before(String cursor) {
    try {
      return cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor, 36);
    } catch (NumberFormatException notOurs) {
      throw Problem.of(HttpReason.MALFORMED, "after is not a cursor of this list");
    }
  }

  private static OrderView of(OrderRow row, Address address, Map<String, Person> known) {
    Order order = row.order();
    Deal deal = order.deal();
    List<LineView> lines = new ArrayList<>(order.lines().size());
    for (int i = 0; i < order.lines().size(); i++) {
      Line line = order.lines().get(i);
      LineText text = row.texts().get(i);
      lines.add(new LineView(line.skuId(), line.productId(), text.title(), text.skuName(),
          text.pictureUrl(), line.quantity(), new Money(line.priceMinor(), deal.amount().currency()),
          QuoteView.steps(Explanations.stepsOf(row, i), deal.amount().currency()),
          new Money(line.netMinor(), deal.amount().currency()), row.back().units().get(i)));
    }
    return new OrderView(order.orderId(), order.sequence(), order.status(), lines, deal.amount(),
        row.placedAt(), order.heldUntil(), row.paid(), row.shipment().packed(),
        row.shipment().at(), row.shipment().delivered(), row.shipment().closed(),
        present(row.shipment().carrier()), present(row.shipment().trackingNumber()), address.masked(),
        new BuyerName(deal.buyerId(), nameOf(known, deal.buyerId())),
        new HostName(deal.hostId(), nameOf(known, deal.hostId())), present(deal.showId()),
        new Money(row.back().minor(), deal.amount().currency()), List.of(),
        new Money(deal.amount().minor() - deal.bill().shippingMinor(), deal.amount().currency()),
        deal.bill().discounts().stream().findFirst().map(discount -> new QuoteView.CouponOff(
            discount.couponId(), row.explanation().couponName(),
            new Money(discount.minor(), deal.amount().currency()))),
        QuoteView.fee(Explanations.feeOf(row), deal.amount().currency()));
  }

  private static String nameOf(Map<String, Person> known, String accountId) {
    return known.containsKey(accountId) ? known.get(accountId).name() : "";
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
