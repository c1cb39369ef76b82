package laotie.server.growth;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.growth.value.Backtest;
import laotie.growth.value.History;
import laotie.growth.value.ModelKind;
import laotie.growth.value.Value;

/**
 * The model of all hosts' customers together, for hosts whose own are too few. It tells a host nothing of
 * others but how people buy on this square. Asked by one thread at a time, and kept for a while.
 */
@Singleton
final class ValuePool {

  private static final Duration KEPT_FOR = Duration.ofMinutes(10);

  private final ValueHistories histories;
  private final InstantSource clock;
  private Optional<Kept> kept = Optional.empty();

  ValuePool(ValueHistories histories, InstantSource clock) {
    this.histories = histories;
    this.clock = clock;
  }

  /**
   * Two fits: to what is known, and to what was known before the last third of the time.
   *
   * @param whole the test over all customers
   */
  record Fits(Value now, Value then, Backtest.Window window, Backtest whole) {}

  private record Kept(LocalDate lastDay, Instant until, Decision<Fits> fits) {}

  /** The fits as of a day, or why there are none. */
  synchronized Decision<Fits> of(LocalDate lastDay) {
    Instant now = clock.instant();
    if (kept.isEmpty() || !kept.get().lastDay().equals(lastDay) || kept.get().until().isBefore(now)) {
      Decision<Fits> fits = fit(histories.ofSquare(lastDay), lastDay);
      // A square that is too small may not be so in a minute, and is fast to ask again.
      kept = fits instanceof Accepted<Fits>
          ? Optional.of(new Kept(lastDay, now.plus(KEPT_FOR), fits)) : Optional.empty();
      return fits;
    }
    return kept.get().fits();
  }

  private static Decision<Fits> fit(List<History> people, LocalDate lastDay) {
    Decision<Value> now = Value.of(ModelKind.MBG_NBD,
        people.stream().map(one -> one.at(lastDay)).toList(), new Random(Valuer.SEED));
    return switch (now) {
      case Refused<Value> no -> new Refused<>(no.reason(), no.detail(), no.members());
      case Accepted<Value> yes -> {
        Backtest.Window window = Backtest.Window.lastThird(ValueHistories.first(people), lastDay);
        Decision<Value> then =
            Value.of(ModelKind.MBG_NBD, window.known(people), new Random(Valuer.SEED));
        yield switch (then) {
          case Refused<Value> no -> new Refused<>(no.reason(), no.detail(), no.members());
          case Accepted<Value> old -> new Accepted<>(new Fits(yes.value(), old.value(), window,
              Backtest.of(old.value(), people, window)), List.of());
        };
      }
    };
  }
}
