package laotie.server.growth;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import laotie.fact.Relation;
import laotie.server.fans.Fans;
import laotie.server.feed.Feed;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.live.Live;
import laotie.server.people.People;

/** What growth asks other areas: who may see a host's numbers, who is named in them, how many watch now. */
@Singleton
final class Neighbours {

  private final People people;
  private final Live live;
  private final Fans fans;
  private final Feed feed;

  Neighbours(People people, Live live, Fans fans, Feed feed) {
    this.people = people;
    this.live = live;
    this.fans = fans;
    this.feed = feed;
  }

  /** What 1,000 exposures cost at least, minor units; empty when none are sold. */
  OptionalLong floorMinor() {
    return feed.floorMinor();
  }

  /** Refuses everybody but the host, his assistants and operators. */
  void requireActsFor(Caller caller, String hostId) {
    if (!caller.is(Role.OPERATOR) && !people.mayActFor(caller, hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "these numbers are for the host, his assistants and operators");
    }
  }

  /** A host's name, or his id when he has closed his account. */
  String nameOf(String hostId) {
    return people.host(hostId).map(People.HostCard::name).orElse(hostId);
  }

  /** What these viewers are to a host; strangers are left out. */
  Map<String, Relation> relations(String hostId, Collection<String> viewerIds) {
    return fans.relations(hostId, viewerIds);
  }

  /** Those of these viewers who let the host know who they are. */
  Set<String> consenting(String hostId, Collection<String> viewerIds) {
    return fans.consenting(hostId, viewerIds);
  }

  /** What others may see of these accounts; unknown ones are missing. */
  Map<String, People.Person> persons(Collection<String> accountIds) {
    return people.persons(accountIds);
  }

  /** A show whose start has not been folded yet, or that has not begun. */
  Optional<ShowStore.Show> show(String showId) {
    return live.show(showId).map(show ->
        new ShowStore.Show(showId, show.host().hostId(), show.startedAt(), show.endedAt()));
  }

  /** Viewers of a show with proof of playback in the last 30 s; 0 unless it is on the air. */
  long concurrentOfShow(String showId) {
    return concurrent(show -> show.showId().equals(showId));
  }

  long concurrentOfHost(String hostId) {
    return concurrent(show -> show.host().hostId().equals(hostId));
  }

  /** Who watches two shows is there twice. */
  long concurrentOfSquare() {
    return concurrent(show -> true);
  }

  private long concurrent(Predicate<Live.ShowView> isCounted) {
    long viewers = 0;
    for (Live.ShowView show : live.liveShows()) {
      viewers += isCounted.test(show) ? show.concurrent() : 0;
    }
    return viewers;
  }
}
