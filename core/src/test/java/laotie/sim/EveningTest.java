package laotie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import laotie.intents.Link;
import laotie.intents.Reader;
import laotie.intents.Reading;
import laotie.intents.Shelf;
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
  void onlyWhoFollowsConsentsAndOnceAtMost() {
    int consented = 0;
    for (int i = 0; i < 400; i++) {
      boolean isFollower = i % 2 == 0;
      int given = 0;
      for (Evening.Step step : live(i, i, scene(true, 50))) {
        isFollower |= step.act() instanceof Act.Follow;
        if (step.act() instanceof Act.Consent) {
          assertThat(isFollower).isTrue();
          given++;
        }
      }
      assertThat(given).isLessThanOrEqualTo(1);
      consented += given;
    }
    assertThat(consented).isBetween(10, 150);
  }

  @Test
  void oneQuestionInTwelveIsForWhatIsNotSold() {
    SplittableRandom random = new SplittableRandom(3);
    Set<String> wishes = new HashSet<>(Wishes.lines(TEA.craft(), Language.ZH));
    Words thing = TEA.products().getFirst().chatName();
    int asked = 0;
    for (int i = 0; i < 6_000; i++) {
      String line = Lines.line(Lines.Topic.LINK, TEA.craft(), thing, Language.ZH, random);
      asked += wishes.contains(line) ? 1 : 0;
      assertThat(wishes)
          .doesNotContain(Lines.line(Lines.Topic.PRAISE, TEA.craft(), thing, Language.ZH, random));
    }
    assertThat(asked).isBetween(400, 600);
  }

  /** Whatever is pinned, and in both languages. */
  @Test
  void mostWishesAreReadAsNotSold() {
    Reader reader = Reader.standard();
    for (CastHost host : Cast.hosts()) {
      List<Shelf.Item> items =
          host.products().stream()
              .map(product -> new Shelf.Item(product.slug(), product.title().both(),
                  product.skus().stream().map(sku -> sku.name().both()).toList()))
              .toList();
      for (Language language : Language.values()) {
        int absent = 0;
        List<String> lines = Wishes.lines(host.craft(), language);
        for (String line : lines) {
          for (Shelf.Item pinned : items) {
            Reading reading = reader.read(line, new laotie.intents.Scene(
                Shelf.of(items), Optional.of(pinned.productId()), Optional.empty()));
            absent += reading.isIntent() && reading.link() == Link.ABSENT ? 1 : 0;
          }
        }
        assertThat((double) absent / lines.size() / items.size())
            .as("%s %s", host.craft(), language).isGreaterThan(0.75);
      }
    }
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
