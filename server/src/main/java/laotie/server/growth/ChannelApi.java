package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.growth.repurchase.BuyerScope;
import laotie.growth.repurchase.Definition;
import laotie.server.growth.ChannelStore.Channel;
import laotie.server.growth.RepurchaseApi.DefinitionAnswer;
import laotie.server.growth.RepurchaseApi.RepurchaseDetail;
import laotie.server.growth.RepurchaseNumbers.Seen;
import laotie.server.growth.RepurchaseNumbers.Wanted;
import laotie.server.http.CsvFile;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Who comes back where: the shop here beside the channels its host brought along, never added up. For a host
 * about himself, his assistants and operators.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class ChannelApi {

  private static final String CSV = "text/csv; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";
  private static final List<Integer> SHOWN_DAYS = List.of(30, 90);

  private final ChannelNumbers channels;
  private final RepurchaseNumbers numbers;
  private final Histories histories;
  private final Neighbours neighbours;
  private final Who who;

  ChannelApi(ChannelNumbers channels, RepurchaseNumbers numbers, Histories histories, Neighbours neighbours,
      Who who) {
    this.channels = channels;
    this.numbers = numbers;
    this.histories = histories;
    this.neighbours = neighbours;
    this.who = who;
  }

  /**
   * Where a host sells, and who comes back there.
   *
   * @param channelId empty for the shop here
   * @param lastDay the day until which it is known, in {@code zone}
   * @param definitions R3(30), R3(90) and R2 of the last month that is ripe
   */
  public record ChannelView(
      String channelId, String name, boolean isHere, String currency, String zone, LocalDate lastDay,
      long buyers, long orders, List<DefinitionAnswer> definitions) {}

  /** The shop here and the channels beside it. */
  public record ChannelList(List<ChannelView> items) {}

  /** The shop here first, then the channels with an order, the oldest first. */
  @GET
  @Path("/hosts/{hostId}/channels")
  public ChannelList list(@PathParam("hostId") String hostId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    List<ChannelView> items = new ArrayList<>();
    items.add(view(Optional.empty(), numbers.of(new Wanted(BuyerScope.HOST, hostId))));
    for (Channel channel : histories.channels(hostId)) {
      channels.of(channel).ifPresent(seen -> items.add(view(Optional.of(channel), seen)));
    }
    return new ChannelList(items);
  }

  private ChannelView view(Optional<Channel> channel, Seen seen) {
    List<DefinitionAnswer> shown = new ArrayList<>();
    Optional<DefinitionAnswer> lastR2 = Optional.empty();
    for (DefinitionAnswer each : RepurchaseApi.definitions(seen.tally())) {
      if (each.days().isPresent() && SHOWN_DAYS.contains(each.days().getAsInt())) {
        shown.add(each);
      }
      boolean isR2 = each.definition().equals(Definition.R2.id()) && each.month().isPresent();
      lastR2 = isR2 ? Optional.of(each) : lastR2;
    }
    lastR2.ifPresent(shown::add);
    return new ChannelView(channel.map(Channel::channelId).orElse(""),
        channel.map(Channel::name).orElse(""), channel.isEmpty(), seen.currency().getCurrencyCode(),
        channel.map(of -> of.zone().getId()).orElseGet(() -> numbers.zone().getId()),
        seen.tally().lastDay(), seen.tally().buyers(), seen.tally().all().orders(), shown);
  }

  /** Every definition, the curve and the cohorts of one channel. */
  @GET
  @Path("/hosts/{hostId}/channels/{channelId}/repurchase")
  public RepurchaseDetail detail(
      @PathParam("hostId") String hostId, @PathParam("channelId") String channelId) {
    return RepurchaseApi.answer("CHANNEL", channelId, seen(channel(hostId, channelId)));
  }

  /** The same as a page to keep and to print, with what the buyers of the channel are worth. */
  @GET
  @Path("/hosts/{hostId}/channels/{channelId}/repurchase.html")
  @Produces(HTML)
  public Response report(@PathParam("hostId") String hostId, @PathParam("channelId") String channelId,
      @QueryParam("lang") @DefaultValue("zh-CN") String lang) {
    Channel channel = channel(hostId, channelId);
    return RepurchaseApi.page(RepurchaseApi.report(lang), channels.report(channel));
  }

  /** Every definition as a table. */
  @GET
  @Path("/hosts/{hostId}/channels/{channelId}/repurchase.csv")
  @Produces(CSV)
  public Response table(@PathParam("hostId") String hostId, @PathParam("channelId") String channelId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return RepurchaseApi.table(seen(channel(hostId, channelId)).tally(), CsvFile.Encoding.of(encoding));
  }

  /** The cohorts as a table. */
  @GET
  @Path("/hosts/{hostId}/channels/{channelId}/cohorts.csv")
  @Produces(CSV)
  public Response cohorts(@PathParam("hostId") String hostId, @PathParam("channelId") String channelId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return RepurchaseApi.cohorts(seen(channel(hostId, channelId)).tally(), CsvFile.Encoding.of(encoding));
  }

  private Channel channel(String hostId, String channelId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return channels.channel(hostId, channelId);
  }

  private Seen seen(Channel channel) {
    return channels.of(channel).orElseThrow(() -> Problem.notFound("order of channel", channel.channelId()));
  }
}
