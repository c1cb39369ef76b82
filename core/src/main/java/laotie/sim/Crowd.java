package laotie.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Everybody who might come by, as a function of a seed: person 17 of seed 1 is the same whenever he is
 * asked for, so that nobody needs to be kept and the past and the evening know the same people.
 */
public final class Crowd {

  private static final double ENGLISH_SHARE = 0.16;

  private static final List<String> ZH_FIRST =
      List.of(
          "小鱼", "阿泽", "南山", "橙子", "晚风", "一只", "爱吃", "老王家的", "豆豆", "西瓜", "月亮", "半糖",
          "林间", "大海", "可乐", "柚子", "糯米", "桃子", "青柠", "知夏", "木木", "清欢", "听雨", "北方",
          "麦田", "小满", "阿布", "云朵", "山野", "九月", "奶茶", "花生", "三毛", "安静的", "努力的", "早起的");
  private static final List<String> ZH_LAST =
      List.of(
          "吖", "同学", "有雪", "汽水", "不晚", "小猫", "土豆", "二丫", "妈妈", "皮皮", "先生", "少冰",
          "的鹿", "边的人", "加冰", "茶", "团子", "酱", "气泡", "未眠", "子", "姐", "声", "的狼",
          "守望者", "", "酷", "棉花糖", "行者", "的风", "三分甜", "酥", "流浪记", "阿姨", "打工人", "鸟儿");
  private static final List<String> EN_FIRST =
      List.of(
          "Mia", "Leo", "Hannah", "Oscar", "Priya", "Tom", "Ines", "Noah", "Yuki", "Clara", "Ben", "Zoe",
          "Marta", "Liam", "Aisha", "Jonas", "Elena", "Sam", "Nora", "Hugo");
  private static final List<String> EN_LAST =
      List.of(
          " K.", "_home", " in Shanghai", " L.", "bakes", " R.", " and tea", " M.", "outdoors", " W.", "88",
          " P.", "_reads", " T.");

  private final long seed;

  public Crowd(long seed) {
    this.seed = seed;
  }

  /** The account of the person at {@code index}, when he has one. */
  public String accountId(int index) {
    return Chance.id(new SplittableRandom(seed * 31 + index * 104_729L + 5), "acc_");
  }

  /** The person at {@code index}, 0 or more. */
  public Person person(int index) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + index * 7_919L);
    random.nextLong();
    Language language = Chance.is(random, ENGLISH_SHARE) ? Language.EN : Language.ZH;
    String name =
        language == Language.ZH
            ? Chance.pick(random, ZH_FIRST) + Chance.pick(random, ZH_LAST)
            : Chance.pick(random, EN_FIRST) + Chance.pick(random, EN_LAST);
    Map<Craft, Double> taste = new EnumMap<>(Craft.class);
    for (Craft craft : Craft.values()) {
      // Most people care for one or two things: squaring pushes the middle down.
      double liking = random.nextDouble();
      taste.put(craft, liking * liking);
    }
    return new Person(
        index,
        String.format(Locale.ROOT, "sim%06d", index),
        name,
        language,
        taste,
        Math.clamp(Chance.lognormal(random, 210, 0.8), 20, 3_600),
        Math.round(Math.clamp(Chance.lognormal(random, 16_000, 0.7), 3_000, 200_000)),
        Math.clamp(1 + 0.28 * Chance.normal(random), 0.4, 1.6),
        Math.clamp(Chance.lognormal(random, 0.9, 0.9), 0.05, 12));
  }
}
