package laotie.growth.tree;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Relation;
import laotie.growth.Entry;
import laotie.growth.Receipt;
import laotie.growth.View;

/**
 * Whose and what numbers: a place in the tree (platform, host, show or clip or neither, product) and which
 * domains and relations at entry.
 *
 * @param hostId the host, or empty for all
 * @param sources from what; all of them for everything
 * @param sourceId the one show or clip, or empty for all of {@code sources}
 * @param productId the product, or empty for all
 * @param channels from where; a view of which the entry is unknown counts only where all are asked for
 * @param relations what the person was to the host at entry, in the same way
 */
public record Slice(
    String hostId, Set<Source> sources, String sourceId, String productId, Set<Channel> channels,
    Set<Relation> relations) {

  /** The whole square. */
  public static final Slice PLATFORM = new Slice("", EnumSet.allOf(Source.class), "", "",
      EnumSet.allOf(Channel.class), EnumSet.allOf(Relation.class));

  public Slice {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(sourceId);
    Objects.requireNonNull(productId);
    sources = Set.copyOf(sources);
    channels = Set.copyOf(channels);
    relations = Set.copyOf(relations);
  }

  /** Everything of one host. */
  public static Slice ofHost(String hostId) {
    return new Slice(hostId, PLATFORM.sources, "", "", PLATFORM.channels, PLATFORM.relations);
  }

  public Slice of(Source source, String id) {
    return new Slice(hostId, Set.of(source), id, productId, channels, relations);
  }

  public Slice ofProduct(String id) {
    return new Slice(hostId, sources, sourceId, id, channels, relations);
  }

  public Slice entered(Set<Channel> from, Set<Relation> as) {
    return new Slice(hostId, sources, sourceId, productId, from, as);
  }

  boolean isOfHost(String id) {
    return hostId.isEmpty() || hostId.equals(id);
  }

  private boolean isFrom(Entry entry) {
    boolean isEverywhere = channels.size() == Channel.values().length
        && relations.size() == Relation.values().length;
    return isEverywhere
        || entry.isKnown() && channels.contains(entry.channel()) && relations.contains(entry.relation());
  }

  private boolean isFrom(Source source, String showId, String clipId) {
    return sources.contains(source)
        && (sourceId.isEmpty() || sourceId.equals(source == Source.LIVE ? showId : clipId));
  }

  boolean isFrom(View view) {
    return isFrom(Source.of(view), view.showId(), view.clipId());
  }

  boolean has(View view) {
    return isOfHost(view.hostId()) && isFrom(view) && isFrom(view.entry());
  }

  boolean has(Receipt receipt) {
    return isOfHost(receipt.hostId())
        && isFrom(Source.of(receipt), receipt.showId(), receipt.clipId())
        && (productId.isEmpty() || receipt.products().containsKey(productId))
        && isFrom(receipt.entry());
  }
}
