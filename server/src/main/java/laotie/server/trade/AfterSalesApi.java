package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.trade.AfterSales;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a shop promises after a sale; everybody may read it before he buys. */
@Path("/api/v1/hosts/{hostId}/after-sales")
@RunOnVirtualThread
@Tag(name = "trade")
public class AfterSalesApi {

  /** Minor units up to which a host may promise a refund without a return: 10,000 yuan. */
  private static final long REFUND_ONLY_MINOR_MAX = 1_000_000;

  private final Database database;
  private final People people;
  private final Who who;
  private final InstantSource clock;

  AfterSalesApi(Database database, People people, Who who, InstantSource clock) {
    this.database = database;
    this.people = people;
    this.who = who;
    this.clock = clock;
  }

  /**
   * The rules of a shop.
   *
   * @param isSevenDays return without reason within seven days of delivery
   * @param refundOnlyMinor up to so much a faulty thing is refunded and not sent back, minor units
   * @param isReturnFree the host pays the way back of every return
   * @param closeDays days after delivery when an order closes, 7..30
   */
  record RulesBody(boolean isSevenDays, long refundOnlyMinor, boolean isReturnFree, int closeDays) {}

  /** The rules of orders placed now. */
  @GET
  public RulesBody read(@PathParam("hostId") String hostId) {
    Instant now = clock.instant();
    AfterSales rules = database.read(connection -> AfterSalesStore.at(connection, hostId, now));
    return new RulesBody(rules.isSevenDays(), rules.refundOnlyMinor(), rules.isReturnFree(),
        rules.closeDays());
  }

  /** Sets the rules of orders from now on; those that were placed keep theirs. */
  @PUT
  public RulesBody set(@PathParam("hostId") String hostId, RulesBody body) {
    Caller caller = who.requireMember();
    if (!people.mayActFor(caller, hostId)) {
      throw Problem.notFound("host", hostId);
    }
    if (!caller.accountId().equals(hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host himself says what his shop promises");
    }
    if (body == null || body.closeDays() < AfterSales.CLOSE_DAYS_MIN
        || body.closeDays() > AfterSales.CLOSE_DAYS_MAX) {
      throw Problem.field("/closeDays", AfterSales.CLOSE_DAYS_MIN + " to " + AfterSales.CLOSE_DAYS_MAX);
    }
    if (body.refundOnlyMinor() < 0 || body.refundOnlyMinor() > REFUND_ONLY_MINOR_MAX) {
      throw Problem.field("/refundOnlyMinor", "0 to " + REFUND_ONLY_MINOR_MAX);
    }
    AfterSales rules = new AfterSales(
        body.isSevenDays(), body.refundOnlyMinor(), body.isReturnFree(), body.closeDays());
    database.write(connection -> {
      AfterSalesStore.set(connection, hostId, rules, clock.instant());
      return hostId;
    });
    return body;
  }
}
