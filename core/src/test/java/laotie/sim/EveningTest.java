package laotie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EveningTest {

  private static final CastHost TEA = Cast.hosts().get(2);

  private static Scene scene(boolean isLive, long available) {
    List<Scene.Offer> offers =
        TEA.products().stream()
            .map(
                product ->
                    new Scene.Offer(
                        product.slug(),
                        product.chatName(),
                        List.of(new Scene.Variant("sku_" + product.slug(), 4_900, available))))
            .toList();
    return new Scene(isLive, offers, 0, 0);
  }

  private static List<Evening.Step> live(int index, long seed, Scene scene) {
    Person person = new Crowd(5).person(index);
    Evening evening =
        new Evening(person, TEA, Bond.seen(person, index % 2 == 0), new SplittableRandom(seed));
    List<Evening.Step> steps = new ArrayList<>();
    while (!evening.isOver() && steps.size() < 2_000) {
      Evening.Step step = evening.next(scene);
      steps.add(step);
      if (step.act() instanceof Act.Buy) {
        evening.bought(scene);
      }
      if (step.act() instanceof Act.Follow) {
        evening.followed();
      }
    }
    assertThat(evening.isOver()).isTrue();
    return steps;
  }

  @Test
  void sameSeedLivesTheSameEvening() {
    assertThat(live(11, 1, scene(true, 50))).isEqualTo(live(11, 1, scene(true, 50)));
  }

  @Test
  void everybodyEntersFirstAndLeavesLast() {
    for (int i = 0; i < 200; i++) {
      List<Evening.Step> steps = live(i, i, scene(true, 50));
      assertThat(steps.getFirst().act()).isInstanceOf(Act.Enter.class);
      assertThat(steps.getLast().act()).isInstanceOf(Act.Leave.class);
    }
  }

  @Test
  void nobodyOrdersWhatIsSoldOut() {
    for (int i = 0; i < 200; i++) {
      assertThat(live(i, i, scene(true, 0))).noneMatch(step -> step.act() instanceof Act.Buy);
    }
  }

  @Test
  void someBuyAskFollowAndSpeakBothLanguages() {
    Set<Class<?>> acts = new HashSet<>();
    boolean isChinese = false;
    boolean isEnglish = false;
    int intents = 0;
    for (int i = 0; i < 400; i++) {
      for (Evening.Step step : live(i, i, scene(true, 50))) {
        acts.add(step.act().getClass());
        if (step.act() instanceof Act.Say say) {
          boolean han = say.text().codePoints().anyMatch(Character::isIdeographic);
          isChinese |= han;
          isEnglish |= !han;
          intents += say.isIntent() ? 1 : 0;
          assertThat(say.text()).doesNotContain("{").hasSizeLessThan(200);
        }
      }
    }
    assertThat(acts).contains(Act.Buy.class, Act.Say.class, Act.Like.class, Act.Follow.class);
    assertThat(isChinese && isEnglish).isTrue();
    assertThat(intents).isGreaterThan(20);
  }

  @Test
  void aPersonOfASeedIsAlwaysTheSame() {
    assertThat(new Crowd(9).person(17)).isEqualTo(new Crowd(9).person(17));
    assertThat(new Crowd(9).person(17)).isNotEqualTo(new Crowd(10).person(17));
  }

  @Test
  void theCastIsWholeAndItsNamesAreUnique() {
    assertThat(Cast.hosts()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(Cast.hosts()).extracting(CastHost::login).doesNotHaveDuplicates();
    assertThat(Cast.hosts().stream().flatMap(host -> host.products().stream()).map(CastProduct::slug))
        .doesNotHaveDuplicates();
  }

  /** The limits of the square: a name has 24 characters, a line 60, whose goods 80, a title 80. */
  @Test
  void theCastsWordsFitTheirFields() {
    for (CastHost host : Cast.hosts()) {
      assertThat(host.name().both()).hasSizeLessThanOrEqualTo(24);
      assertThat(host.persona().tagline().both()).hasSizeLessThanOrEqualTo(60);
      assertThat(host.persona().goodsFrom().both()).hasSizeLessThanOrEqualTo(80);
      assertThat(host.showTitles()).allMatch(title -> title.both().length() <= 60);
      assertThat(host.products()).allMatch(product -> product.title().both().length() <= 80);
    }
  }

  @Test
  void theCrowdsNamesFitTheirFields() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(new Crowd(1).person(i).name()).hasSizeBetween(1, 24);
      assertThat(new Crowd(1).person(i).login()).matches("[a-z0-9_]{3,32}");
    }
  }
}
