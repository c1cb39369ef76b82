package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Who;
import laotie.trade.Standing;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How good a buyer the caller is, with the numbers behind it. */
@Path("/api/v1/me/standing")
@RunOnVirtualThread
@Tag(name = "trade")
public class StandingApi {

  private final Who who;
  private final BuyerStandings standings;

  StandingApi(Who who, BuyerStandings standings) {
    this.who = who;
    this.standings = standings;
  }

  /**
   * The caller's standing.
   *
   * @param orders those of the last year that do not wait for a payment any more
   * @param paidRate paid of these, 0..1; absent without one
   * @param keptRate of the paid ones, those that did not go back whole; absent without one
   * @param reviewed kept orders he reviewed; two of them stand for one paid order
   * @param isEarly true when he may buy early at every host
   */
  record View(
      Standing standing, long orders, Optional<Double> paidRate, Optional<Double> keptRate,
      long reviewed, boolean isEarly) {}

  @GET
  public View mine() {
    String buyerId = who.requireMember().accountId();
    Standing.Record record =
        standings.records(List.of(buyerId)).getOrDefault(buyerId, Standing.Record.NONE);
    Standing standing = Standing.of(record);
    return new View(standing, record.ended(), rate(record.paid(), record.ended()),
        rate(record.paid() - record.back(), record.paid()), record.reviewed(),
        standing == Standing.TRUSTED);
  }

  private static Optional<Double> rate(long part, long whole) {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }
}
