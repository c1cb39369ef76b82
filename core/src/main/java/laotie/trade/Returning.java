package laotie.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.trade.Return.Award;
import laotie.trade.Return.End;
import laotie.trade.Return.Kind;
import laotie.trade.Return.State;

/** Decides who gets on in a return, and what becomes of it. Silence always has an answer. */
public final class Returning {

  /** How long a host may think; then he agreed. */
  public static final Duration HOST_ANSWERS = Duration.ofHours(48);

  /** How long a buyer may think about a proposal or a refusal. */
  public static final Duration BUYER_ANSWERS = Duration.ofDays(7);

  /** How long a buyer may take to send goods back; then he keeps them. */
  public static final Duration BUYER_SENDS = Duration.ofDays(7);

  /** How long a host may take to say that they came; then they did. */
  public static final Duration HOST_CONFIRMS = Duration.ofDays(7);

  private Returning() {}

  /** What somebody may do. */
  public enum Power {
    AGREE, REFUSE, PROPOSE, ACCEPT, ESCALATE, WITHDRAW, SEND, ARRIVE, DISPUTE, DECIDE
  }

  /** What {@code actor} may do now. */
  public static Set<Power> powers(Return request, Actor actor) {
    return switch (actor) {
      case HOST -> switch (request.state()) {
        case State.Asked asked -> request.reason() == ReturnReason.NOT_SHIPPED
            ? EnumSet.of(Power.AGREE, Power.REFUSE) : EnumSet.of(Power.AGREE, Power.REFUSE, Power.PROPOSE);
        case State.Refused refused -> EnumSet.of(Power.AGREE);
        case State.Proposed proposed -> EnumSet.of(Power.AGREE);
        case State.SentBack sent -> EnumSet.of(Power.ARRIVE, Power.DISPUTE);
        case State.Agreed agreed -> EnumSet.noneOf(Power.class);
        case State.Escalated escalated -> EnumSet.of(Power.AGREE);
        case State.Ended ended -> EnumSet.noneOf(Power.class);
      };
      case BUYER -> switch (request.state()) {
        case State.Asked asked -> EnumSet.of(Power.WITHDRAW);
        case State.Proposed proposed -> EnumSet.of(Power.ACCEPT, Power.ESCALATE, Power.WITHDRAW);
        case State.Refused refused -> EnumSet.of(Power.ESCALATE, Power.WITHDRAW);
        case State.Agreed agreed -> EnumSet.of(Power.SEND, Power.WITHDRAW);
        case State.SentBack sent -> EnumSet.noneOf(Power.class);
        case State.Escalated escalated ->
            escalated.isSent() ? EnumSet.noneOf(Power.class) : EnumSet.of(Power.WITHDRAW);
        case State.Ended ended -> EnumSet.noneOf(Power.class);
      };
      case OPERATOR -> request.state() instanceof State.Escalated
          ? EnumSet.of(Power.DECIDE) : EnumSet.noneOf(Power.class);
      case SYSTEM -> EnumSet.noneOf(Power.class);
    };
  }

  /**
   * Yes with the request as it then stands, or {@link TradeReason#RETURN_STATE_WRONG}.
   *
   * @param actor the system for {@link ReturnAction.PassTime}, whose instant must have come
   */
  public static Decision<Return> act(Return request, ReturnAction action, Actor actor, Instant now) {
    if (action instanceof ReturnAction.PassTime) {
      boolean isDue = request.state().dueAt().filter(due -> !now.isBefore(due)).isPresent();
      return isDue ? yes(request, timePassed(request, now)) : wrong(request, action);
    }
    if (!powers(request, actor).contains(powerOf(action))) {
      return wrong(request, action);
    }
    return decided(request, action, now);
  }

  private static Decision<Return> decided(Return request, ReturnAction action, Instant now) {
    return switch (action) {
      case ReturnAction.Agree agree -> yes(request, agreed(request, askedOf(request), now));
      case ReturnAction.Refuse refuse ->
          yes(request, new State.Refused(askedOf(request), now.plus(BUYER_ANSWERS)));
      case ReturnAction.Propose propose -> propose(request, propose.minor(), now);
      case ReturnAction.Accept accept ->
          yes(request, new State.Ended(End.REFUNDED, ((State.Proposed) request.state()).award()));
      case ReturnAction.Escalate escalate -> yes(request, new State.Escalated(askedOf(request), false));
      case ReturnAction.Withdraw withdraw ->
          yes(request, new State.Ended(End.WITHDRAWN, new Award(0, false)));
      case ReturnAction.Send send -> yes(request, new State.SentBack(
          ((State.Agreed) request.state()).award(), now.plus(HOST_CONFIRMS)));
      case ReturnAction.Arrive arrive ->
          yes(request, new State.Ended(End.REFUNDED, ((State.SentBack) request.state()).award(), true));
      case ReturnAction.Dispute dispute -> yes(request, new State.Escalated(askedOf(request), true));
      case ReturnAction.Decide decide ->
          decide(request, (State.Escalated) request.state(), decide, now);
      case ReturnAction.PassTime time -> wrong(request, action);
    };
  }

  /** What was asked for, whatever was said since. */
  private static Award askedOf(Return request) {
    return switch (request.state()) {
      case State.Asked asked -> asked.award();
      case State.Proposed proposed -> proposed.asked();
      case State.Refused refused -> refused.asked();
      case State.Agreed agreed -> agreed.award();
      case State.SentBack sent -> sent.award();
      case State.Escalated escalated -> escalated.asked();
      case State.Ended ended -> ended.award();
    };
  }

  /** Goods that need not come back, or came back before, are paid at once. */
  private static State agreed(Return request, Award award, Instant now) {
    boolean isSent = request.state() instanceof State.Escalated(Award asked, boolean sent) && sent;
    return request.kind() == Kind.REFUND_ONLY || isSent ? new State.Ended(End.REFUNDED, award, isSent)
        : new State.Agreed(award, now.plus(BUYER_SENDS));
  }

  private static Decision<Return> propose(Return request, long minor, Instant now) {
    Award asked = askedOf(request);
    return minor < 1 || minor >= asked.minor()
        ? new Refused<>(TradeReason.RETURN_AMOUNT_WRONG,
            "proposed " + minor + ", asked " + asked.minor(), Map.of("askedMinor", asked.minor()))
        : yes(request, new State.Proposed(new Award(minor, false), asked, now.plus(BUYER_ANSWERS)));
  }

  private static Decision<Return> decide(
      Return request, State.Escalated escalated, ReturnAction.Decide decide, Instant now) {
    Award asked = escalated.asked();
    // Of goods that never left there is no half: they are sent, or paid back whole.
    boolean isHalf = decide.minor() > 0 && decide.minor() < asked.minor();
    if (decide.minor() < 0 || decide.minor() > asked.minor()
        || isHalf && request.reason() == ReturnReason.NOT_SHIPPED) {
      return new Refused<>(TradeReason.RETURN_AMOUNT_WRONG,
          "decided " + decide.minor() + ", asked " + asked.minor(), Map.of("askedMinor", asked.minor()));
    }
    if (decide.minor() == 0) {
      return yes(request, new State.Ended(End.REJECTED, new Award(0, false), escalated.isSent()));
    }
    Award award = new Award(decide.minor(), decide.minor() == asked.minor());
    boolean isWaiting = decide.isAfterReturn() && !escalated.isSent();
    return yes(request, isWaiting ? new State.Agreed(award, now.plus(BUYER_SENDS))
        : new State.Ended(End.REFUNDED, award, escalated.isSent()));
  }

  private static State timePassed(Return request, Instant now) {
    return switch (request.state()) {
      case State.Asked asked -> agreed(request, asked.award(), now);
      case State.Proposed proposed -> new State.Ended(End.REFUNDED, proposed.award());
      case State.Refused refused -> new State.Ended(End.WITHDRAWN, new Award(0, false));
      case State.Agreed agreed -> new State.Ended(End.WITHDRAWN, new Award(0, false));
      case State.SentBack sent -> new State.Ended(End.REFUNDED, sent.award(), true);
      case State.Escalated escalated -> escalated;
      case State.Ended ended -> ended;
    };
  }

  private static Accepted<Return> yes(Return request, State next) {
    return new Accepted<>(request.in(next), List.of());
  }

  private static Refused<Return> wrong(Return request, ReturnAction action) {
    String state = request.state().getClass().getSimpleName();
    return new Refused<>(TradeReason.RETURN_STATE_WRONG, "return " + request.returnId() + " is " + state
        + ", not to " + action.getClass().getSimpleName(), Map.of("returnState", state));
  }

  private static Power powerOf(ReturnAction action) {
    return switch (action) {
      case ReturnAction.Agree agree -> Power.AGREE;
      case ReturnAction.Refuse refuse -> Power.REFUSE;
      case ReturnAction.Propose propose -> Power.PROPOSE;
      case ReturnAction.Accept accept -> Power.ACCEPT;
      case ReturnAction.Escalate escalate -> Power.ESCALATE;
      case ReturnAction.Withdraw withdraw -> Power.WITHDRAW;
      case ReturnAction.Send send -> Power.SEND;
      case ReturnAction.Arrive arrive -> Power.ARRIVE;
      case ReturnAction.Dispute dispute -> Power.DISPUTE;
      case ReturnAction.Decide decide -> Power.DECIDE;
      case ReturnAction.PassTime time -> throw new IllegalArgumentException("time needs no power");
    };
  }
}
