package laotie.server.growth;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.growth.tree.Level;
import laotie.server.clips.Clips;
import laotie.server.goods.Goods;
import laotie.server.live.Live;
import laotie.server.people.People;

/** What the nodes of a tree are called: other areas are asked, a level at a time. */
@Singleton
final class TreeNames {

  private final People people;
  private final Live live;
  private final Clips clips;
  private final Goods goods;

  TreeNames(People people, Live live, Clips clips, Goods goods) {
    this.people = people;
    this.live = live;
    this.clips = clips;
    this.goods = goods;
  }

  /**
   * How a node is shown.
   *
   * @param name its own words, or empty when it has none (any more)
   * @param pictureUrl address of a picture, or empty
   * @param at when it began; absent where it has no beginning
   */
  public record Name(String name, String pictureUrl, Optional<Instant> at) {

    static final Name NONE = new Name("", "", Optional.empty());
  }

  /** The names of some nodes by id; those without one are left out. */
  Map<String, Name> of(Level level, Collection<String> ids) {
    Map<String, Name> names = new HashMap<>();
    switch (level) {
      case HOST -> people.persons(ids).forEach((id, person) ->
          names.put(id, new Name(person.name(), person.avatarUrl(), Optional.empty())));
      case SHOW -> ids.forEach(id -> live.show(id).ifPresent(show ->
          names.put(id, new Name(show.title(), show.coverUrl(), show.startedAt()))));
      case CLIP -> clips.views(ids, "").forEach(clip ->
          names.put(clip.clipId(), new Name(clip.caption(), clip.coverUrl(), clip.publishedAt())));
      case PRODUCT -> goods.products(ids).forEach((id, product) -> names.put(id, new Name(product.title(),
          product.pictures().isEmpty() ? "" : product.pictures().getFirst().url(), Optional.empty())));
      case WHOLE, SOURCE, POOL, CHANNEL, ENTRY -> { }
    }
    return names;
  }

  Name of(Level level, String id) {
    return id.isEmpty() ? Name.NONE
        : of(level, List.of(id)).getOrDefault(id, Name.NONE);
  }

  /** The same of a show, clip or product of this host; what is another's has no name here. */
  Name ofHost(String hostId, Level level, String id) {
    boolean isHis = !id.isEmpty() && switch (level) {
      case SHOW -> live.show(id).filter(show -> show.host().hostId().equals(hostId)).isPresent();
      case CLIP -> clips.views(List.of(id), "").stream().anyMatch(clip -> clip.hostId().equals(hostId));
      case PRODUCT -> goods.products(List.of(id)).values().stream()
          .anyMatch(product -> product.hostId().equals(hostId));
      case HOST, WHOLE, SOURCE, POOL, CHANNEL, ENTRY -> false;
    };
    return isHis ? of(level, id) : Name.NONE;
  }
}
