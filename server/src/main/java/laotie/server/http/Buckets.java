package laotie.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import laotie.people.Attempts;

/** Attempts of many, each counted in a bucket of its own that refills with time, by core's rule. */
public final class Buckets {

  /** Buckets in memory; one that is pushed out is full again. */
  private static final int BUCKETS_MAX = 200_000;

  private final InstantSource clock;
  private final Cache<String, Attempts> buckets;

  /** Buckets that are full again after {@code whole} at the latest, and are forgotten then. */
  public Buckets(InstantSource clock, Duration whole) {
    this.clock = clock;
    this.buckets = Caffeine.newBuilder().maximumSize(BUCKETS_MAX).expireAfterWrite(whole).build();
  }

  /** One attempt: zero when it may be, else how long to wait; then nothing was counted. */
  public Duration take(String bucket, Attempts.Allowance allowance) {
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
    return wait[0];
  }

  /** Takes one attempt back that turned out to be none. */
  public void giveBack(String bucket, Attempts.Allowance allowance) {
    buckets.asMap().computeIfPresent(bucket, (key, held) -> held.giveBack(allowance));
  }

  /** Forgets what was counted in a bucket. */
  public void forget(String bucket) {
    buckets.invalidate(bucket);
  }

  /** What whoever has to wait is told. */
  public static Problem tooMany(String what, Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return Problem.of(HttpReason.TOO_MANY_REQUESTS, "too many " + what + "; come back in " + seconds + " s",
        Map.of("retryAfterSeconds", seconds));
  }
}
