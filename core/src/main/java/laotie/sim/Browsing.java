package laotie.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import laotie.sim.Evening.Step;
import laotie.sim.Lines.Topic;

/**
 * One person before the vertical feed: what he does with the clip he came upon, until he swipes on. The
 * same taste and trust decide as in a room.
 */
public final class Browsing {

  private static final double BORED_SECONDS = 3.5;
  private static final double WATCHES_MAX = 3;
  private static final double CONSENTS = 0.25;

  private final Person person;
  private final RandomGenerator random;

  public Browsing(Person person, RandomGenerator random) {
    this.person = person;
    this.random = random;
  }

  /**
   * What he does, in order; {@link Act.Leave} at the end.
   *
   * @param bond what he feels for the host, and what grows here
   * @param offers the cards of the clip; empty when it has none
   * @param clipSeconds length of the clip
   */
  public List<Step> with(CastHost host, Bond bond, List<Scene.Offer> offers, double clipSeconds) {
    double taste = person.tasteFor(host.craft());
    double liking = 0.2 + 0.8 * taste + 0.8 * bond.trust();
    List<Step> steps = new ArrayList<>();
    if (!Chance.is(random, liking)) {
      steps.add(step(BORED_SECONDS, new Act.Leave()));
      return steps;
    }
    double seconds =
        Math.clamp(Chance.lognormal(random, clipSeconds * liking, 0.5), 4, WATCHES_MAX * clipSeconds);
    bond.enjoyed(seconds);
    steps.add(step(seconds * 0.6, new Act.Watch()));
    if (Chance.is(random, 0.12 + 0.4 * taste)) {
      steps.add(step(1.5, new Act.Like(1)));
    }
    if (Chance.is(random, 0.05 + 0.12 * Math.min(1, person.chattiness() / 3))) {
      steps.add(step(4, say(host, offers)));
    }
    if (!bond.isFollower() && Chance.is(random, 0.35 * host.appeal().charm() * (0.4 + taste))) {
      steps.add(step(2, new Act.Follow()));
      if (Chance.is(random, CONSENTS * person.constancy())) {
        steps.add(step(3, new Act.Consent()));
      }
    }
    buy(steps, bond, offers, 0.02 + 0.12 * taste + 0.15 * bond.trust());
    if (Chance.is(random, bond.isFollower() ? 0.12 : 0.03)) {
      steps.add(step(2, new Act.Reserve()));
    }
    steps.add(step(Math.max(1, seconds * 0.4), new Act.Leave()));
    return steps;
  }

  private Step step(double medianSeconds, Act act) {
    return new Step(Duration.ofMillis(Math.round(1000 * Chance.lognormal(random, medianSeconds, 0.3))), act);
  }

  private Act say(CastHost host, List<Scene.Offer> offers) {
    double dice = random.nextDouble();
    Topic topic =
        dice < 0.3 ? Topic.LINK
            : dice < 0.4 ? Topic.PRICE
                : dice < 0.5 ? Topic.SIZE
                    : dice < 0.57 ? Topic.STOCK : dice < 0.65 ? Topic.DELIVERY : Topic.PRAISE;
    Words thing =
        offers.isEmpty() ? Chance.pick(random, host.products()).chatName() : offers.getFirst().chatName();
    String text = Lines.line(topic, host.craft(), thing, person.language(), random);
    return new Act.Say(text, topic.isIntent());
  }

  private void buy(List<Step> steps, Bond bond, List<Scene.Offer> offers, double ready) {
    double purse = person.budgetMinor() * (1 + 1.5 * bond.trust());
    for (Scene.Offer offer : offers) {
      List<Scene.Variant> able =
          offer.variants().stream().filter(v -> v.available() > 0 && v.priceMinor() <= purse).toList();
      if (!able.isEmpty() && Chance.is(random, ready)) {
        Act.Purse how = Chance.is(random, 0.94) ? Act.Purse.PAYS : Act.Purse.WALKS_AWAY;
        steps.add(step(8, new Act.Buy(Chance.pick(random, able).skuId(), 1, how)));
        return;
      }
    }
  }
}
