package laotie.server.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import laotie.server.goods.Goods;
import laotie.server.http.Caller;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.live.Live;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pages on which rooms and clips are found. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "feed")
public class FeedApi {

  /** Characters of what somebody seeks. */
  static final int QUERY_CHARACTERS_MAX = 100;

  private static final int PRODUCTS_MAX = 30;
  private static final int HOSTS_MAX = 10;
  private static final int AFTER_CHARACTERS_MAX = 64;

  private final Who who;
  private final Feed feed;
  private final Live live;
  private final Goods goods;

  FeedApi(Who who, Feed feed, Live live, Goods goods) {
    this.who = who;
    this.feed = feed;
    this.live = live;
    this.goods = goods;
  }

  /** What was found. */
  record Found(List<Goods.ProductView> products, List<Live.HostBrief> hosts) {}

  /** Rooms that are live, clips beside them, and shows to come; those of hosts one follows first. */
  @GET
  @Path("/feed")
  public Feed.Part home(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    String viewerId = viewerId();
    int size = Page.limit(limit);
    if (after.length() > AFTER_CHARACTERS_MAX) {
      throw Problem.field("/after", "the next of a page before");
    }
    return after.isEmpty() ? feed.home(viewerId, size) : feed.more(viewerId, after, size);
  }

  /**
   * The stream of clips: those of hosts one follows, of hosts like them, and newcomers. What one saw within a
   * week is left out; with {@code again} it comes at the end.
   */
  @GET
  @Path("/feed/clips")
  public Feed.Part clips(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit,
      @QueryParam("again") @DefaultValue("false") boolean isAgain) {
    String viewerId = viewerId();
    int size = Page.limit(limit);
    if (after.length() > AFTER_CHARACTERS_MAX) {
      throw Problem.field("/after", "the next of a page before");
    }
    return after.isEmpty() ? feed.clips(viewerId, size, isAgain) : feed.more(viewerId, after, size);
  }

  /** Those one follows, live ones first. */
  @GET
  @Path("/following")
  public Page<Feed.Followed> following(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    String viewerId = who.require().accountId();
    int size = Page.limit(limit);
    List<String> hosts = feed.followedInOrder(viewerId);
    int from = after.isEmpty() ? 0 : hosts.indexOf(after) + 1;
    if (!after.isEmpty() && from == 0) {
      return new Page<>(List.of(), "");
    }
    List<String> wanted = hosts.subList(from, Math.min(hosts.size(), from + size));
    String next = from + size < hosts.size() ? wanted.getLast() : "";
    return new Page<>(feed.following(viewerId, wanted), next);
  }

  /** Products and hosts that hold every word. */
  @GET
  @Path("/search")
  public Found search(@QueryParam("query") @DefaultValue("") String query) {
    String words = query.replace('\u0000', ' ').strip();
    if (words.codePointCount(0, words.length()) > QUERY_CHARACTERS_MAX) {
      throw Problem.field("/query", "at most " + QUERY_CHARACTERS_MAX + " characters");
    }
    if (words.isEmpty()) {
      return new Found(List.of(), List.of());
    }
    String viewerId = viewerId();
    List<Goods.ProductView> products = goods.search(words, PRODUCTS_MAX);
    goods.searched(viewerId, products);
    return new Found(products, live.searchHosts(words, viewerId, HOSTS_MAX));
  }

  private String viewerId() {
    return who.caller().map(Caller::accountId).orElse("");
  }
}
