package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.TradeFact.ReturnAnswered;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.TradeFact.ReturnEscalated;
import laotie.server.log.Log;
import laotie.server.notices.Notices;
import laotie.server.trade.Parcels.Mover;
import laotie.trade.Actor;
import laotie.trade.Return.State;
import laotie.trade.ReturnAction;

/** Writes down what happened to returns: steps with their words, the order's timeline, facts, notices. */
@Singleton
final class ReturnNews {

  private final Log log;
  private final Notices notices;

  ReturnNews(Log log, Notices notices) {
    this.log = log;
    this.notices = notices;
  }

  /** A return before and after a step. */
  record Turn(ReturnRow before, ReturnRow after, Returns.Act act) {}

  void asked(Connection connection, Mover buyer, OrderRow order, ReturnRow row, String words)
      throws SQLException {
    String returnId = row.request().returnId();
    Money asked = money(order, row.askedMinor());
    List<Fact> facts = new ArrayList<>();
    facts.add(new ReturnAsked(row.orderId(), returnId, row.buyerId(), row.hostId(),
        row.request().reason().name(), asked));
    write(connection, buyer, row, new Said(Change.Word.RETURN_ASKED, row.askedMinor(), words));
    if (row.request().state() instanceof State.Agreed) {
      facts.add(answered(row, "AGREED", asked));
      write(connection, Mover.system(buyer.now()), row,
          new Said(Change.Word.RETURN_AGREED, row.askedMinor(), ""));
    }
    log.append(connection, buyer.now(), facts);
    tell(connection, order, row, List.of(Actor.HOST), buyer.now());
  }

  void stepped(Connection connection, Mover mover, OrderRow order, Turn turn) throws SQLException {
    ReturnRow row = turn.after();
    long minor = row.request().isOpen() ? ReturnRow.award(row.request().state()).minor()
        : row.refundedMinor();
    write(connection, mover, row,
        new Said(word(turn), minor, turn.act().said().words()));
    log.append(connection, mover.now(), facts(order, turn));
    tell(connection, order, row, switch (mover.actor()) {
      case BUYER -> List.of(Actor.HOST);
      case HOST -> List.of(Actor.BUYER);
      case OPERATOR, SYSTEM -> List.of(Actor.BUYER, Actor.HOST);
    }, mover.now());
  }

  void shelved(Connection connection, Mover host, ReturnRow row, List<Fact> facts) throws SQLException {
    write(connection, host, row, new Said(Change.Word.RESTOCKED, 0, ""));
    log.append(connection, host.now(), facts);
  }

  private record Said(Change.Word word, long minor, String words) {}

  /** The words stay with the return; the order's timeline has none. */
  private static void write(Connection connection, Mover mover, ReturnRow row, Said said)
      throws SQLException {
    String returnId = row.request().returnId();
    ReturnStore.addStep(connection, returnId, mover, new ReturnStore.Step(mover.now(), mover.actor(),
        said.word().name(), said.minor(), said.words()));
    LifeStore.add(connection, List.of(new Change(row.orderId(), mover.now(), mover.actor(),
        mover.actorId(), said.word(), Map.of("returnId", returnId))));
  }

  private static Change.Word word(Turn turn) {
    return switch (turn.act().action()) {
      case ReturnAction.Agree agree -> Change.Word.RETURN_AGREED;
      case ReturnAction.Refuse refuse -> Change.Word.RETURN_REFUSED;
      case ReturnAction.Propose propose -> Change.Word.RETURN_PROPOSED;
      case ReturnAction.Accept accept -> Change.Word.RETURN_ACCEPTED;
      case ReturnAction.Escalate escalate -> Change.Word.RETURN_ESCALATED;
      case ReturnAction.Withdraw withdraw -> Change.Word.RETURN_WITHDRAWN;
      case ReturnAction.Send send -> Change.Word.RETURN_SENT;
      case ReturnAction.Arrive arrive -> Change.Word.RETURN_ARRIVED;
      case ReturnAction.Dispute dispute -> Change.Word.RETURN_DISPUTED;
      case ReturnAction.Decide decide -> Change.Word.RETURN_DECIDED;
      case ReturnAction.PassTime time -> switch (turn.before().request().state()) {
        case State.Asked asked -> Change.Word.RETURN_AGREED;
        case State.Proposed proposed -> Change.Word.RETURN_ACCEPTED;
        case State.Refused refused -> Change.Word.RETURN_WITHDRAWN;
        case State.Agreed agreed -> Change.Word.RETURN_WITHDRAWN;
        case State.SentBack sent -> Change.Word.RETURN_ARRIVED;
        case State.Escalated escalated -> Change.Word.RETURN_DECIDED;
        case State.Ended ended -> Change.Word.RETURN_DECIDED;
      };
    };
  }

  private static List<Fact> facts(OrderRow order, Turn turn) {
    ReturnRow row = turn.after();
    List<Fact> facts = new ArrayList<>();
    String answer = switch (word(turn)) {
      case RETURN_AGREED -> "AGREED";
      case RETURN_REFUSED -> "REFUSED";
      case RETURN_PROPOSED -> "PROPOSED";
      case RETURN_DECIDED -> row.request().isOpen() ? "AGREED" : "";
      default -> "";
    };
    if (!answer.isEmpty()) {
      facts.add(answered(row, answer, money(order, ReturnRow.award(row.request().state()).minor())));
    }
    String returnId = row.request().returnId();
    switch (row.request().state()) {
      case State.Escalated escalated -> facts.add(
          new ReturnEscalated(row.orderId(), returnId, row.buyerId(), row.hostId()));
      case State.Ended ended -> facts.add(new ReturnClosed(row.orderId(), returnId, row.buyerId(),
          row.hostId(), ended.end().name(), money(order, row.refundedMinor())));
      default -> { }
    }
    return facts;
  }

  private static ReturnAnswered answered(ReturnRow row, String answer, Money award) {
    return new ReturnAnswered(
        row.orderId(), row.request().returnId(), row.buyerId(), row.hostId(), answer, award);
  }

  private static Money money(OrderRow order, long minor) {
    return new Money(minor, order.order().deal().amount().currency());
  }

  private void tell(
      Connection connection, OrderRow order, ReturnRow row, List<Actor> whom, Instant now)
      throws SQLException {
    String returnId = row.request().returnId();
    int line = row.request().parts().getFirst().line();
    Map<String, String> names = Map.of("title", order.texts().get(line).title());
    String once = "return " + returnId + " " + ReturnRow.word(row.request().state()) + " " + now;
    List<Notices.Notice> told = new ArrayList<>();
    for (Actor actor : whom) {
      boolean isHost = actor == Actor.HOST;
      told.add(new Notices.Notice(isHost ? row.hostId() : row.buyerId(),
          isHost ? Notices.Kind.RETURN_ASKED : Notices.Kind.RETURN_ANSWERED, row.hostId(), "",
          "/returns/" + returnId, names, once));
    }
    notices.tell(connection, now, told);
  }
}
