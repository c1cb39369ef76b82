package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.fact.BusinessDays;
import laotie.server.growth.GrowthApi.RepurchaseAnswer;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The evidence behind a persona (人设): what a host says of himself beside what the facts say. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class EvidenceApi {

  /** Days that are looked at. */
  static final int WINDOW_DAYS = 90;

  /** With fewer cases a number says nothing, and is not told. */
  static final int CASES_MIN = 10;

  /** Hosts whose evidence is kept for everybody, and for how long. */
  private static final int CACHED_MAX = 5_000;

  private static final Duration CACHED_FOR = Duration.ofSeconds(15);

  private final Database database;
  private final People people;
  private final InstantSource clock;
  private final BusinessDays days;
  private final LoadingCache<String, Optional<EvidenceAnswer>> cached;

  EvidenceApi(Database database, People people, Settings settings, InstantSource clock) {
    this.database = database;
    this.people = people;
    this.clock = clock;
    this.days = new BusinessDays(settings.shop().zone());
    this.cached = Caffeine.newBuilder().maximumSize(CACHED_MAX).expireAfterWrite(CACHED_FOR)
        .build(this::read);
  }

  /**
   * Who a host is and how he serves. Every number but the first four is of the last {@code windowDays}; one
   * with fewer than {@value #CASES_MIN} cases behind it is absent.
   *
   * @param sinceYear the year he says he began, his own words like {@code goodsFrom}
   * @param openedAt when he opened here or held his first show, whichever is earlier
   * @param sourcingClips clips on show that tell where goods come from
   * @param orders paid orders
   * @param asked questions of viewers, {@code answered} those that were answered by now
   * @param replyMedianSeconds exact median from question to first answer, over those answered
   * @param shipped orders that were shipped by now
   * @param shipMedianSeconds exact median from payment to shipping, over those shipped
   * @param refunded orders of which money went back
   * @param refundRate refunded / orders, 0..1
   * @param repurchase R3 over all of his buyers, see docs/areas/growth.md
   * @param shows shows that began
   * @param isSimulated true when simulated people are among those counted
   */
  record EvidenceAnswer(
      int windowDays, int sinceYear, Instant openedAt, String goodsFrom, long sourcingClips, long orders,
      long asked, long answered, OptionalDouble replyMedianSeconds, long shipped,
      OptionalDouble shipMedianSeconds, long refunded, OptionalDouble refundRate,
      List<RepurchaseAnswer> repurchase, long shows, boolean isSimulated) {}

  /** Everybody may read it: it is what trust is asked for with. */
  @GET
  @Path("/hosts/{hostId}/evidence")
  public EvidenceAnswer evidence(@PathParam("hostId") String hostId) {
    return cached.get(Input.id("host", hostId)).orElseThrow(() -> Problem.notFound("host", hostId));
  }

  private Optional<EvidenceAnswer> read(String hostId) {
    return people.host(hostId).map(host -> database.read(connection -> answer(connection, host)));
  }

  private EvidenceAnswer answer(Connection connection, People.HostCard host) throws SQLException {
    Instant now = clock.instant();
    Instant since = days.startOf(days.dayOf(now).minusDays(WINDOW_DAYS - 1));
    String hostId = host.hostId();
    EvidenceStore.Service replies = EvidenceStore.replies(connection, hostId, since);
    EvidenceStore.Service orders = EvidenceStore.orders(connection, hostId, since);
    List<RepurchaseAnswer> repurchase = new ArrayList<>();
    for (int n : Growth.REPURCHASE_DAYS) {
      repurchase.add(RepurchaseAnswer.of(
          LoyaltyStore.ofHost(connection, hostId, n, days.dayOf(now).minusDays(1))));
    }
    // A history that was brought along is older than the account.
    Instant openedAt = EvidenceStore.firstShow(connection, hostId)
        .filter(first -> first.isBefore(host.openedAt())).orElse(host.openedAt());
    return new EvidenceAnswer(WINDOW_DAYS, host.persona().sinceYear(), openedAt,
        host.persona().goodsFrom(), EvidenceStore.sourcingClips(connection, hostId), orders.cases(),
        replies.cases(), replies.done(), told(replies.done(), replies.medianSeconds()),
        orders.done(), told(orders.done(), orders.medianSeconds()), orders.undone(),
        told(orders.cases(), OptionalDouble.of((double) orders.undone() / Math.max(1, orders.cases()))),
        repurchase, EvidenceStore.shows(connection, hostId, since),
        host.isSimulated() || ShowStore.isHostSimulated(connection, hostId));
  }

  private static OptionalDouble told(long cases, OptionalDouble number) {
    return cases < CASES_MIN ? OptionalDouble.empty() : number;
  }
}
