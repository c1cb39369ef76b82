package laotie.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a simulated host does in his own show: shows one thing after the other, answers those who ask how
 * to buy, and thanks people.
 */
public final class Hosting {

  private static final Duration SHOWN_FOR = Duration.ofSeconds(75);

  private static final List<Words> OPENING =
      List.of(
          new Words("大家晚上好，今天慢慢讲，不着急", "Good evening all; we take our time today"),
          new Words("欢迎新来的朋友，有问题直接打在公屏", "Welcome; put any question in the chat"),
          new Words("老朋友们好，先喝口水就开始", "Hello old friends; a sip of water and we begin"));
  private static final List<Words> SHOWING =
      List.of(
          new Words("来看{0}，链接已经挂上了", "Now {0}: the card is up"),
          new Words("下面讲{0}，优点缺点都说", "Next, {0}: the good and the not so good"),
          new Words("{0}上链接，仔细看看再拍", "The card for {0} is up; look closely before you order"));
  private static final List<Words> MISSING =
      List.of(
          new Words("好久没见你来啦，今晚讲{0}，来坐坐？", "Long time no see! {0} tonight: come by?"),
          new Words("上回你买的用得还好吗？{0}又到了一批。", "How was what you bought? There is more of {0}."));
  private static final List<Words> ANSWERING =
      List.of(
          new Words("链接在屏幕下方，点卡片就能买", "The card is at the foot of the screen; tap it to buy"),
          new Words("问得好，详情里有写，我再讲一遍", "Good question: it is in the details, and I'll say it again"),
          new Words("明天上午发货，坏了包赔", "Ships tomorrow morning; if it breaks we pay"),
          new Words("还有货，不用抢，想好了再买", "There is stock, no rush; think it over"));

  private final CastHost host;
  private final RandomGenerator random;
  private int turn = -1;

  public Hosting(CastHost host, RandomGenerator random) {
    this.host = host;
    this.random = random;
  }

  /** How long the pinned thing stays before {@link #showNext}. */
  public Duration shownFor() {
    return SHOWN_FOR.plusSeconds(random.nextInt(40));
  }

  /** What the host writes to people who have not come for long. */
  public String letter() {
    CastProduct product = Chance.pick(random, host.products());
    Words words = Chance.pick(random, MISSING);
    return words.zh().replace("{0}", product.chatName().zh()) + " "
        + words.en().replace("{0}", product.chatName().en());
  }

  /** The words the show begins with. */
  public String opening() {
    return Chance.pick(random, OPENING).zh();
  }

  /** Turns to the next product; its place in the cast's list. */
  public int showNext() {
    turn = (turn + 1) % host.products().size();
    return turn;
  }

  /** What the host says of the product just turned to; call after {@link #showNext}. */
  public String showing() {
    Words words = Chance.pick(random, SHOWING);
    return words.zh().replace("{0}", host.products().get(Math.max(0, turn)).chatName().zh());
  }

  /** An answer to somebody who asked, in his language; hosts do not manage every one. */
  public Optional<String> answer(Language language) {
    return Chance.is(random, 0.35)
        ? Optional.of(Chance.pick(random, ANSWERING).in(language))
        : Optional.empty();
  }
}
