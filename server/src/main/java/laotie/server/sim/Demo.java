package laotie.server.sim;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import laotie.server.fans.Fans;
import laotie.server.http.Settings;
import laotie.server.live.Live;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.People;
import laotie.server.trade.Trade;
import laotie.server.video.Video;
import laotie.sim.Craft;
import laotie.sim.Past;
import laotie.sim.Stage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The living square of {@code ./laotie demo}: seeds hosts, goods and pictures once, puts the first hosts on
 * the air, loads the past behind them, and lets the crowd in. Does nothing when {@code laotie.demo} is off.
 */
@Singleton
public final class Demo {

  /** Those who are on the air, in the order in which they start. */
  private static final List<Craft> LIVE = List.of(Craft.TEA, Craft.CLOTHES, Craft.ORCHARD);

  private static final Duration READY_WAIT = Duration.ofSeconds(60);
  private static final Duration READY_PAUSE = Duration.ofMillis(200);
  private static final Duration ANNOUNCED_AHEAD = Duration.ofHours(5);
  private static final Duration PLANS_EVERY = Duration.ofMinutes(20);
  private static final Logger LOGGER = Logger.getLogger(Demo.class);

  private final Settings settings;
  private final Video video;
  private final InstantSource clock;
  private final PastLoader.Doors doors;
  private final int port;
  private final List<Publisher> publishers = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final SquareClient.Lines lines;
  private volatile boolean isStopped;

  Demo(
      Settings settings, Video video, InstantSource clock, DemoDoors doors,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.settings = settings;
    this.video = video;
    this.clock = clock;
    this.doors = doors.doors();
    this.port = port;
    this.lines = new SquareClient.Lines(URI.create("http://127.0.0.1:" + port));
  }

  /** The doors of the areas, in one hand. */
  @Singleton
  static final class DemoDoors {
    private final PastLoader.Doors doors;

    DemoDoors(PastDoors past, Live live, Trade trade) {
      this.doors =
          new PastLoader.Doors(past.database(), past.log(), past.people(), past.fans(), live, trade);
    }

    PastLoader.Doors doors() {
      return doors;
    }
  }

  void start(@Observes StartupEvent event) {
    if (settings.demo()) {
      // The crowd leaves at the first word of the end: the server waits for requests under way.
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "demo end"));
      launch("demo", this::run);
    }
  }

  /** First of all: what publishes stops before the doors close on it. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    end();
  }

  private void end() {
    isStopped = true;
    threads.forEach(Thread::interrupt);
    lines.close();
    publishers.forEach(Publisher::close);
  }

  /** Something that may take long and may be stopped. */
  private interface Task {
    void run() throws Exception;
  }

  /** Drawing is work for a platform thread: it never waits. */
  private Thread launch(String name, Task task) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    task.run();
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  } catch (Exception failed) {
                    if (!isStopped) {
                      LOGGER.errorf(failed, "the demo could not go on: %s", name);
                    }
                  }
                });
    threads.add(thread);
    thread.start();
    return thread;
  }

  private static void say(String line) {
    System.out.println("  " + line);
  }

  private void run() throws Exception {
    Instant began = clock.instant();
    awaitReady();
    say("hosts and accounts ...");
    Seeding seeding = new Seeding(doors.database(), doors.people(), lines);
    seeding.people();
    List<Seeding.Actor> actors = seeding.actors();
    seeding.follows(actors);
    Thread signals = launch("demo reels", () -> publish(actors));
    say("drawing goods, faces and covers (once) ...");
    Map<Craft, Stage.Stand> stands = new EnumMap<>(Craft.class);
    for (Seeding.Actor actor : inOrder(actors)) {
      seeding.portrait(actor);
      Stage.Stand stand = seeding.stand(actor);
      stands.put(actor.host().craft(), stand);
      String cover = seeding.cover(actor);
      if (LIVE.contains(actor.host().craft())) {
        SplittableRandom chance = new SplittableRandom(clock.instant().toEpochMilli());
        OnAir onAir = new OnAir(actor, stand, cover, chance, clock);
        threads.add(Thread.ofVirtual().name("host " + actor.hostId()).start(onAir::hold));
      } else {
        threads.add(Thread.ofVirtual().name("plan " + actor.hostId()).start(() -> plan(actor, cover)));
      }
    }
    say("the square is open after " + Duration.between(began, clock.instant()).toSeconds() + " s");
    Stage stage =
        new Stage(actors.stream().map(actor -> stands.get(actor.host().craft())).toList());
    PastLoader.Loaded past = new PastLoader(doors, Demo::say).load(stage, began, Past.DAYS_DEFAULT);
    giveBack();
    signals.join();
    List<Stage.Stand> live = LIVE.stream().map(stands::get).toList();
    CrowdRun.Stands all = new CrowdRun.Stands(stage.stands(), live);
    CrowdRun crowd = new CrowdRun(lines, doors.people(), past, all, clock.instant().toEpochMilli());
    threads.add(Thread.ofVirtual().name("crowd").start(crowd::run));
    welcome(Duration.between(began, clock.instant()));
    film(actors, stage);
    giveBack();
  }

  /** Telling the past and drawing took room that the evening does not need: a whole collection frees it. */
  private static void giveBack() {
    System.gc();
  }

  /** Drawing clips takes a while and can wait: the lowest priority, one core. */
  private void film(List<Seeding.Actor> actors, Stage stage) throws Exception {
    Optional<Function<List<String>, ProcessBuilder>> program = video.ffmpeg();
    if (program.isEmpty()) {
      return;
    }
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    Reels reels = new Reels(settings.data().dir().resolve("reels"), program.get());
    int made = new Filming(doors.database(), reels).all(actors, stage.stands());
    say("clips of the hosts: " + made);
  }

  /** Those who go on the air come first, so that the first room opens early. */
  private static List<Seeding.Actor> inOrder(List<Seeding.Actor> actors) {
    List<Seeding.Actor> ordered = new ArrayList<>();
    LIVE.forEach(craft -> actors.stream().filter(a -> a.host().craft() == craft).forEach(ordered::add));
    actors.stream().filter(actor -> !LIVE.contains(actor.host().craft())).forEach(ordered::add);
    return ordered;
  }

  private void awaitReady() throws InterruptedException {
    Instant deadline = clock.instant().plus(READY_WAIT);
    while (true) {
      try {
        lines.stranger().get("/q/health/ready");
        return;
      } catch (SquareClient.Refused notYet) {
        if (clock.instant().isAfter(deadline)) {
          throw notYet;
        }
        Thread.sleep(READY_PAUSE);
      }
    }
  }

  /** Draws and encodes the loops when they are not there, and pushes each as soon as it is. */
  private void publish(List<Seeding.Actor> actors) throws Exception {
    Optional<Function<List<String>, ProcessBuilder>> program = video.ffmpeg();
    if (program.isEmpty()) {
      say("no ffmpeg here: the rooms stay without pictures");
      return;
    }
    Function<List<String>, ProcessBuilder> command = program.get();
    Reels reels = new Reels(settings.data().dir().resolve("reels"), command);
    for (Seeding.Actor actor : inOrder(actors).subList(0, LIVE.size())) {
      Path reel = reels.reel(actor.host().craft());
      Publisher publisher = new Publisher(command, reel, actor, settings.video().rtmpPort());
      publishers.add(publisher);
      if (isStopped) {
        return;
      }
      publisher.start();
      say("on the air: " + actor.host().name().both());
    }
  }

  /** Keeps a show to come announced, for a host who is not on the air. */
  private void plan(Seeding.Actor actor, String coverUrl) {
    try {
      while (!isStopped) {
        announce(actor, coverUrl);
        Thread.sleep(PLANS_EVERY);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (SquareClient.Refused refused) {
      LOGGER.warnf("no show could be announced: %s", refused.getMessage());
    }
  }

  private void announce(Seeding.Actor actor, String coverUrl) throws InterruptedException {
    for (var show : actor.client().get("/api/v1/hosts/" + actor.hostId() + "/shows").get("items")) {
      boolean isToCome =
          show.get("status").asText().equals("SCHEDULED")
              && Instant.parse(show.get("startsAt").asText()).isAfter(clock.instant());
      if (isToCome) {
        return;
      }
    }
    Instant startsAt =
        clock.instant().plus(ANNOUNCED_AHEAD).plus(Duration.ofHours(actor.host().craft().ordinal()))
            .truncatedTo(ChronoUnit.HOURS);
    actor.client()
        .post(
            "/api/v1/shows",
            Map.of(
                "title", actor.host().showTitles().getFirst().both(),
                "coverUrl", coverUrl,
                "startsAt", startsAt.toString()));
  }

  private void welcome(Duration took) {
    String address = settings.http().publicUrl().orElse("http://localhost:" + port);
    System.out.printf(
        """

          The square lives: %s   (ready after %d s)
          host console   %s/studio      sign in as host1 .. host6
          operator       %s/operator    sign in as operator
          viewers        viewer1 .. viewer3
          password of all of them: %s
          Everybody else here is simulated and labelled so. Ctrl-C ends it.

        """,
        address, took.toSeconds(), address, address, Seeding.PASSWORD);
  }
}
