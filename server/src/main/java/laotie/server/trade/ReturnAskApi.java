package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.trade.Back.Part;
import laotie.trade.Return;
import laotie.trade.ReturnReason;
import laotie.trade.ReturnRules;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A buyer asks for his money: what is possible, and the asking itself. */
@Path("/api/v1/orders/{orderId}/returns")
@RunOnVirtualThread
@Tag(name = "trade")
public class ReturnAskApi {

  /** Characters of words in a return. */
  static final int WORDS_MAX = 500;

  /** Pictures of evidence. */
  static final int PICTURES_MAX = 6;

  private static final int LINES_MAX = 20;

  private final ReturnDesk desk;
  private final Who who;

  ReturnAskApi(ReturnDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /** Units of one line of the order, by its place from 0. */
  record PartBody(int line, int quantity) {}

  /** The units somebody thinks of returning; none for all that is left. */
  record PartsBody(List<PartBody> lines) {}

  /**
   * What a buyer asks.
   *
   * @param lines units; none for all that is left
   * @param words his own, needed for {@code OTHER}
   * @param pictures ids of pictures he sent to {@code /api/v1/pictures?private=true}, at most six
   */
  record AskBody(String kind, String reason, List<PartBody> lines, String words, List<String> pictures) {
    AskBody {
      kind = Objects.requireNonNullElse(kind, "");
      reason = Objects.requireNonNullElse(reason, "");
      words = Objects.requireNonNullElse(words, "").strip();
      pictures = pictures == null ? List.of() : pictures.stream().filter(Objects::nonNull).toList();
    }
  }

  /**
   * What may be asked.
   *
   * @param lines how many units of each line are left to ask for
   * @param choices for the units that were named, by reason
   */
  record ChoicesView(List<PartView> lines, List<ChoiceView> choices, Instant now) {}

  record PartView(int line, int unitsFree) {}

  /**
   * One reason that fits.
   *
   * @param award what the buyer would get
   * @param isFree the host would pay the way back
   * @param isAtOnce nobody needs to agree
   */
  record ChoiceView(
      ReturnReason reason, Set<Return.Kind> kinds, Money award, boolean isFree, boolean isAtOnce) {}

  /** The requests for this order, the oldest first; for buyer, host and operators. */
  @GET
  public List<ReturnViews.View> list(@PathParam("orderId") String orderId) {
    Caller caller = who.requireMember();
    return desk.ofOrder(caller, orderId);
  }

  /** What may be asked for these units; changes nothing. */
  @POST
  @Path("/choices")
  public ChoicesView choices(@PathParam("orderId") String orderId, PartsBody body) {
    List<Part> parts = parts(Optional.ofNullable(body).map(PartsBody::lines));
    return desk.choices(who.requireMember().accountId(), orderId, parts);
  }

  /** Asks. */
  @POST
  @Idempotent
  public Response ask(@PathParam("orderId") String orderId, AskBody body) {
    Caller caller = who.requireMember();
    if (body == null) {
      throw Problem.field("/reason", "a reason is needed");
    }
    Return.Kind kind = one(Return.Kind.values(), body.kind(), "/kind");
    ReturnReason reason = one(ReturnReason.values(), body.reason(), "/reason");
    if (body.words().length() > WORDS_MAX || reason == ReturnReason.OTHER && body.words().isEmpty()) {
      throw Problem.field("/words", (reason == ReturnReason.OTHER ? "1" : "0") + " to " + WORDS_MAX
          + " characters");
    }
    if (body.pictures().size() > PICTURES_MAX) {
      throw Problem.field("/pictures", "at most " + PICTURES_MAX);
    }
    ReturnRules.Wish wish =
        new ReturnRules.Wish(kind, reason, parts(Optional.ofNullable(body.lines())));
    return Response.status(201)
        .entity(desk.ask(caller, orderId, new ReturnDesk.Wanted(wish, body.words(), body.pictures())))
        .build();
  }

  private static List<Part> parts(Optional<List<PartBody>> body) {
    List<PartBody> bodies = body.orElse(List.of());
    if (bodies.size() > LINES_MAX) {
      throw Problem.field("/lines", "at most " + LINES_MAX);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      PartBody part = bodies.get(i);
      if (part == null || part.line() < 0 || part.line() >= LINES_MAX || part.quantity() < 1) {
        throw Problem.field("/lines/" + i, "a line from 0 and at least one unit");
      }
      parts.add(new Part(part.line(), part.quantity()));
    }
    return parts;
  }

  /** The constant of this name; refuses another one at {@code pointer}. */
  static <T extends Enum<T>> T one(T[] known, String name, String pointer) {
    for (T each : known) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw Problem.field(pointer, "one of " + List.of(known));
  }
}
