package laotie.server.prices;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import laotie.people.Attempts.Allowance;
import laotie.server.http.Buckets;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Guesser;

/**
 * How many codes that no coupon has somebody may type: a code is a secret of few letters. Each try is counted
 * before its code is looked for and given back when it was right, so that a crowd of tries at once finds no
 * gap, and a right code helps nobody to further wrong ones. Every refusal is counted.
 */
@Singleton
final class Guesses {

  /** Wrong codes of one account. */
  static final Allowance ACCOUNT = new Allowance(10, Duration.ofSeconds(30));

  /** Wrong codes of all who have no account, from one network. */
  static final Allowance NOBODY = new Allowance(100, Duration.ofSeconds(3));

  /** Wrong codes of all members of one network, which may be a whole village: fresh accounts are free. */
  static final Allowance MEMBERS = new Allowance(1_000, Duration.ofSeconds(1));

  private final MeterRegistry meters;
  private final Buckets buckets;

  Guesses(InstantSource clock, MeterRegistry meters) {
    this.meters = meters;
    this.buckets = new Buckets(clock, MEMBERS.whole());
  }

  /** What {@code find} finds; refuses {@code TOO_MANY_REQUESTS} when too much was guessed before. */
  Optional<CouponRow> of(Guesser guesser, Supplier<Optional<CouponRow>> find) {
    boolean isMember = !guesser.accountId().isEmpty();
    Allowance ofNetwork = isMember ? MEMBERS : NOBODY;
    String network = (isMember ? "members of " : "nobody of ") + guesser.network();
    String account = "account " + guesser.accountId();
    if (isMember) {
      take("account", account, ACCOUNT);
    }
    take("network", network, ofNetwork);
    Optional<CouponRow> found = find.get();
    if (found.isPresent()) {
      buckets.giveBack(network, ofNetwork);
      buckets.giveBack(account, ACCOUNT);
    }
    return found;
  }

  private void take(String by, String bucket, Allowance allowance) {
    Duration wait = buckets.take(bucket, allowance);
    if (wait.isPositive()) {
      meters.counter("laotie.prices.guesses.refused", "by", by).increment();
      throw Buckets.tooMany("codes that no coupon has", wait);
    }
  }
}
