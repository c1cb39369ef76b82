package laotie.server.trade;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Decision.Accepted;
import laotie.fact.Money;
import laotie.server.goods.Goods;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.trade.Parcels.Mover;
import laotie.server.trade.ReturnAskApi.ChoiceView;
import laotie.server.trade.ReturnAskApi.ChoicesView;
import laotie.server.trade.ReturnAskApi.PartView;
import laotie.server.trade.Returns.Act;
import laotie.trade.Actor;
import laotie.trade.Back.Part;
import laotie.trade.Return;
import laotie.trade.ReturnAction;
import laotie.trade.ReturnReason;
import laotie.trade.ReturnRules;
import laotie.trade.ReturnRules.Case;
import laotie.trade.Returning;
import laotie.trade.Returning.Power;
import laotie.trade.Standing;
import laotie.trade.TradeReason;

/** Where buyers, hosts and operators come with a return: who may do what, each in one transaction. */
@Singleton
final class ReturnDesk {

  private final Database database;
  private final Returns returns;
  private final ReturnViews views;
  private final Helpers helpers;
  private final InstantSource clock;

  ReturnDesk(
      Database database, Returns returns, ReturnViews views, Helpers helpers, InstantSource clock) {
    this.database = database;
    this.returns = returns;
    this.views = views;
    this.helpers = helpers;
    this.clock = clock;
  }

  /** Whose pictures, how good a buyer, which order. */
  @Singleton
  record Helpers(Goods goods, BuyerStandings standings, Counter counter) {}

  /** What a buyer asks and shows. */
  record Wanted(ReturnRules.Wish wish, String words, List<String> pictures) {}

  List<ReturnViews.View> ofOrder(Caller caller, String orderId) {
    helpers.counter().orderFor(caller, orderId);
    List<ReturnRow> rows = database.read(connection -> ReturnStore.ofOrder(connection, orderId));
    return views.of(caller, rows);
  }

  ChoicesView choices(String buyerId, String orderId, List<Part> named) {
    OrderRow row = helpers.counter().orderOf(buyerId, orderId);
    Instant now = clock.instant();
    Case open = database.read(connection -> Returns.open(
        connection, row, ReturnStore.ofOrder(connection, orderId), isTrusted(buyerId)));
    List<PartView> lines = new ArrayList<>();
    List<Part> free = new ArrayList<>();
    for (int line = 0; line < row.order().lines().size(); line++) {
      lines.add(new PartView(line, open.unitsFree(line)));
      if (open.unitsFree(line) > 0) {
        free.add(new Part(line, open.unitsFree(line)));
      }
    }
    List<Part> parts = named.isEmpty() ? free : named;
    List<ChoiceView> choices = new ArrayList<>();
    ReturnRules.choices(open, named.stream().allMatch(part -> part.line() < lines.size()) ? parts : free,
        now).forEach((reason, kinds) -> choice(open, reason, kinds, parts, now).ifPresent(choices::add));
    return new ChoicesView(lines, choices, now);
  }

  private static Optional<ChoiceView> choice(
      Case open, ReturnReason reason, Set<Return.Kind> kinds, List<Part> parts, Instant now) {
    Return.Kind kind = kinds.contains(Return.Kind.RETURN) ? Return.Kind.RETURN : Return.Kind.REFUND_ONLY;
    return ReturnRules.ask("", open, new ReturnRules.Wish(kind, reason, parts), now)
        instanceof Accepted<Return>(Return request, var none)
        ? Optional.of(new ChoiceView(reason, kinds, new Money(
            ReturnRow.award(request.state()).minor(), open.sold().order().deal().amount().currency()),
            request.isFree(), !Returning.powers(request, Actor.HOST).contains(Power.AGREE)))
        : Optional.empty();
  }

  private boolean isTrusted(String buyerId) {
    return helpers.standings().of(List.of(buyerId)).getOrDefault(buyerId, "")
        .equals(Standing.TRUSTED.name());
  }

  ReturnViews.View ask(Caller caller, String orderId, Wanted wanted) {
    String buyerId = caller.accountId();
    helpers.counter().orderOf(buyerId, orderId);
    Set<String> his = helpers.goods().privatePicturesOf(buyerId, wanted.pictures());
    for (int i = 0; i < wanted.pictures().size(); i++) {
      if (!his.contains(wanted.pictures().get(i))) {
        throw Problem.field("/pictures/" + i, "no private picture of yours");
      }
    }
    boolean isTrusted = isTrusted(buyerId);
    ReturnRow row = database.write(connection -> returns.ask(connection, orderId,
        new Mover(Actor.BUYER, buyerId, clock.instant()),
        new Returns.Asking(wanted.wish(), wanted.words(), wanted.pictures(), isTrusted)));
    return views.of(caller, row);
  }

  /** One return, for buyer, host and operators; for others it does not exist. */
  ReturnViews.View read(Caller caller, String returnId) {
    return views.of(caller, row(caller, returnId));
  }

  /** A picture that its buyer shows, for those who see the return. */
  Response picture(Caller caller, String returnId, String pictureId, int width) {
    return Optional.of(pictureId).filter(row(caller, returnId).pictures()::contains)
        .flatMap(shown -> helpers.goods().privatePicture(shown, width))
        .orElseThrow(() -> Problem.notFound("picture", pictureId));
  }

  private ReturnRow row(Caller caller, String returnId) {
    return database.read(connection -> ReturnStore.byId(connection, returnId))
        .filter(found -> !views.actors(caller, found).isEmpty())
        .orElseThrow(() -> Problem.notFound("return", returnId));
  }

  /** Takes a step as the one of the caller's parts in this return to whom the step belongs. */
  ReturnViews.View act(Caller caller, String returnId, Power power, Act act) {
    Set<Actor> actors = views.actors(caller, row(caller, returnId));
    Actor actor = switch (power) {
      case AGREE, REFUSE, PROPOSE, ARRIVE, DISPUTE -> Actor.HOST;
      case ACCEPT, ESCALATE, WITHDRAW, SEND -> Actor.BUYER;
      case DECIDE -> Actor.OPERATOR;
    };
    if (!actors.contains(actor)) {
      throw Problem.of(TradeReason.RETURN_STATE_WRONG, "this is for the " + actor,
          Map.of("actor", actor.name()));
    }
    ReturnRow row = database.write(connection -> returns.act(
        connection, returnId, new Mover(actor, caller.accountId(), clock.instant()), act));
    return views.of(caller, row);
  }

  ReturnViews.View restock(Caller caller, String returnId) {
    if (!views.actors(caller, row(caller, returnId)).contains(Actor.HOST)) {
      throw Problem.notFound("return", returnId);
    }
    ReturnRow row = database.write(connection -> returns.restock(
        connection, returnId, new Mover(Actor.HOST, caller.accountId(), clock.instant())));
    return views.of(caller, row);
  }

  Page<ReturnViews.View> ofHost(Caller caller, String hostId, ReturnStore.Slice slice) {
    return views.page(caller, database.read(connection -> ReturnStore.ofHost(connection, hostId, slice)),
        slice.limit() - 1);
  }

  Page<ReturnViews.View> ofBuyer(Caller caller, ReturnStore.Slice slice) {
    return views.page(caller, database.read(connection ->
        ReturnStore.ofBuyer(connection, caller.accountId(), slice)), slice.limit() - 1);
  }

  Page<ReturnViews.View> escalated(Caller caller, long after, int limit) {
    return views.page(caller, database.read(connection ->
        ReturnStore.escalated(connection, after, limit + 1)), limit);
  }

  /** The step of a name and what it needs. */
  static ReturnAction action(Power power, long minor, boolean isAfterReturn) {
    return switch (power) {
      case AGREE -> new ReturnAction.Agree();
      case REFUSE -> new ReturnAction.Refuse();
      case PROPOSE -> new ReturnAction.Propose(minor);
      case ACCEPT -> new ReturnAction.Accept();
      case ESCALATE -> new ReturnAction.Escalate();
      case WITHDRAW -> new ReturnAction.Withdraw();
      case SEND -> new ReturnAction.Send();
      case ARRIVE -> new ReturnAction.Arrive();
      case DISPUTE -> new ReturnAction.Dispute();
      case DECIDE -> new ReturnAction.Decide(minor, isAfterReturn);
    };
  }

  /** Steps that say no to somebody, and so say why. */
  static final Set<Power> WITH_WORDS = EnumSet.of(Power.REFUSE, Power.DISPUTE, Power.DECIDE);
}
