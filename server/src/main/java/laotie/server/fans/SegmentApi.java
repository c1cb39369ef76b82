package laotie.server.fans;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.FansFact;
import laotie.fact.Relation;
import laotie.server.http.CsvFile.Encoding;
import laotie.server.http.CsvFile;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A host's fans who consented, by segment. To see them takes the host or an assistant, to take them along the
 * host himself.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "fans")
public class SegmentApi {

  /** Fans of one exported file. */
  private static final int EXPORTED_MAX = 50_000;

  private final Who who;
  private final Hosts hosts;
  private final Segments segments;
  private final FanList list;

  SegmentApi(Who who, Hosts hosts, Segments segments, FanList list) {
    this.who = who;
    this.hosts = hosts;
    this.segments = segments;
    this.list = list;
  }

  /**
   * A fan as the host sees him. Whoever adds to it adds to {@link Holdings.Held} and to the words of the
   * consent.
   *
   * @param spentMinor what he paid here and was not given back, minor units
   * @param isLate true when he bought before and should have been back by now
   */
  record FanView(
      String viewerId, String name, String avatarUrl, Relation tier, Instant followedAt, int orders,
      long spentMinor, Optional<LocalDate> lastOrderDay, boolean isLate) {}

  record Counts(List<Segments.Counted> items) {}

  @GET
  @Path("/hosts/{hostId}/segments")
  public Counts segments(@PathParam("hostId") String hostId) {
    hosts.asActor(who.requireMember(), hostId);
    return new Counts(segments.counts(hostId));
  }

  @GET
  @Path("/hosts/{hostId}/fans")
  public Page<FanView> fans(
      @PathParam("hostId") String hostId,
      @QueryParam("segment") @DefaultValue("all") String segment,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    hosts.asActor(who.requireMember(), hostId);
    int size = Page.limit(limit);
    List<SegmentStore.Fan> fans = list.of(
        segments.wanted(hostId, segment), Input.maybeId("/after", after), size + 1);
    boolean isMore = fans.size() > size;
    List<SegmentStore.Fan> shown = isMore ? fans.subList(0, size) : fans;
    return new Page<>(views(shown), isMore ? shown.getLast().viewerId() : "");
  }

  /** The consenting fans as a file for a spreadsheet; each taking is told in the log. */
  @GET
  @Path("/hosts/{hostId}/fans.csv")
  @Produces("text/csv")
  public Response export(
      @PathParam("hostId") String hostId, @QueryParam("segment") @DefaultValue("all") String segment,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    Encoding written = Encoding.of(encoding);
    String actorId = who.requireMember().accountId();
    hosts.asOwner(who.requireMember(), hostId);
    List<SegmentStore.Fan> fans = list.of(segments.wanted(hostId, segment), "", EXPORTED_MAX);
    list.tell(new FansFact.FansExported(hostId, actorId, fans.size()));
    List<FanView> views = views(fans);
    return CsvFile.answer("fans.csv", written, file -> write(views, file));
  }

  private static void write(List<FanView> fans, CsvFile file) throws IOException {
    file.row("fan", "name", "tier", "followed at", "orders", "spent (minor units)", "last order", "late");
    for (FanView fan : fans) {
      file.row(fan.viewerId(), fan.name(), fan.tier().name(), fan.followedAt().toString(),
          String.valueOf(fan.orders()), String.valueOf(fan.spentMinor()),
          fan.lastOrderDay().map(LocalDate::toString).orElse(""), fan.isLate() ? "yes" : "no");
    }
  }

  private List<FanView> views(List<SegmentStore.Fan> fans) {
    List<String> ids = fans.stream().map(SegmentStore.Fan::viewerId).toList();
    Map<String, People.Person> persons = hosts.people().persons(ids);
    List<FanView> views = new ArrayList<>(fans.size());
    for (SegmentStore.Fan fan : fans) {
      People.Person person = persons.get(fan.viewerId());
      Relation tier = fan.tier().isFan() ? fan.tier() : Relation.FOLLOWER;
      views.add(new FanView(fan.viewerId(), person == null ? "" : person.name(),
          person == null ? "" : person.avatarUrl(), tier, fan.followedAt(), fan.orders(), fan.spentMinor(),
          fan.lastOrderDay().map(LocalDate::ofEpochDay), fan.isLate()));
    }
    return views;
  }
}
