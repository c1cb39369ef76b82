package laotie.trade;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.trade.Back.Part;

/**
 * A buyer's request for his money (退货, 仅退款) and where it stands. Each state is a type of its own, for in
 * each somebody else has the word, and until another instant.
 *
 * @param isFree the host pays the way back
 */
public record Return(
    String returnId, Kind kind, ReturnReason reason, List<Part> parts, boolean isFree, State state) {

  /** What shall happen to the goods. */
  public enum Kind {
    /** The buyer keeps what he has, or has nothing (仅退款). */
    REFUND_ONLY,
    /** The goods are sent back first (退货退款). */
    RETURN
  }

  /**
   * What the buyer gets.
   *
   * @param minor minor units, >= 0
   * @param isFull true for all he paid for these units: it is reckoned anew when it is paid
   */
  public record Award(long minor, boolean isFull) {
    public Award {
      if (minor < 0) {
        throw new IllegalArgumentException("an award of " + minor);
      }
    }
  }

  /** How it ended. */
  public enum End {
    /** The buyer has what he was awarded. */
    REFUNDED,
    /** The buyer let it be, or let his time pass. */
    WITHDRAWN,
    /** The operator decided against it; these units are not asked for again. */
    REJECTED
  }

  /** Where it stands. */
  public sealed interface State {

    /** When time decides; empty where nobody is hurried. */
    Optional<Instant> dueAt();

    /** The host answers; silent, he agrees. */
    record Asked(Award award, Instant until) implements State {
      @Override
      public Optional<Instant> dueAt() {
        return Optional.of(until);
      }
    }

    /** The host proposes less; the buyer accepts, which silence does too, or asks the operator. */
    record Proposed(Award award, Award asked, Instant until) implements State {
      @Override
      public Optional<Instant> dueAt() {
        return Optional.of(until);
      }
    }

    /** The host refused; the buyer asks the operator, or lets it be. */
    record Refused(Award asked, Instant until) implements State {
      @Override
      public Optional<Instant> dueAt() {
        return Optional.of(until);
      }
    }

    /** It was agreed; the buyer sends the goods back, or lets it be. */
    record Agreed(Award award, Instant until) implements State {
      @Override
      public Optional<Instant> dueAt() {
        return Optional.of(until);
      }
    }

    /** The goods are on their way back; the host says when they came, or time does. */
    record SentBack(Award award, Instant until) implements State {
      @Override
      public Optional<Instant> dueAt() {
        return Optional.of(until);
      }
    }

    /**
     * Both could not agree; the operator decides, in his own time.
     *
     * @param isSent the goods were sent back before
     */
    record Escalated(Award asked, boolean isSent) implements State {
      @Override
      public Optional<Instant> dueAt() {
        return Optional.empty();
      }
    }

    /**
     * It is over.
     *
     * @param isReceived the goods came back to the host before
     */
    record Ended(End end, Award award, boolean isReceived) implements State {

      /** It ended without any goods on their way. */
      public Ended(End end, Award award) {
        this(end, award, false);
      }

      @Override
      public Optional<Instant> dueAt() {
        return Optional.empty();
      }
    }
  }

  public Return {
    Objects.requireNonNull(returnId);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(reason);
    parts = List.copyOf(parts);
    Objects.requireNonNull(state);
  }

  public boolean isOpen() {
    return !(state instanceof State.Ended);
  }

  Return in(State next) {
    return new Return(returnId, kind, reason, parts, isFree, next);
  }
}
