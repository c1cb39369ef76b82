package laotie.server.people;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import laotie.people.Attempts;
import laotie.server.http.Buckets;
import laotie.server.http.HttpReason;

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

  private final MeterRegistry meters;
  private final Buckets buckets;

  SignInLimits(InstantSource clock, MeterRegistry meters) {
    this.meters = meters;
    this.buckets = new Buckets(clock, LOGIN_OF_NETWORK.whole());
  }

  /** One try to sign in; refuses {@link HttpReason#TOO_MANY_REQUESTS}. */
  void trySignIn(String login, String network) {
    take("network", "sign-in " + network, NETWORK);
    take("login", loginOfNetwork(login, network), LOGIN_OF_NETWORK);
    take("login", "login " + login, LOGIN);
  }

  /** The owner came: his mistypings from here are forgotten. */
  void succeeded(String login, String network) {
    buckets.forget(loginOfNetwork(login, network));
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
    Duration wait = buckets.take(bucket, allowance);
    if (wait.isPositive()) {
      meters.counter("laotie.people.tries.refused", "by", by).increment();
      throw Buckets.tooMany("tries of one " + by, wait);
    }
  }
}
