package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import laotie.fact.BusinessDays;
import laotie.growth.report.ReportInput;
import laotie.growth.repurchase.Buyer;
import laotie.growth.repurchase.Tally;
import laotie.server.growth.ChannelStore.Channel;
import laotie.server.growth.RepurchaseNumbers.Seen;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/**
 * All definitions of repurchase over the buyers of one channel that a host brought along. A channel is known
 * until the day of its last order, in its own zone and currency; that day and not yesterday is its last.
 */
@Singleton
final class ChannelNumbers {

  private static final Duration KEPT_FOR = Duration.ofSeconds(30);
  private static final int KEPT_MAX = 200;
  private static final int RETRY_AFTER_SECONDS = 10;

  private final Database database;
  private final LoadingCache<Known, Optional<Seen>> kept;
  private final Semaphore turn = new Semaphore(1);

  ChannelNumbers(Database database) {
    this.database = database;
    this.kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR)
        .build(known -> count(known.channel()));
  }

  /** A channel as far as it is counted. */
  private record Known(Channel channel, long version) {}

  /** The host's channel; another's is not found. */
  Channel channel(String hostId, String channelId) {
    return database.read(connection -> ChannelStore.find(connection, hostId, channelId))
        .orElseThrow(() -> Problem.notFound("channel", channelId));
  }

  /** The counts, at most {@link #KEPT_FOR} old; absent while no order of it is effective. */
  Optional<Seen> of(Channel channel) {
    long version = database.read(connection -> ChannelStore.version(connection, channel));
    return kept.get(new Known(channel, version));
  }

  private Optional<Seen> count(Channel channel) {
    Optional<LocalDate> last = lastDay(channel);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Tally[] tally = {Tally.zero(last.get())};
    each(channel, buyers -> tally[0] = tally[0].merge(Tally.of(last.get(), buyers)));
    return Optional.of(new Seen(tally[0], channel.currency(), false));
  }

  private Optional<LocalDate> lastDay(Channel channel) {
    Optional<Instant> last = database.read(connection -> ChannelStore.lastAt(connection, channel));
    return last.map(new BusinessDays(channel.zone())::dayOf);
  }

  /** Hands the buyers over page by page. */
  private void each(Channel channel, Consumer<List<Buyer>> sink) {
    BusinessDays days = new BusinessDays(channel.zone());
    String after = "";
    for (int pages = 0; pages < RepurchaseNumbers.PAGES_MAX; pages++) {
      String from = after;
      List<ChannelStore.Line> page =
          database.read(connection -> ChannelStore.page(connection, channel, from));
      sink.accept(page.stream().map(line -> Buyer.of(line.loyalty(), days))
          .filter(buyer -> !buyer.orders().isEmpty() || !buyer.backs().isEmpty()).toList());
      if (page.size() < ChannelStore.ROWS_MAX) {
        return;
      }
      after = page.getLast().buyerId();
    }
    throw overloaded("more than " + RepurchaseNumbers.PAGES_MAX * ChannelStore.ROWS_MAX + " buyers");
  }

  /** What a report needs; one is made at a time. Refuses what does not fit. */
  ReportInput report(Channel channel) {
    if (!turn.tryAcquire()) {
      throw overloaded("another report is being made");
    }
    try {
      List<Buyer> all = new ArrayList<>();
      each(channel, buyers -> {
        if (all.size() + buyers.size() > RepurchaseNumbers.REPORT_BUYERS_MAX) {
          throw overloaded("more than " + RepurchaseNumbers.REPORT_BUYERS_MAX + " buyers for a report");
        }
        all.addAll(buyers);
      });
      LocalDate last = lastDay(channel)
          .orElseThrow(() -> Problem.notFound("order of channel", channel.channelId()));
      return RepurchaseNumbers.input(
          channel.name(), all, new Seen(Tally.of(last, all), channel.currency(), false), channel.zone());
    } finally {
      turn.release();
    }
  }

  private static Problem overloaded(String detail) {
    return Problem.of(
        HttpReason.OVERLOADED, detail, Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
  }
}
