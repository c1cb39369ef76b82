package laotie.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What people ask a host for who does not sell it (求而未售), near the trade the host lives by. */
final class Wishes {

  /** One question in so many is for something that is not sold. */
  private static final double SHARE_OF_QUESTIONS = 1 / 12.0;

  private static final Map<Craft, List<Words>> THINGS = new EnumMap<>(Craft.class);

  static {
    THINGS.put(Craft.CLOTHES, List.of(
        new Words("牛仔裤", "jeans"), new Words("皮带", "leather belts"), new Words("羽绒服", "down coats"),
        new Words("卫衣", "hoodies"), new Words("真丝睡衣", "silk pyjamas"), new Words("运动鞋", "running shoes")));
    THINGS.put(Craft.ORCHARD, List.of(
        new Words("榴莲", "durians"), new Words("车厘子", "cherries"), new Words("芒果", "mangoes"),
        new Words("葡萄", "grapes"), new Words("核桃", "roasted walnuts")));
    THINGS.put(Craft.TEA, List.of(
        new Words("紫砂壶", "Yixing teapots"), new Words("保温杯", "thermos mugs"),
        new Words("电热水壶", "electric kettles"), new Words("蜂蜜", "honey"),
        new Words("咖啡豆", "coffee beans")));
    THINGS.put(Craft.CERAMICS, List.of(
        new Words("砂锅", "stone casseroles"), new Words("香薰炉", "incense burners"),
        new Words("筷子", "chopsticks"), new Words("台灯", "table lamps"),
        new Words("咖啡机", "coffee machines")));
    THINGS.put(Craft.BAKERY, List.of(
        new Words("月饼", "mooncakes"), new Words("粽子", "rice dumplings"),
        new Words("巧克力", "chocolate bars"), new Words("咖啡豆", "coffee beans"),
        new Words("烤箱", "toaster ovens")));
    THINGS.put(Craft.OUTDOOR, List.of(
        new Words("睡袋", "sleeping bags"), new Words("折叠椅", "folding chairs"),
        new Words("登山鞋", "hiking boots"), new Words("吊床", "hammocks"),
        new Words("登山杖", "trekking poles")));
  }

  private static final Map<Language, List<String>> PHRASES =
      Map.of(
          Language.ZH,
          List.of(
              "有没有{0}", "{0}有卖吗", "想买{0}，你家有吗", "{0}什么时候上架", "{0}啥时候有", "有没有{0}，想买",
              "有没有{0}卖", "{0}有没有卖的", "{0}多少钱"),
          Language.EN,
          List.of(
              "When will you have {0}?", "Will you have {0} some day?", "Do you have {0}?",
              "I'd love to buy {0}", "Looking for {0}, do you sell them?",
              "Do you sell {0}? Want to buy some", "Any {0} coming?", "No {0}? I'd buy some"));

  private Wishes() {}

  /** True when the question somebody is about to ask is for something else. */
  static boolean strays(RandomGenerator random) {
    return Chance.is(random, SHARE_OF_QUESTIONS);
  }

  /** One such question to a host of that trade. */
  static String line(Craft craft, Language language, RandomGenerator random) {
    String thing = Chance.pick(random, THINGS.get(craft)).in(language);
    return Chance.pick(random, PHRASES.get(language)).replace("{0}", thing);
  }

  /** Every question there is. */
  static List<String> lines(Craft craft, Language language) {
    return THINGS.get(craft).stream()
        .flatMap(
            thing -> PHRASES.get(language).stream().map(p -> p.replace("{0}", thing.in(language))))
        .toList();
  }
}
