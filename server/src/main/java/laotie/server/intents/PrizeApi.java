package laotie.server.intents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import laotie.live.Chat;
import laotie.server.http.Bodies;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The comment of the day: a rule a host can switch on. What it gives, and who won, is open to everybody. */
@Path("/api/v1/hosts/{hostId}/comment-of-the-day")
@RunOnVirtualThread
@Tag(name = "intents")
public class PrizeApi {

  /** Characters of a prize's name. */
  static final int PRIZE_MAX = 80;

  private static final LocalDate EVER = LocalDate.EPOCH;
  private static final LocalDate FAR = LocalDate.of(9999, 1, 1);

  private final Neighbours neighbours;
  private final Database database;
  private final PrizeJob.Calendar calendar;

  PrizeApi(Neighbours neighbours, Database database, PrizeJob.Calendar calendar) {
    this.neighbours = neighbours;
    this.database = database;
    this.calendar = calendar;
  }

  /** Whether a host gives a prize, and which. */
  record Setting(boolean isOn, String prize) {
    Setting {
      prize = Chat.tidy(Bodies.text(prize));
    }
  }

  /**
   * Who won.
   *
   * @param voices different people who asked the same after him that day
   */
  record Winner(
      LocalDate day, String commentId, String name, String text, String prize, int voices,
      Instant chosenAt) {}

  @GET
  public Setting read(@PathParam("hostId") String hostId) {
    neighbours.requireKnown(hostId);
    return database.read(connection -> PrizeStore.setting(connection, hostId))
        .map(set -> new Setting(set.isOn(), set.prize())).orElse(new Setting(false, ""));
  }

  /** Today is the first day that may win when it is switched on now. */
  @PUT
  public Setting set(@PathParam("hostId") String hostId, Setting body) {
    neighbours.requireHost(hostId);
    Setting wanted = Bodies.present(body);
    int characters = wanted.prize().codePointCount(0, wanted.prize().length());
    if (characters > PRIZE_MAX || wanted.isOn() && characters == 0) {
      throw Problem.field("/prize", "1.." + PRIZE_MAX + " characters");
    }
    database.write(connection -> {
      PrizeStore.set(connection, hostId,
          new PrizeStore.Setting(wanted.isOn(), wanted.prize(), calendar.today()));
      return wanted;
    });
    return wanted;
  }

  /** The last day first. */
  @GET
  @Path("/winners")
  public Page<Winner> winners(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    neighbours.requireKnown(hostId);
    int size = Page.limit(limit);
    LocalDate before = before(after);
    List<PrizeStore.Winner> rows =
        database.read(connection -> PrizeStore.winners(connection, hostId, before, size));
    return new Page<>(rows.stream().map(row -> new Winner(row.day(), row.commentId(), row.name(),
        row.text(), row.prize(), row.voices(), row.chosenAt())).toList(),
        rows.size() < size ? "" : rows.getLast().day().toString());
  }

  private static LocalDate before(String after) {
    if (after.isEmpty()) {
      return FAR;
    }
    try {
      LocalDate day = LocalDate.parse(after);
      if (day.isAfter(EVER) && day.isBefore(FAR)) {
        return day;
      }
    } catch (DateTimeException wrong) {
      // Said below, as for a day that no calendar of ours has.
    }
    throw Problem.field("/after", "the next of a page before");
  }
}
