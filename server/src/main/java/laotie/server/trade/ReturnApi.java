package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.trade.Returning.Power;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One return: how it stands, and the steps of buyer, host and operator. */
@Path("/api/v1/returns/{returnId}")
@RunOnVirtualThread
@Tag(name = "trade")
public class ReturnApi {

  /** Characters of a carrier's name or a tracking number. */
  private static final int TEXT_MAX = 60;

  private final ReturnDesk desk;
  private final Who who;

  ReturnApi(ReturnDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /**
   * A step.
   *
   * @param action one of the powers that the return names for the caller
   * @param words needed where it says no to somebody
   * @param minor of a proposal or a decision, minor units
   * @param isAfterReturn of a decision: the goods are sent back first
   * @param carrier of a parcel that was sent back
   * @param isBackOnShelf of an arrival: the goods are for sale again
   */
  record StepBody(
      String action, String words, long minor, boolean isAfterReturn, String carrier,
      String trackingNumber, boolean isBackOnShelf) {
    StepBody {
      action = Objects.requireNonNullElse(action, "");
      words = Objects.requireNonNullElse(words, "").strip();
      carrier = Objects.requireNonNullElse(carrier, "").strip();
      trackingNumber = Objects.requireNonNullElse(trackingNumber, "").strip();
    }
  }

  /** The return with all that was done and said, for buyer, host and operators. */
  @GET
  public ReturnViews.View read(@PathParam("returnId") String returnId) {
    return desk.read(who.requireMember(), returnId);
  }

  /**
   * A picture that the buyer shows, for buyer, host and operators; for others it does not exist.
   *
   * @param width wanted pixels, 0 for all there are
   */
  @GET
  @Path("/pictures/{pictureId}")
  @Produces({"image/jpeg", "image/png"})
  public Response picture(@PathParam("returnId") String returnId, @PathParam("pictureId") String pictureId,
      @QueryParam("w") @DefaultValue("0") int width) {
    return desk.picture(who.requireMember(), returnId, Input.id("picture", pictureId), width);
  }

  /** Takes a step; refuses one that is somebody else's, or comes too late. */
  @POST
  @Path("/steps")
  @Idempotent
  public ReturnViews.View step(@PathParam("returnId") String returnId, StepBody body) {
    Caller caller = who.requireMember();
    if (body == null) {
      throw Problem.field("/action", "an action is needed");
    }
    Power power = ReturnAskApi.one(Power.values(), body.action(), "/action");
    if (body.words().length() > ReturnAskApi.WORDS_MAX
        || ReturnDesk.WITH_WORDS.contains(power) && body.words().isEmpty()) {
      throw Problem.field("/words", "1 to " + ReturnAskApi.WORDS_MAX + " characters");
    }
    if (power == Power.SEND) {
      requireText("/carrier", body.carrier());
      requireText("/trackingNumber", body.trackingNumber());
    }
    return desk.act(caller, returnId, power, new Returns.Act(
        ReturnDesk.action(power, body.minor(), body.isAfterReturn()),
        new Returns.Said(body.words(), body.carrier(), body.trackingNumber(),
            power == Power.ARRIVE && body.isBackOnShelf())));
  }

  /** The host puts what came back on the shelf, once. */
  @POST
  @Path("/restock")
  public ReturnViews.View restock(@PathParam("returnId") String returnId) {
    return desk.restock(who.requireMember(), returnId);
  }

  private static void requireText(String pointer, String text) {
    if (text.isEmpty() || text.length() > TEXT_MAX) {
      throw Problem.field(pointer, "1 to " + TEXT_MAX + " characters");
    }
  }
}
