package laotie.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import laotie.people.Attempts;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * How often somebody may give a heart and take it back, follow, reserve, look at clips: each is a fact that
 * is kept, so nobody fills the log with them. Far above what hands do.
 */
@Singleton
public final class Bounds {

  /** Taps of one account at once, and then one a second. */
  static final Attempts.Allowance OF_ACCOUNT = new Attempts.Allowance(120, Duration.ofSeconds(1));

  /** Taps from one network at once, and then two hundred a second: guests cost nothing. */
  static final Attempts.Allowance OF_NETWORK = new Attempts.Allowance(20_000, Duration.ofMillis(5));

  private final Who who;
  private final MeterRegistry meters;
  private final Buckets buckets;

  Bounds(Who who, MeterRegistry meters, InstantSource clock) {
    this.who = who;
    this.meters = meters;
    this.buckets = new Buckets(clock, OF_ACCOUNT.whole());
  }

  /** Refuses {@link HttpReason#TOO_MANY_REQUESTS}; somebody without a session is the door's affair. */
  @Bounded
  @ServerRequestFilter
  public void count() {
    Optional<Caller> caller = who.caller();
    if (caller.isPresent()) {
      take("network", "network " + Marks.networkOf(who.request()), OF_NETWORK);
      take("account", "account " + caller.get().accountId(), OF_ACCOUNT);
    }
  }

  private void take(String by, String bucket, Attempts.Allowance allowance) {
    Duration wait = buckets.take(bucket, allowance);
    if (wait.isPositive()) {
      meters.counter("laotie.http.taps.refused", "by", by).increment();
      throw Buckets.tooMany("taps of one " + by, wait);
    }
  }
}
