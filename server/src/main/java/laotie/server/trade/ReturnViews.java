package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Money;
import laotie.fact.TradeFact.Line;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.people.People.Person;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.OrderView.BuyerName;
import laotie.server.trade.OrderView.HostName;
import laotie.trade.Actor;
import laotie.trade.Return;
import laotie.trade.Return.State;
import laotie.trade.ReturnReason;
import laotie.trade.Returning;
import laotie.trade.Returning.Power;

/** Shows returns to those whom they concern, with what each may do. */
@Singleton
final class ReturnViews {

  private final Database database;
  private final Seal seal;
  private final People people;
  private final InstantSource clock;

  ReturnViews(Database database, Counter.Trust trust, InstantSource clock) {
    this.database = database;
    this.seal = trust.seal();
    this.people = trust.people();
    this.clock = clock;
  }

  /**
   * A return as buyer, host and operators see it.
   *
   * @param asked what was asked for at first
   * @param award what the buyer gets as it stands
   * @param refunded what was promised in the end
   * @param isFree the host pays the way back
   * @param dueAt when silence decides, by the server's clock
   * @param powers what the caller may do now
   * @param isToShelve the goods came and the host may put them on the shelf
   * @param sendTo where the goods go, for a buyer whose return was agreed to
   * @param steps what each side did and said; of single returns only
   */
  record View(
      String returnId, String orderId, Return.Kind kind, ReturnReason reason, String state,
      List<LineView> lines, Money asked, Money award, Money refunded, boolean isFree, Instant askedAt,
      Optional<Instant> dueAt, Optional<Instant> endedAt, String carrier, String trackingNumber,
      Optional<Instant> arrivedAt, Optional<Instant> restockedAt, List<String> pictures, BuyerName buyer,
      HostName host, Set<Power> powers, boolean isToShelve, Optional<Address> sendTo,
      List<ReturnStore.Step> steps, Instant now) {}

  /** One line of the order and how many of it. */
  record LineView(
      int line, String skuId, String title, String skuName, String pictureUrl, int quantity) {}

  /** As whom the caller stands to a return. Whoever bought is nothing else: nobody decides his own cause. */
  Set<Actor> actors(Caller caller, ReturnRow row) {
    if (row.buyerId().equals(caller.accountId())) {
      return EnumSet.of(Actor.BUYER);
    }
    Set<Actor> actors = EnumSet.noneOf(Actor.class);
    if (people.mayActFor(caller, row.hostId())) {
      actors.add(Actor.HOST);
    }
    if (caller.is(Role.OPERATOR)) {
      actors.add(Actor.OPERATOR);
    }
    return actors;
  }

  /** One return with all that was said. */
  View of(Caller caller, ReturnRow row) {
    return database.read(connection -> {
      List<ReturnStore.Step> steps = ReturnStore.steps(connection, row.request().returnId());
      return of(caller, row, new Beside(orders(connection, List.of(row)), names(List.of(row)), steps,
          sendTo(connection, row)));
    });
  }

  /** One page of {@code rows}, which hold one row more than {@code limit} when another page follows. */
  Page<View> page(Caller caller, List<ReturnRow> rows, int limit) {
    boolean isMore = rows.size() > limit;
    List<ReturnRow> shown = isMore ? rows.subList(0, limit) : rows;
    return new Page<>(of(caller, shown), isMore ? Long.toString(shown.getLast().number(), 36) : "");
  }

  List<View> of(Caller caller, List<ReturnRow> rows) {
    Map<String, OrderRow> orders = database.read(connection -> orders(connection, rows));
    Map<String, Person> names = names(rows);
    return rows.stream().map(row -> of(caller, row,
        new Beside(orders, names, List.of(), Optional.empty()))).toList();
  }

  private static Map<String, OrderRow> orders(Connection connection, List<ReturnRow> rows)
      throws SQLException {
    return OrderStore.byId(connection, rows.stream().map(ReturnRow::orderId).distinct().toList());
  }

  private Map<String, Person> names(List<ReturnRow> rows) {
    Set<String> accountIds = new TreeSet<>();
    rows.forEach(row -> {
      accountIds.add(row.buyerId());
      accountIds.add(row.hostId());
    });
    return people.persons(accountIds);
  }

  private Optional<Address> sendTo(Connection connection, ReturnRow row) throws SQLException {
    boolean isToSend = row.request().state() instanceof State.Agreed
        || row.request().state() instanceof State.SentBack;
    return isToSend ? AddressStore.ofReturns(connection, row.hostId())
        .map(sealed -> Address.opened(seal, sealed)) : Optional.empty();
  }

  private record Beside(
      Map<String, OrderRow> orders, Map<String, Person> names, List<ReturnStore.Step> steps,
      Optional<Address> sendTo) {}

  private View of(Caller caller, ReturnRow row, Beside beside) {
    OrderRow order = beside.orders().get(row.orderId());
    Return request = row.request();
    Set<Actor> actors = actors(caller, row);
    Set<Power> powers = EnumSet.noneOf(Power.class);
    actors.forEach(actor -> powers.addAll(Returning.powers(request, actor)));
    boolean isRefunded = ReturnRow.word(request.state()).equals(Return.End.REFUNDED.name());
    return new View(request.returnId(), row.orderId(), request.kind(), request.reason(),
        ReturnRow.word(request.state()), lines(order, request), money(order, row.askedMinor()),
        money(order, ReturnRow.award(request.state()).minor()), money(order, row.refundedMinor()),
        request.isFree(), row.askedAt(), request.state().dueAt(), row.endedAt(), row.parcel().carrier(),
        row.parcel().trackingNumber(), row.parcel().arrived(), row.parcel().restocked(),
        row.pictures().stream()
            .map(id -> "/api/v1/returns/" + request.returnId() + "/pictures/" + id).toList(),
        new BuyerName(row.buyerId(), name(beside, row.buyerId())),
        new HostName(row.hostId(), name(beside, row.hostId())), powers,
        isRefunded && row.mayRestock() && actors.contains(Actor.HOST), beside.sendTo(), beside.steps(),
        clock.instant());
  }

  private static List<LineView> lines(OrderRow order, Return request) {
    List<LineView> lines = new ArrayList<>();
    request.parts().forEach(part -> {
      Line line = order.order().lines().get(part.line());
      LineText text = order.texts().get(part.line());
      lines.add(new LineView(part.line(), line.skuId(), text.title(), text.skuName(), text.pictureUrl(),
          part.quantity()));
    });
    return lines;
  }

  private static Money money(OrderRow order, long minor) {
    return new Money(minor, order.order().deal().amount().currency());
  }

  private static String name(Beside beside, String accountId) {
    return beside.names().containsKey(accountId) ? beside.names().get(accountId).name() : "";
  }
}
