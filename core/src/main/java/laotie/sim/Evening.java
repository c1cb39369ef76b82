package laotie.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import laotie.fact.Channel;
import laotie.sim.Lines.Topic;

/**
 * One person's time in one room: what he does next, and after how long. The same taste, patience and trust
 * decide as in the {@link Past}; only the pace is that of the clock.
 */
public final class Evening {

  private static final List<Channel> PUBLIC =
      List.of(Channel.FEED, Channel.FEED, Channel.FEED, Channel.SEARCH, Channel.STRANGER_SHARE);
  private static final List<Channel> PRIVATE =
      List.of(Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB, Channel.PUSH, Channel.HOST_PAGE);
  private static final int RUSH_LINES = 8;
  private static final double FAREWELL_SHARE = 0.18;
  private static final double CONSENTS_WHEN_FOLLOWING = 0.3;
  private static final double CONSENTS_LATER = 0.15;

  /**
   * The next thing.
   *
   * @param after how long he waits before it
   */
  public record Step(Duration after, Act act) {}

  private final Person person;
  private final CastHost host;
  private final Bond bond;
  private final RandomGenerator random;
  private final Deque<Step> planned = new ArrayDeque<>();
  private final double staySeconds;
  private double spentSeconds;
  private Channel entersBy = Channel.FEED;
  private boolean hasEntered;
  private boolean hasLeft;
  private boolean hasBought;
  private boolean hasReserved;
  private boolean hasConsidered;

  public Evening(Person person, CastHost host, Bond bond, RandomGenerator random) {
    this.person = person;
    this.host = host;
    this.bond = bond;
    this.random = random;
    double liking = 0.25 + person.tasteFor(host.craft()) + bond.trust();
    this.staySeconds =
        Math.clamp(Chance.lognormal(random, person.patience() * liking, 0.6), 15, 1_500);
  }

  /** True once he has gone. */
  public boolean isOver() {
    return hasLeft;
  }

  /** What he does next, given what he sees. After {@link Act.Leave} only that. */
  public Step next(Scene scene) {
    if (!hasEntered) {
      hasEntered = true;
      boolean greets = Chance.is(random, 0.16 + 0.4 * bond.trust());
      if (greets) {
        plan(2.5, say(bond.orders() > 0 ? Topic.AGAIN : Topic.GREETING, scene));
      }
      return new Step(
          Duration.ZERO,
          new Act.Enter(
              entersBy == Channel.RESERVATION
                  ? entersBy
                  : Chance.pick(random, bond.isFollower() ? PRIVATE : PUBLIC)));
    }
    Step step = planned.isEmpty() ? choose(scene) : planned.poll();
    spentSeconds += step.after().toMillis() / 1000.0;
    hasLeft = hasLeft || step.act() instanceof Act.Leave;
    return step;
  }

  /** He got what he wanted; people often say so. */
  public void bought(Scene scene) {
    bond.boughtTonight();
    hasBought = true;
    if (Chance.is(random, 0.55)) {
      plan(3, say(Topic.BOUGHT, scene));
    }
    if (!bond.isFollower() && Chance.is(random, 0.6)) {
      plan(6, new Act.Follow());
    }
  }

  /** He was waiting for this show and came because he was told (蹲直播). */
  public void cameByNotice() {
    entersBy = Channel.RESERVATION;
  }

  /** The follow was taken. */
  public void followed() {
    bond.follow();
    hasConsidered = true;
    if (Chance.is(random, CONSENTS_WHEN_FOLLOWING * person.constancy())) {
      plan(12, new Act.Consent());
    }
  }

  private void plan(double medianSeconds, Act act) {
    planned.add(new Step(pause(medianSeconds), act));
  }

  private Duration pause(double medianSeconds) {
    return Duration.ofMillis(Math.round(1000 * Chance.lognormal(random, medianSeconds, 0.5)));
  }

  private Step choose(Scene scene) {
    if (!scene.isLive() || spentSeconds >= staySeconds) {
      return leave(scene);
    }
    Duration pause = pause(9);
    double taste = person.tasteFor(host.craft());
    double minutes = pause.toMillis() / 60_000.0;
    double hush = scene.linesLately() > RUSH_LINES ? 0.2 : 1;
    if (Chance.is(random, wish(scene, taste) * minutes)) {
      return purchase(scene, pause).orElseGet(() -> new Step(pause, new Act.Watch()));
    }
    if (!bond.isFollower() && spentSeconds > 40 && Chance.is(random,
        host.appeal().charm() * taste * minutes)) {
      return new Step(pause, new Act.Follow());
    }
    if (!hasReserved && spentSeconds > 60 && Chance.is(random, (0.04 + 0.2 * bond.trust()) * minutes)) {
      hasReserved = true;
      return new Step(pause, new Act.Reserve());
    }
    if (bond.isFollower() && !hasConsidered && spentSeconds > 60) {
      hasConsidered = true;
      if (Chance.is(random, CONSENTS_LATER * person.constancy())) {
        return new Step(pause, new Act.Consent());
      }
    }
    if (Chance.is(random, (0.35 + taste + bond.trust()) * minutes)) {
      return new Step(pause, new Act.Like(1 + random.nextInt(12)));
    }
    if (Chance.is(random, hush * (0.12 + 0.45 * person.chattiness()) * minutes)) {
      return new Step(pause, say(topic(), scene));
    }
    bond.enjoyed(pause.toSeconds());
    return new Step(pause, new Act.Watch());
  }

  /** Purchases a minute he is ready for. */
  private double wish(Scene scene, double taste) {
    if (scene.offers().isEmpty() || spentSeconds < 15) {
      return 0;
    }
    double ready = 0.03 + 0.16 * taste + 0.35 * bond.trust();
    return hasBought ? ready * 0.15 : ready;
  }

  private Topic topic() {
    double dice = random.nextDouble();
    if (dice < 0.17) {
      return Topic.LINK;
    }
    if (dice < 0.25) {
      return Topic.PRICE;
    }
    if (dice < 0.39) {
      return Topic.SIZE;
    }
    if (dice < 0.46) {
      return Topic.STOCK;
    }
    if (dice < 0.55) {
      return Topic.DELIVERY;
    }
    if (dice < 0.62 && bond.orders() > 0) {
      return Topic.AGAIN;
    }
    return dice < 0.85 ? Topic.PRAISE : Topic.SMALL_TALK;
  }

  private Step leave(Scene scene) {
    if (scene.isLive() && spentSeconds > 120 && !planned.isEmpty()) {
      return planned.poll();
    }
    boolean says = scene.isLive() && Chance.is(random, FAREWELL_SHARE * bond.trust());
    if (says) {
      plan(2, new Act.Leave());
      return new Step(pause(2), say(Topic.FAREWELL, scene));
    }
    return new Step(pause(1.5), new Act.Leave());
  }

  private Act say(Topic topic, Scene scene) {
    Words thing = thing(scene);
    String text = Lines.line(topic, host.craft(), thing, person.language(), random);
    return new Act.Say(text, topic.isIntent());
  }

  /** What he talks about: the pinned thing, else any. */
  private Words thing(Scene scene) {
    if (scene.pinned() >= 0) {
      return scene.offers().get(scene.pinned()).chatName();
    }
    return Chance.pick(random, host.products()).chatName();
  }

  private Optional<Step> purchase(Scene scene, Duration pause) {
    boolean isPinned = scene.pinned() >= 0 && Chance.is(random, 0.8);
    Scene.Offer offer =
        isPinned ? scene.offers().get(scene.pinned()) : Chance.pick(random, scene.offers());
    double purse = person.budgetMinor() * (1 + 1.5 * bond.trust());
    List<Scene.Variant> able =
        offer.variants().stream().filter(v -> v.available() > 0 && v.priceMinor() <= purse).toList();
    if (able.isEmpty()) {
      return Optional.empty();
    }
    Scene.Variant variant = Chance.pick(random, able);
    int quantity = variant.available() > 4 && Chance.is(random, 0.13) ? 2 : 1;
    double dice = random.nextDouble();
    Act.Purse how =
        dice < 0.92
            ? Act.Purse.PAYS
            : dice < 0.96 ? Act.Purse.DECLINED_THEN_PAYS : Act.Purse.WALKS_AWAY;
    return Optional.of(new Step(pause, new Act.Buy(variant.skuId(), quantity, how)));
  }
}
