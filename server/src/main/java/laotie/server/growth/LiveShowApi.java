package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import laotie.growth.Factors;
import laotie.growth.Measure;
import laotie.growth.ShowCurve;
import laotie.server.growth.GrowthApi.FactorsAnswer;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A show while it goes on, for its host and his assistants: asked every two seconds. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class LiveShowApi {

  private final Growth growth;
  private final Neighbours neighbours;
  private final Who who;

  LiveShowApi(Growth growth, Neighbours neighbours, Who who) {
    this.growth = growth;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** One show that has begun, minute by minute, beside its host's last shows. */
  @GET
  @Path("/shows/{showId}/live")
  public LiveAnswer ofShow(@PathParam("showId") String showId) {
    who.requireMember();
    ShowStore.Show show = growth.show(showId)
        .or(() -> neighbours.show(showId))
        .orElseThrow(() -> Problem.notFound("show", showId));
    neighbours.requireActsFor(who.requireMember(), show.hostId());
    Instant startedAt = show.startedAt().orElseThrow(() -> Problem.notFound("begun show", showId));
    return LiveAnswer.of(showId, growth.live().of(show, startedAt));
  }

  /**
   * A show up to its last whole minute.
   *
   * @param minute that minute, from 0; -1 in the first one
   * @param factors from the begin to its end: viewers are persons who played anything, play is added up over
   *     tabs, so both may be a little above the show's own numbers
   * @param usual the sums of {@code before} together: divide viewers and GMV by their number, ratios as they
   *     are; absent without shows before
   * @param gmvMinorPerHour of the last hour, or since the begin; absent in the first five minutes
   * @param curve one point a minute from the first on
   */
  public record LiveAnswer(
      String showId, Instant from, Instant to, boolean isLive, int minute, FactorsAnswer factors,
      Optional<FactorsAnswer> usual, List<BeforeAnswer> before, OptionalLong gmvMinorPerHour,
      List<PointAnswer> curve, List<MarkerAnswer> markers, SplitAnswer split, List<ProductAnswer> products,
      long follows, long intents) {

    static LiveAnswer of(String showId, LiveNumbers.Live live) {
      List<PointAnswer> curve = new ArrayList<>();
      for (ShowCurve.Point point : live.curve().points()) {
        curve.add(new PointAnswer(point.concurrent(), point.orders(), point.gmvMinor()));
      }
      List<ProductAnswer> products = new ArrayList<>();
      live.products().forEach((id, product) -> products.add(new ProductAnswer(id, product.exposed(),
          product.sold().opened(), product.sold().orders(), product.sold().units(),
          product.sold().paidMinor())));
      return new LiveAnswer(showId, live.from(), live.to(), live.isLive(), live.minute(),
          FactorsAnswer.of(live.soFar()), usual(live.before()),
          live.before().stream().map(BeforeAnswer::of).toList(), live.gmvMinorPerHour(), curve,
          live.markers().stream().map(marker -> new MarkerAnswer(
              marker.at(), marker.kind().name(), marker.subjectId())).toList(),
          SplitAnswer.of(live), products, live.sum(Measure.FOLLOWS), live.sum(Measure.INTENTS));
    }

    private static Optional<FactorsAnswer> usual(List<LiveNumbers.Before> before) {
      return before.stream().map(LiveNumbers.Before::soFar)
          .reduce((one, other) -> new Factors(
              one.uv() + other.uv(), one.watchMillis() + other.watchMillis(),
              one.buyers() + other.buyers(), one.orders() + other.orders(),
              Math.addExact(one.gmvMinor(), other.gmvMinor())))
          .map(FactorsAnswer::of);
    }
  }

  /** A show of before at the same minute; {@code isOver} when it was shorter, and these are its last. */
  public record BeforeAnswer(String showId, Instant startedAt, boolean isOver, FactorsAnswer factors) {

    static BeforeAnswer of(LiveNumbers.Before before) {
      return new BeforeAnswer(
          before.showId(), before.startedAt(), before.isOver(), FactorsAnswer.of(before.soFar()));
    }
  }

  /** One minute: viewers at the busier of its half minutes' ends, orders and GMV paid in it. */
  public record PointAnswer(long concurrent, long orders, long gmvMinor) {}

  /** PIN, UNPIN, FLASH (of a product), PRICES, STALL or RESUME. */
  public record MarkerAnswer(Instant at, String kind, String productId) {}

  /** By the pool in which the view began. */
  public record SplitAnswer(
      long viewsPublic, long viewsPrivate, long ordersPublic, long ordersPrivate, long gmvPublicMinor,
      long gmvPrivateMinor) {

    static SplitAnswer of(LiveNumbers.Live live) {
      return new SplitAnswer(live.sum(Measure.VIEWS_PUBLIC), live.sum(Measure.VIEWS_PRIVATE),
          live.sum(Measure.ORDERS_PUBLIC), live.sum(Measure.ORDERS_PRIVATE), live.sum(Measure.GMV_PUBLIC),
          live.sum(Measure.GMV_PRIVATE));
    }
  }

  /**
   * What became of a product in the minutes of the show.
   *
   * @param exposed viewers of the minutes in which its card was pinned
   * @param opened how often it was opened
   * @param paidMinor what was paid for the units, without shipping
   */
  public record ProductAnswer(
      String productId, long exposed, long opened, long orders, long units, long paidMinor) {}
}
