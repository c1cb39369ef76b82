package laotie.server.goods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.server.http.HttpReason;
import laotie.server.http.Marks;
import laotie.server.http.Problem;

/** How many pictures somebody may upload in an hour: they stay for ever, and the disk is everybody's. */
@Singleton
final class Uploads {

  /** Pictures of one account in an hour: a shop of 30 products with all their pictures. */
  static final int OF_ACCOUNT_MAX = 300;

  /** Pictures of one network in an hour; several hosts may sit behind one address. */
  static final int OF_NETWORK_MAX = 2_000;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int COUNTED_MAX = 100_000;

  private final CurrentVertxRequest request;
  private final Cache<String, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(COUNTED_MAX).expireAfterWrite(HOUR).build();

  Uploads(CurrentVertxRequest request) {
    this.request = request;
  }

  /** Counts one upload; refuses {@link HttpReason#TOO_MANY_REQUESTS}. */
  void take(String accountId) {
    take("account " + accountId, OF_ACCOUNT_MAX);
    take("network " + Marks.networkOf(request.getCurrent()), OF_NETWORK_MAX);
  }

  private void take(String of, int most) {
    if (counts.get(of, _ -> new AtomicInteger()).incrementAndGet() > most) {
      throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "at most " + most + " pictures an hour",
          Map.of("retryAfterSeconds", HOUR.toSeconds()));
    }
  }
}
