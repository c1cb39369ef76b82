package laotie.server.fans;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import laotie.fact.Relation;
import laotie.server.fans.Fans.Benefit;
import laotie.server.log.Database;
import laotie.server.log.Remembered;

/** What each tier gives at a host, from memory. */
@Singleton
final class Benefits {

  private static final int HOSTS_REMEMBERED_MAX = 50_000;

  /** In other processes a change is seen no later than this. */
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(10);

  private static final Benefit NONE = new Benefit(Relation.STRANGER, 0, 0);

  private final Database database;
  private final Cache<String, List<Benefit>> ofHosts =
      Caffeine.newBuilder().maximumSize(HOSTS_REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();

  Benefits(Database database) {
    this.database = database;
  }

  /** The lowest tier first; tiers that give nothing may be missing. */
  List<Benefit> ofHost(String hostId) {
    return Remembered.of(ofHosts, hostId,
        id -> database.read(connection -> BenefitStore.ofHost(connection, id)));
  }

  /** The benefit of a tier, or of the best one below it. */
  Benefit of(String hostId, Relation relation) {
    return relation.isFan() ? ofHost(hostId).stream()
        .filter(benefit -> benefit.tier().compareTo(relation) <= 0).reduce(NONE, (lower, higher) -> higher)
        : NONE;
  }

  int earlyMinutesMax(String hostId) {
    return ofHost(hostId).stream().mapToInt(Benefit::earlyMinutes).max().orElse(0);
  }

  void set(String hostId, List<Benefit> benefits) {
    database.write(connection -> {
      BenefitStore.replace(connection, hostId, benefits);
      return hostId;
    });
    ofHosts.invalidate(hostId);
  }
}
