package laotie.server.live;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import laotie.server.http.Problem;
import org.jboss.logging.Logger;

/** Ends shows whose host has gone: pictures stopped and did not come back. */
@Singleton
final class ShowJob {

  /** A broken line may take this long to mend before the show counts as over. */
  static final Duration DARK_MAX = Duration.ofMinutes(10);

  private static final Logger LOGGER = Logger.getLogger(ShowJob.class);

  private final Shows shows;
  private final RoomNews news;

  ShowJob(Shows shows, RoomNews news) {
    this.shows = shows;
    this.news = news;
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void endDarkShows() {
    for (String showId : shows.darkFor(DARK_MAX)) {
      try {
        news.show(shows.end(showId));
        LOGGER.infof("show %s ended: no pictures for %d minutes", showId, DARK_MAX.toMinutes());
      } catch (Problem gone) {
        LOGGER.debugf("show %s was over", showId);
      }
    }
  }
}
