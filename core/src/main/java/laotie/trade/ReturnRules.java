package laotie.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.trade.Back.Part;
import laotie.trade.Return.Award;
import laotie.trade.Return.Kind;
import laotie.trade.Return.State;

/** Decides what may be asked back of an order, for which reason and in which way. */
public final class ReturnRules {

  /** How long after delivery a buyer may return without saying why (七天无理由, by law). */
  public static final Duration NO_REASON = Duration.ofDays(7);

  /** Requests one order may see. */
  public static final int REQUESTS_MAX = 10;

  private ReturnRules() {}

  /**
   * What a buyer asks for.
   *
   * @param parts the units; empty for everything that is left
   */
  public record Wish(Kind kind, ReturnReason reason, List<Part> parts) {
    public Wish {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The order and everything that bears on a request for it.
   *
   * @param deliveredAt empty while it has not arrived
   * @param barred units by line that are asked for already, or were asked for in vain
   * @param requests made for this order so far
   * @param isTrusted the buyer pays and keeps what he orders: his returns are free
   */
  public record Case(
      Sold sold, AfterSales rules, Optional<Instant> deliveredAt, List<Integer> barred, int requests,
      boolean isTrusted) {
    public Case {
      barred = List.copyOf(barred);
    }

    /** Units of a line that may be asked for. */
    public int unitsFree(int line) {
      return Math.max(0, sold.unitsLeft(line) - barred.get(line));
    }
  }

  /** Reasons that fit where the order stands, each with the ways it allows for these units. */
  public static Map<ReturnReason, Set<Kind>> choices(Case open, List<Part> parts, Instant now) {
    Map<ReturnReason, Set<Kind>> choices = new EnumMap<>(ReturnReason.class);
    for (ReturnReason reason : ReturnReason.values()) {
      Set<Kind> kinds = kinds(open, reason, parts, now);
      if (!kinds.isEmpty()) {
        choices.put(reason, kinds);
      }
    }
    return choices;
  }

  private static Set<Kind> kinds(Case open, ReturnReason reason, List<Part> parts, Instant now) {
    Set<Kind> none = EnumSet.noneOf(Kind.class);
    return switch (open.sold().order().status()) {
      case PAID, PACKED -> reason == ReturnReason.NOT_SHIPPED ? EnumSet.of(Kind.REFUND_ONLY) : none;
      case SHIPPED, DELIVERED -> switch (reason) {
        case NOT_SHIPPED -> none;
        case NOT_RECEIVED -> EnumSet.of(Kind.REFUND_ONLY);
        case NO_REASON -> isStillWithoutReason(open, now) ? EnumSet.of(Kind.RETURN) : none;
        case OTHER -> EnumSet.of(Kind.RETURN);
        case QUALITY, NOT_AS_DESCRIBED, WRONG_ITEM, MISSING_PARTS, COUNTERFEIT ->
            awardMinor(open.sold(), reason, parts) <= open.rules().refundOnlyMinor()
                ? EnumSet.allOf(Kind.class) : EnumSet.of(Kind.RETURN);
      };
      case PLACED, CLOSED, EXPIRED, CANCELLED, REFUNDED -> none;
    };
  }

  private static boolean isStillWithoutReason(Case open, Instant now) {
    return open.rules().isSevenDays()
        && open.deliveredAt().map(at -> now.isBefore(at.plus(NO_REASON))).orElse(true);
  }

  /** The request as it begins, or the first reason against it. */
  public static Decision<Return> ask(String returnId, Case open, Wish wish, Instant now) {
    List<Part> parts = wish.parts().isEmpty() ? free(open) : wish.parts();
    Optional<Refused<Return>> wrong = wrongParts(open, parts);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (open.requests() >= REQUESTS_MAX) {
      return new Refused<>(TradeReason.RETURN_NOT_POSSIBLE, "order " + open.sold().order().orderId()
          + " saw " + open.requests() + " requests, allowed " + REQUESTS_MAX,
          Map.of("requestsMax", REQUESTS_MAX));
    }
    if (!kinds(open, wish.reason(), parts, now).contains(wish.kind())) {
      return new Refused<>(TradeReason.RETURN_NOT_POSSIBLE, wish.kind() + " for " + wish.reason()
          + " does not fit order " + open.sold().order().orderId() + ", which is "
          + open.sold().order().status(),
          Map.of("orderStatus", open.sold().order().status().name()));
    }
    boolean isFree = wish.kind() == Kind.RETURN
        && (wish.reason().isHostsFault() || open.rules().isReturnFree() || open.isTrusted());
    Award award = new Award(awardMinor(open.sold(), wish.reason(), parts), true);
    // What the law gives needs nobody's yes.
    State state = wish.reason() == ReturnReason.NO_REASON
        ? new State.Agreed(award, now.plus(Returning.BUYER_SENDS))
        : new State.Asked(award, now.plus(Returning.HOST_ANSWERS));
    return new Accepted<>(
        new Return(returnId, wish.kind(), wish.reason(), parts, isFree, state), List.of());
  }

  private static List<Part> free(Case open) {
    List<Part> parts = new ArrayList<>();
    for (int line = 0; line < open.sold().order().lines().size(); line++) {
      if (open.unitsFree(line) > 0) {
        parts.add(new Part(line, open.unitsFree(line)));
      }
    }
    return parts;
  }

  private static Optional<Refused<Return>> wrongParts(Case open, List<Part> parts) {
    Set<Integer> seen = new HashSet<>();
    for (Part part : parts) {
      boolean isKnown = part.line() < open.sold().order().lines().size() && seen.add(part.line());
      int free = isKnown ? open.unitsFree(part.line()) : 0;
      if (part.quantity() > free) {
        return Optional.of(new Refused<>(TradeReason.RETURN_UNITS_WRONG,
            "asked " + part.quantity() + " of line " + part.line() + ", allowed " + free,
            Map.of("line", part.line(), "unitsFree", free)));
      }
    }
    return parts.isEmpty()
        ? Optional.of(new Refused<>(TradeReason.RETURN_UNITS_WRONG, "nothing is left to return"))
        : Optional.empty();
  }

  /**
   * What the buyer gets for these units: what he paid for them, and the shipping when nothing else is left
   * and either nothing was sent or the host is at fault. Never more than is left of his money.
   */
  public static long awardMinor(Sold sold, ReturnReason reason, List<Part> parts) {
    long shipping = sold.isRest(parts) && reason.isHostsFault()
        ? sold.order().deal().bill().shippingMinor() : 0;
    return Math.min(Math.addExact(sold.netMinor(parts), shipping), sold.minorLeft());
  }
}
