package laotie.sim;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a simulated buyer says of what arrived.
 *
 * @param stars 1 to 5; the shares are invented, about four of five are content
 * @param words empty for one in four
 */
public record Opinion(int stars, String words) {

  private static final double[] UP_TO = {0.03, 0.07, 0.16, 0.38, 1.0};
  private static final double SILENT = 0.25;

  private static final List<List<String>> CHINESE = List.of(
      List.of("和直播里看到的不一样，失望。", "收到就有破损，正在和主播沟通。"),
      List.of("一般，没有说的那么好。", "物流太慢，东西还行。"),
      List.of("中规中矩，对得起价格。", "还可以，包装可以再好点。"),
      List.of("挺好的，就是发货慢了一天。", "质量不错，颜色比屏幕上深一点。", "第二次买了，一直稳定。"),
      List.of("老铁推荐的就是靠谱，和直播里一模一样。", "家里人都喜欢，已经回购。", "料子扎实，做工细，值。",
          "主播说的都是实话，放心买。", "包装用心，还送了小样，下次还来。"));

  private static final List<List<String>> ENGLISH = List.of(
      List.of("Not what I saw in the show. Disappointed.", "It arrived broken; I am talking to the host."),
      List.of("So so, not as good as promised.", "Slow delivery, the thing itself is all right."),
      List.of("Fair for the price.", "All right. The box could be better."),
      List.of("Good, just a day late.", "Good quality, the colour is a little darker than on screen.",
          "My second one, as good as the first."),
      List.of("Exactly as shown. I trust this host.", "The whole family likes it, ordered again.",
          "Solid and well made, worth it.", "The host told the truth about it.",
          "Packed with care, and a little present inside."));

  /** An opinion in the language of its author. */
  public static Opinion of(Language language, RandomGenerator random) {
    double chance = random.nextDouble();
    int stars = 1;
    while (chance > UP_TO[stars - 1]) {
      stars++;
    }
    List<String> words = (language == Language.ZH ? CHINESE : ENGLISH).get(stars - 1);
    return new Opinion(stars,
        Chance.is(random, SILENT) ? "" : words.get(random.nextInt(words.size())));
  }
}
