package laotie.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import laotie.people.Attempts;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;

/**
 * How often somebody may try. A login is guarded twice: strictly against one network, and more widely
 * against all together, so that a stranger who guesses does not lock the owner out at once. A network may
 * be a whole village behind one address, so its limits are wide. Every refusal is counted.
 */
@Singleton
final class SignInLimits {

  /** Tries at one login from one network; a success empties the count. */
  static final Attempts.Allowance LOGIN_OF_NETWORK = new Attempts.Allowance(10, Duration.ofSeconds(60));

  /** Tries at one login from anywhere. */
  static final Attempts.Allowance LOGIN = new Attempts.Allowance(60, Duration.ofSeconds(10));

  /** Tries from one network at any login. */
  static final Attempts.Allowance NETWORK = new Attempts.Allowance(120, Duration.ofSeconds(1));

  /** New members of one network. */
  static final Attempts.Allowance MEMBERS = new Attempts.Allowance(300, Duration.ofSeconds(1));

  /** New guests of one network. */
  static final Attempts.Allowance GUESTS = new Attempts.Allowance(2_000, Duration.ofMillis(50));

  private static final int BUCKETS_MAX = 200_000;

  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Cache<String, Attempts> buckets =
      Caffeine.newBuilder().maximumSize(BUCKETS_MAX).expireAfterWrite(LOGIN_OF_NETWORK.whole()).build();

  SignInLimits(InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
  }

  /** One try to sign in; refuses {@link HttpReason#TOO_MANY_REQUESTS}. */
  void trySignIn(String login, String network) {
    take("network", "sign-in " + network, NETWORK);
    take("login", loginOfNetwork(login, network), LOGIN_OF_NETWORK);
    take("login", "login " + login, LOGIN);
  }

  /** The owner came: his mistypings from here are forgotten. */
  void succeeded(String login, String network) {
    buckets.invalidate(loginOfNetwork(login, network));
  }

  /** One new member; refuses {@link HttpReason#TOO_MANY_REQUESTS}. */
  void tryRegister(String network) {
    take("network", "member " + network, MEMBERS);
  }

  /** One new guest; refuses {@link HttpReason#TOO_MANY_REQUESTS}. */
  void tryGuest(String network) {
    take("network", "guest " + network, GUESTS);
  }

  private static String loginOfNetwork(String login, String network) {
    return "login " + login + " of " + network;
  }

  private void take(String by, String bucket, Attempts.Allowance allowance) {
    Instant now = clock.instant();
    Duration[] wait = {Duration.ZERO};
    buckets.asMap().compute(bucket, (key, held) ->
        switch (Optional.ofNullable(held).orElse(Attempts.NONE).attempt(allowance, now)) {
          case Attempts.Answer.Go go -> go.after();
          case Attempts.Answer.Wait refused -> {
            wait[0] = refused.retryAfter();
            yield held;
          }
        });
    if (wait[0].isPositive()) {
      meters.counter("laotie.people.tries.refused", "by", by).increment();
      long seconds = wait[0].plusMillis(999).toSeconds();
      throw Problem.of(
          HttpReason.TOO_MANY_REQUESTS,
          "too many tries of one " + by + "; come back in " + seconds + " s",
          Map.of("retryAfterSeconds", seconds));
    }
  }
}
