package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.growth.tree.Branches;
import laotie.growth.tree.Level;
import laotie.growth.tree.Slice;
import laotie.growth.tree.Source;
import laotie.growth.tree.Sums;
import laotie.growth.tree.Tree;
import laotie.server.growth.GrowthApi.ChangeAnswer;
import laotie.server.growth.TreeAnswers.LayerAnswer;
import laotie.server.growth.TreeAnswers.NodeAnswer;
import laotie.server.growth.TreeAnswers.RelationAnswer;
import laotie.server.growth.TreeAnswers.RelationChangeAnswer;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The trees: one node at a time, with what lies below it, what it was, and why it moved. Queries:
 * {@code days} (1..365), {@code until} (the last day, today), {@code against} ({@code before} or
 * {@code year}), {@code from} (a pool or a channel) and {@code as} (a relation, or {@code FANS}) at entry,
 * {@code tier} ({@code RAW}, or {@code VALID} without people of whom the guard doubts); of a host also
 * {@code show}, {@code clip} or {@code source}, and {@code product}.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class TreeApi {

  /** Nodes of a level that are told by name. */
  static final int LINES_MAX = 40;

  private final TreeNumbers numbers;
  private final TreeNames names;
  private final Neighbours neighbours;
  private final Who who;

  TreeApi(Growth growth, TreeNames names, Neighbours neighbours, Who who) {
    this.numbers = growth.trees();
    this.names = names;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** The whole square; below it its hosts. */
  @GET
  @Path("/operator/tree")
  public TreeAnswer ofSquare(@Context UriInfo address) {
    who.require(Role.OPERATOR);
    return answer(numbers.of(new TreeQuery(address.getQueryParameters(), numbers.today()).ask("")));
  }

  /** A host, one of his shows or clips, or a product in any of them. */
  @GET
  @Path("/hosts/{hostId}/tree")
  public TreeAnswer ofHost(@PathParam("hostId") String hostId, @Context UriInfo address) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return answer(numbers.of(new TreeQuery(address.getQueryParameters(), numbers.today()).ask(hostId)));
  }

  private TreeAnswer answer(TreeNumbers.Seen seen) {
    Slice slice = seen.ask().slice();
    TreeNumbers.Counted now = seen.now();
    Optional<Tree> before = seen.before().map(TreeNumbers.Counted::tree);
    Sums whole = now.tree().whole();
    Optional<Sums> was = before.map(Tree::whole);
    Level item = slice.sources().equals(Set.of(Source.CLIP)) ? Level.CLIP : Level.SHOW;
    return new TreeAnswer(
        names.of(Level.HOST, slice.hostId()).name(),
        names.ofHost(slice.hostId(), item, slice.sourceId()).name(),
        names.ofHost(slice.hostId(), Level.PRODUCT, slice.productId()).name(),
        window(now), seen.before().map(TreeApi::window),
        now.frame().isWhole(),
        Money.CNY.getCurrencyCode(),
        NodeAnswer.of(whole),
        was.map(NodeAnswer::of),
        was.map(sums -> ChangeAnswer.of(Branches.change(sums, whole))),
        was.map(sums -> TreeAnswers.yesterday(sums, whole)),
        layers(now.tree(), before),
        RelationAnswer.of(now.tree().relations(), whole.factors().gmvMinor()),
        before.map(tree -> RelationAnswer.of(tree.relations(), tree.whole().factors().gmvMinor())),
        before.map(tree -> RelationChangeAnswer.of(tree.relations(), now.tree().relations())),
        seen.isSimulated());
  }

  private static WindowAnswer window(TreeNumbers.Counted counted) {
    return new WindowAnswer(Instant.ofEpochMilli(counted.frame().from()),
        Instant.ofEpochMilli(counted.frame().to()));
  }

  private List<LayerAnswer> layers(Tree now, Optional<Tree> before) {
    List<LayerAnswer> layers = new ArrayList<>();
    for (Level level : Level.values()) {
      Map<String, Sums> is = now.nodes(level);
      Map<String, Sums> was = before.map(tree -> tree.nodes(level)).orElse(Map.of());
      if (level == Level.WHOLE || is.isEmpty() && was.isEmpty()) {
        continue;
      }
      // Channels and relations have few nodes, and all of them are told.
      boolean isShort = level == Level.POOL || level == Level.CHANNEL || level == Level.ENTRY;
      Branches branches = Branches.of(was, is, isShort ? is.size() + was.size() : LINES_MAX);
      List<String> ids = branches.branches().stream().map(Branches.Branch::id).toList();
      layers.add(LayerAnswer.of(level.name(), branches, names.of(level, ids),
          level == Level.PRODUCT ? now.restMinor() : 0, before.isPresent()));
    }
    return layers;
  }

  /** Instants {@code [from, to)}; of a show that goes on {@code to} is now. */
  public record WindowAnswer(Instant from, Instant to) {}

  /**
   * One node of the trees.
   *
   * @param hostName words of the host, and so of show or clip and of product; empty for none
   * @param previous the window it is compared with; absent for a host's first show
   * @param isWhole true for a show, which is told as a whole
   * @param change why GMV moved, by today's five factors
   * @param changeYesterday the same by yesterday's three
   * @param layers the nodes below, level by level; levels in which nothing happened are left out
   */
  public record TreeAnswer(
      String hostName, String itemName, String productName, WindowAnswer window,
      Optional<WindowAnswer> previous, boolean isWhole, String currency, NodeAnswer now,
      Optional<NodeAnswer> before, Optional<ChangeAnswer> change, Optional<ChangeAnswer> changeYesterday,
      List<LayerAnswer> layers, RelationAnswer relation, Optional<RelationAnswer> relationBefore,
      Optional<RelationChangeAnswer> relationChange, boolean isSimulated) {}
}
