package laotie.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What people write in a room, by the moment they write it in. */
public final class Lines {

  /** What a line is about. */
  public enum Topic {
    GREETING(false),
    PRAISE(false),
    LINK(true),
    PRICE(true),
    SIZE(true),
    STOCK(true),
    DELIVERY(true),
    BOUGHT(false),
    AGAIN(false),
    SMALL_TALK(false),
    FAREWELL(false);

    private final boolean isIntent;

    Topic(boolean isIntent) {
      this.isIntent = isIntent;
    }

    /** True when the line asks to buy, its price, size, stock or delivery (求链接). */
    public boolean isIntent() {
      return isIntent;
    }
  }

  private static final Map<Topic, List<Words>> LINES = new EnumMap<>(Topic.class);

  static {
    say(Topic.GREETING, "主播晚上好", "Good evening!", "来了来了", "Just got here", "第一次来，报到",
        "First time here, hello",
        "今天准时吧", "On time today", "下班赶上了", "Made it after work", "大家好呀", "Hi everyone");
    say(Topic.PRAISE, "{0}看着真不错", "Lovely, {0}", "这个颜色好看", "Love that colour", "讲得真仔细", "So well explained",
        "实在人", "Honest people", "质感好好", "You can see the quality", "看着就想要", "I want one already",
        "画面好舒服 😊", "Such a calm picture 😊", "支持老铁", "You have my trust");
    say(Topic.LINK, "求链接", "Link please", "{0}求链接", "Link for {0}, please", "怎么买？", "How do I buy this?",
        "链接在哪里呀", "Where is the link?", "{0}上链接吗", "Can you put {0} up?", "想要这个，怎么下单",
        "I want this, how do I order?", "蹲一个{0}的链接", "Waiting for the {0} link", "刚才那个{0}在哪拍",
        "Where do I get that {0} from just now?", "求連結🙏", "link? 🙏", "{0}想入，挂一下呗",
        "Put {0} in the cart for me?", "有没有同款{0}", "Got the same {0}?", "在哪儿能买到呀",
        "Where can I buy this?", "lianjie 求", "lnk pls");
    say(Topic.PRICE, "{0}多少钱？", "How much for {0}?", "今天什么价", "What's the price today?", "两份有优惠吗",
        "Any discount for two?", "这个价包邮吗", "Is that with postage?",
        "{0}咋卖", "What do you want for {0}?", "比上回贵了吗",
        "Has it gone up?", "几块钱一份", "What's it each?", "学生党问一句，{0}有便宜点的吗",
        "Student budget: a cheaper {0}?");
    say(Topic.STOCK, "{0}还有货吗", "Do you still have {0}?", "还剩多少", "How many left?", "能补货吗",
        "Will there be more?",
        "上次没抢到，今天还有吧", "Missed it last time, any left today?", "{0}是不是没了", "Is {0} gone?", "给我留一份{0}行不",
        "Could you keep one {0} for me?");
    say(Topic.DELIVERY, "今天拍什么时候发货？", "Ordered tonight, when does it ship?", "发顺丰吗",
        "Which courier do you use?",
        "新疆能发吗", "Do you deliver to Xinjiang?", "周末前能到广州吗", "Will it reach Guangzhou by the weekend?",
        "几天能到", "How many days?", "能发海外吗", "Do you ship abroad?", "可以晚几天再发吗",
        "Can you ship it a few days later?");
    say(Topic.BOUGHT, "已拍", "Ordered!", "下单了，等收货", "Just bought it, can't wait", "拍了两份，一份给我妈",
        "Got two, one for my mum",
        "手快有，抢到了", "Got it in time", "付好了 👍", "Paid 👍");
    say(Topic.AGAIN, "上次买的很好，又来了", "The last one was great, back for more", "回购第三次了", "Third time buying",
        "家里人都说好，再来一份", "Everyone at home liked it, one more", "老顾客报到", "Regular here, hello again");
    say(Topic.SMALL_TALK, "这边下雨了", "It's raining here", "边看边吃饭", "Watching over dinner", "慢慢讲不着急",
        "No rush, take your time",
        "孩子睡了才来看", "Kids asleep, finally watching", "能近一点看看吗", "Could we see it closer?", "再转一下看看背面",
        "Could you turn it round?", "哈哈哈", "Haha");
    say(Topic.FAREWELL, "先走了，下次再来", "Off now, see you next time", "明天还播吗", "Are you on tomorrow?", "晚安",
        "Good night");
  }

  private static final Map<Craft, List<Words>> SIZES = new EnumMap<>(Craft.class);

  static {
    ask(Craft.CLOTHES, "一米六 110 斤穿什么码？", "160 cm, 55 kg: which size?", "偏大还是偏小",
        "Does it run large or small?",
        "{0}会起球吗", "Does {0} pill?", "能机洗吗", "Can it go in the machine?");
    ask(Craft.ORCHARD, "果子有多大", "How big is the fruit?", "糖度多少", "How sweet are they?", "{0}能放多久",
        "How long can I keep {0}?",
        "坏果赔吗", "Do you replace bruised ones?");
    ask(Craft.TEA, "一泡几克？", "How many grams a brew?", "新手喝哪款好", "Which one for a beginner?", "{0}耐泡吗",
        "How many steeps does {0} take?",
        "睡前能喝吗", "Is it fine before bed?");
    ask(Craft.CERAMICS, "口径多大？", "How wide is it?", "能进微波炉吗", "Microwave safe?", "{0}能装多少水",
        "What fits into {0}?",
        "每只颜色一样吗", "Are they all the same colour?");
    ask(Craft.BAKERY, "有无糖的吗？", "Anything without sugar?", "{0}能放几天", "How many days can I keep {0}?",
        "几个人吃多大的", "Which size for four?",
        "有坚果吗，孩子过敏", "Any nuts? My child is allergic");
    ask(Craft.OUTDOOR, "一米七五背多大的？", "Which size at 175 cm?", "有多重", "What does it weigh?", "{0}防水吗",
        "Is {0} waterproof?",
        "零下能用吗", "Fine below freezing?");
  }

  private Lines() {}

  private static void say(Topic topic, String... pairs) {
    LINES.put(topic, pairsOf(pairs));
  }

  private static void ask(Craft craft, String... pairs) {
    SIZES.put(craft, pairsOf(pairs));
  }

  private static List<Words> pairsOf(String... pairs) {
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(i -> new Words(pairs[2 * i], pairs[2 * i + 1]))
        .toList();
  }

  /**
   * One line; now and then a question is for something the host does not sell.
   *
   * @param thing the product it may name, in words of the chat
   */
  public static String line(Topic topic, Craft craft, Words thing, Language language,
      RandomGenerator random) {
    if (topic.isIntent() && Wishes.strays(random)) {
      return Wishes.line(craft, language, random);
    }
    List<Words> choice = topic == Topic.SIZE ? SIZES.get(craft) : LINES.get(topic);
    String line = Chance.pick(random, choice).in(language);
    return capital(line.replace("{0}", thing.in(language)));
  }

  private static String capital(String line) {
    return Character.toUpperCase(line.charAt(0)) + line.substring(1);
  }
}
