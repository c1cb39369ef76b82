package laotie.supply;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A waybill (面单) as a row of a carrier's table names it: which order left with which carrier under which
 * number. Rows are decided one by one; a wrong one never stops the others.
 */
public record Waybill(String orderId, String carrier, String number) {

  /** Characters of a carrier's name or a number, as the door for one parcel takes them. */
  public static final int TEXT_MAX = 60;

  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{4,60}");

  /** What a spreadsheet makes of a long number when nobody stops it: {@code 7.80012E+13}. */
  private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d{1,3}");

  public Waybill {
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(carrier);
    Objects.requireNonNull(number);
  }

  /** What is wrong with a row, or why nothing is to be done for it; in order of precedence. */
  public enum Why {
    /** The row could not be read. */
    UNREADABLE,
    /** There is no order in the row. */
    ORDER_MISSING,
    /** There is no number yet: the row is left out, as somebody may fill in a part of the list. */
    NUMBER_MISSING,
    /** The spreadsheet rounded the number; its last digits are lost. */
    NUMBER_ROUNDED,
    /** Something else than letters, digits and hyphens, or fewer than four of them. */
    NUMBER_WRONG,
    /** Nobody says which carrier. */
    CARRIER_MISSING,
    /** The carrier's name is too long to be one. */
    CARRIER_WRONG,
    /** The order stands in an earlier row, with the same waybill. */
    TWICE,
    /** The order stands in an earlier row, with another waybill. */
    CONTRADICTED,
    /** The host has no such order. */
    ORDER_UNKNOWN,
    /** The order is not paid, or its money went back. */
    ORDER_NOT_PAID,
    /** It failed for no fault of the row; the others went on. */
    FAULT;

    /** True when there is nothing to do rather than something wrong. */
    public boolean isHarmless() {
      return this == NUMBER_MISSING || this == TWICE;
    }
  }

  /** What an order is, as far as a waybill needs to know. */
  public record Known(boolean isToShip, boolean isGone, String carrier, String number) {}

  /** What will become of a row, or became of it. */
  public enum Outcome {
    /** The order was not looked at yet. */
    WAITING,
    /** It will leave. */
    READY,
    /** It left with another waybill, which will be corrected. */
    CHANGES,
    /** It left with this very waybill. */
    SAME,
    /** There is nothing to do. */
    LEFT_OUT,
    /** A rule says no. */
    REFUSED,
    /** It left. */
    SHIPPED,
    /** Its waybill was corrected. */
    CORRECTED;

    /** True when something will be written for the row. */
    public boolean isToApply() {
      return this == READY || this == CHANGES;
    }
  }

  /** What a row will become, and why. */
  public record Decided(Outcome outcome, Optional<Why> why) {
    static Decided of(Outcome outcome) {
      return new Decided(outcome, Optional.empty());
    }

    /** Left out or refused. */
    public static Decided because(Why why) {
      return new Decided(why.isHarmless() ? Outcome.LEFT_OUT : Outcome.REFUSED, Optional.of(why));
    }
  }

  /** What is wrong with the row in itself. */
  public Optional<Why> wrong() {
    if (orderId.isEmpty() || orderId.length() > TEXT_MAX) {
      return Optional.of(Why.ORDER_MISSING);
    }
    if (number.isEmpty()) {
      return Optional.of(Why.NUMBER_MISSING);
    }
    if (ROUNDED.matcher(number).matches()) {
      return Optional.of(Why.NUMBER_ROUNDED);
    }
    if (!NUMBER.matcher(number).matches()) {
      return Optional.of(Why.NUMBER_WRONG);
    }
    if (carrier.isEmpty()) {
      return Optional.of(Why.CARRIER_MISSING);
    }
    return carrier.length() > TEXT_MAX ? Optional.of(Why.CARRIER_WRONG) : Optional.empty();
  }

  /** What becomes of the row, given its order, if the host has one of this id. */
  public Decided decide(Optional<Known> order) {
    if (wrong().isPresent()) {
      return Decided.because(wrong().get());
    }
    if (order.isEmpty()) {
      return Decided.because(Why.ORDER_UNKNOWN);
    }
    Known known = order.get();
    if (known.isToShip()) {
      return Decided.of(Outcome.READY);
    }
    if (!known.isGone()) {
      return Decided.because(Why.ORDER_NOT_PAID);
    }
    return Decided.of(known.carrier().equals(carrier) && known.number().equals(number)
        ? Outcome.SAME : Outcome.CHANGES);
  }
}
