package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.Set;
import laotie.server.people.People;
import laotie.sim.Bond;
import laotie.sim.Crowd;
import laotie.sim.Evening;
import laotie.sim.Person;
import laotie.sim.Stage;
import org.jboss.logging.Logger;

/** Lets people of the crowd come by, for ever: some from the past, some for the first time. */
final class CrowdRun {

  /** People in rooms at once. */
  static final int PRESENT_MAX = 46;

  /** A newcomer every so often keeps arrivals calm, whatever leaves at once. */
  private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(1_100);

  private static final double GUESTS = 0.12;
  private static final double SCROLLS = 0.3;
  private static final double CALLED_SHARE = 0.15;
  private static final String CLIPS = "clips";
  private static final int TRIES = 12;
  private static final Logger LOGGER = Logger.getLogger(CrowdRun.class);

  private final SquareClient.Lines lines;
  private final People people;
  private final PastLoader.Loaded past;
  private final Crowd crowd;
  private final List<Stage.Stand> live;
  private final Map<String, Stage.Stand> standsByHost = new LinkedHashMap<>();
  private final OpenDoors doors = new OpenDoors();
  private final ShowsToCome waiting = new ShowsToCome(doors);
  private final Looking looking = new Looking(doors);
  private final SplittableRandom random;
  private final Semaphore places = new Semaphore(PRESENT_MAX);
  private final Set<Integer> present = ConcurrentHashMap.newKeySet();

  CrowdRun(
      SquareClient.Lines lines, People people, PastLoader.Loaded past, Stands stands, long seed) {
    this.lines = lines;
    this.people = people;
    this.past = past;
    this.crowd = new Crowd(past.seed());
    this.live = List.copyOf(stands.live());
    stands.all().forEach(stand -> standsByHost.put(stand.hostId(), stand));
    this.random = new SplittableRandom(seed);
  }

  /** All hosts, and those who are on the air. */
  record Stands(List<Stage.Stand> all, List<Stage.Stand> live) {}

  /** Sends people in until the thread is interrupted. */
  void run() {
    try {
      while (true) {
        places.acquire();
        SplittableRandom own = random.split();
        Stage.Stand stand = live.get(own.nextInt(live.size()));
        Thread.ofVirtual().name("crowd").start(() -> visit(stand, own));
        Thread.sleep(BETWEEN_ARRIVALS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void visit(Stage.Stand stand, SplittableRandom own) {
    Optional<Integer> waits =
        own.nextDouble() < CALLED_SHARE ? waiting.oneFor(stand.hostId(), own) : Optional.empty();
    boolean isWaiting = waits.isPresent() && present.add(waits.get());
    int index = isWaiting ? waits.get() : choose(stand, own);
    try {
      boolean isGuest = !isWaiting && own.nextDouble() < GUESTS;
      Person person = crowd.person(index);
      SquareClient client = isGuest ? guest(person) : lines.as(people.openSession(crowd.accountId(index)));
      if (!isGuest) {
        looking.back(client, person, own);
      }
      Visit.Who who = new Visit.Who(client, person, isGuest, waiting);
      if (isWaiting) {
        if (waiting.isCalled(client, index, stand.hostId())) {
          enter(who, stand, own, true);
        }
      } else if (own.nextDouble() >= SCROLLS || !scrolls(who, own)) {
        enter(who, stand, own, false);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      // A person of the crowd who meets a wall goes home; the next one tries.
      LOGGER.debugf("a visit ended early: %s", failed.getMessage());
    } finally {
      present.remove(index);
      places.release();
    }
  }

  private void enter(Visit.Who who, Stage.Stand stand, SplittableRandom own, boolean isCalled)
      throws InterruptedException {
    JsonNode room = who.client().get("/api/v1/rooms/" + stand.roomId());
    boolean isFollower = room.path("viewerState").path("isFollowed").asBoolean();
    Evening evening = new Evening(who.person(), stand.host(), Bond.seen(who.person(), isFollower), own);
    if (isCalled) {
      evening.cameByNotice();
    }
    new Visit(who, stand, evening, own).live();
  }

  /** True when he spent his time with clips; false when there are none, or no door for them. */
  private boolean scrolls(Visit.Who who, SplittableRandom own) throws InterruptedException {
    boolean[] hasSeen = {false};
    doors.through(CLIPS, () -> hasSeen[0] = new Scroll(who, standsByHost, own).live());
    return hasSeen[0];
  }

  private SquareClient guest(Person person) throws InterruptedException {
    SquareClient client = lines.stranger().guest(person.name());
    JsonNode me = client.get("/api/v1/me");
    people.markSimulated(me.get("id").asText());
    return client;
  }

  /** Somebody not here yet whose taste fits best among a few. */
  private int choose(Stage.Stand stand, SplittableRandom own) {
    int best = -1;
    for (int i = 0; i < TRIES; i++) {
      int index = own.nextInt(past.people());
      boolean isBetter =
          best < 0
              || crowd.person(index).tasteFor(stand.host().craft())
                  > crowd.person(best).tasteFor(stand.host().craft());
      if (isBetter && !present.contains(index)) {
        best = index;
      }
      if (i > TRIES / 3 && best >= 0 && own.nextInt(4) == 0) {
        break;
      }
    }
    best = Math.max(0, best);
    present.add(best);
    return best;
  }
}
