package laotie.sim;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import laotie.sim.CastHost.Appeal;
import laotie.sim.CastHost.Persona;
import laotie.sim.CastHost.Rhythm;
import laotie.sim.CastProduct.Sku;

/** The hosts whose goods are eaten and drunk. */
final class CastOfFood {

  private CastOfFood() {}

  private static Words w(String zh, String en) {
    return new Words(zh, en);
  }

  private static Sku sku(String zh, String en, long priceMinor, int supply) {
    return new Sku(w(zh, en), priceMinor, supply);
  }

  static CastHost orchard() {
    return new CastHost(
        "host2",
        w("青坪果园", "Qingping Orchard"),
        Craft.ORCHARD,
        new Persona(
            w("四十七户果农，一棵树一棵树地种", "Forty-seven families, one tree at a time"),
            w(
                "我们是洛川塬上的四十七户果农。海拔一千一百米，昼夜温差大，苹果慢慢长。果子摘下当天分拣，磕碰的自己留着做果酱。"
                    + "镜头前说话的多半是周姐，她管第三片地。",
                "We are forty-seven families on the Luochuan plateau. At eleven hundred metres nights "
                    + "are cold"
                    + " and apples take their time. Fruit is sorted the day it is picked; the bruised "
                    + "ones become"
                    + " our own jam. The voice you hear is mostly Sister Zhou, who keeps the third field."),
            2009,
            w("陕西洛川，本社果园", "Our own orchards, Luochuan, Shaanxi"),
            "水果 Fruit"),
        new Rhythm(Set.of(TUESDAY, THURSDAY, SATURDAY, SUNDAY), LocalTime.of(19, 0), 120),
        new Appeal(44, 0.42, 0.55, 19),
        orchardGoods(),
        List.of(
            w("今早现摘，今晚发车", "Picked this morning, on the truck tonight"),
            w("周姐带你逛第三片地", "A walk through field three"),
            w("尝一个再说：糖度现场测", "Taste first: we measure the sugar live")));
  }

  private static List<CastProduct> orchardGoods() {
    return List.of(
        new CastProduct("apples", w("洛川红富士苹果", "Luochuan Fuji apples"), w("苹果", "apples"),
            w("果径八十以上，脆甜多汁，糖度十四上下。坏果包赔，拍照就行。",
                "Eighty millimetres and up, crisp, about 14 Brix. A bad one is paid back for a photo."),
            "水果 Fruit",
            List.of(sku("五斤装", "2.5 kg", 3990, 400), sku("十斤装", "5 kg", 6990, 300),
                sku("礼盒十二枚", "Gift box of 12", 8800, 120))),
        new CastProduct("pears", w("酥梨", "Crisp pears"), w("梨", "pears"),
            w("皮薄无渣，炖银耳正好。", "Thin skin, no grit; lovely stewed with snow fungus."),
            "水果 Fruit",
            List.of(sku("五斤装", "2.5 kg", 2990, 260), sku("十斤装", "5 kg", 4990, 180))),
        new CastProduct("apple-jam", w("苹果肉桂果酱", "Apple and cinnamon jam"), w("果酱", "jam"),
            w("苹果、冰糖、柠檬、一小段肉桂，没有别的。每锅只熬十二瓶。",
                "Apples, rock sugar, lemon, a little cinnamon, nothing else. Twelve jars a pot."),
            "果酱干货 Pantry",
            List.of(sku("一瓶 220 克", "One jar, 220 g", 2600, 220), sku("三瓶装", "Three jars", 6900, 140))),
        new CastProduct("dried-apple", w("冻干苹果脆片", "Freeze-dried apple crisps"), w("苹果脆", "apple crisps"),
            w("五斤鲜果出一斤脆片，不加糖。孩子的书包里放一袋。",
                "Five kilos of fruit make one of crisps; no sugar added. One bag fits a school satchel."),
            "零食 Snacks",
            List.of(sku("三袋", "3 bags", 3600, 240), sku("十袋", "10 bags", 9900, 110))),
        new CastProduct("honey", w("苹果花蜜", "Apple blossom honey"), w("蜂蜜", "honey"),
            w("四月花期只有十二天，一年一摇。", "The blossom lasts twelve days in April; one harvest a year."),
            "果酱干货 Pantry",
            List.of(sku("250 克", "250 g", 4800, 160), sku("500 克", "500 g", 8800, 120))));
  }

  static CastHost tea() {
    return new CastHost(
        "host3",
        w("雾里茶坊", "Wuli Tea House"),
        Craft.TEA,
        new Persona(
            w("我爸炒茶，我泡茶，你喝茶", "Dad fires it, I brew it, you drink it"),
            w(
                "我叫岚岚，家在武夷山星村。爸爸炒了三十年茶，手上全是茶锅烫的茧。我辞了福州的工作回来，每周四晚泡给大家喝："
                    + "好的说好，涩的也说涩。",
                "I am Lanlan from Xingcun in the Wuyi hills. My father has fired tea for thirty years "
                    + "and has the"
                    + " hands to prove it. I left my job in Fuzhou to brew it for you four nights a "
                    + "week: I say"
                    + " when it is good, and I say when it is rough."),
            1994,
            w("福建武夷山，自家茶山 32 亩", "Two hectares of our own, Wuyi Mountains, Fujian"),
            "茶叶 Tea"),
        new Rhythm(Set.of(MONDAY, WEDNESDAY, THURSDAY, SATURDAY), LocalTime.of(20, 0), 150),
        new Appeal(40, 0.46, 0.60, 22),
        teaGoods(),
        List.of(
            w("今晚开一泡老丛水仙", "Tonight we open an old-bush Shuixian"),
            w("岩茶入门：三款对着喝", "Rock tea for beginners: three side by side"),
            w("下雨天，喝红茶", "A rainy night is for red tea")));
  }

  private static List<CastProduct> teaGoods() {
    return List.of(
        new CastProduct("tea-cake", w("老白茶饼", "Aged white tea cake"), w("白茶饼", "tea cake"),
            w("2018 年的寿眉，枣香，越煮越甜。", "Shoumei of 2018: dates on the nose, sweeter the longer it simmers."),
            "茶叶 Tea",
            List.of(sku("100 克小饼", "100 g", 8800, 150), sku("350 克整饼", "350 g", 26800, 80))),
        new CastProduct("rock-tea", w("武夷岩茶 老丛水仙", "Old-bush Shuixian rock tea"), w("水仙", "Shuixian"),
            w("六十年的老丛，木质香，三道炭焙。", "Sixty-year-old bushes, woody, fired three times over charcoal."),
            "茶叶 Tea",
            List.of(sku("尝鲜 4 泡", "Taster, 4 brews", 3900, 260), sku("罐装 100 克", "Tin, 100 g", 16800, 120),
                sku("两罐礼盒", "Two tins, boxed", 31800, 60))),
        new CastProduct("red-tea", w("正山小种红茶", "Lapsang red tea"), w("红茶", "red tea"),
            w("无烟工艺，桂圆香，加奶也好喝。", "Unsmoked, with longan sweetness; takes milk well."),
            "茶叶 Tea",
            List.of(sku("罐装 80 克", "Tin, 80 g", 6800, 220), sku("袋泡 20 包", "20 bags", 4500, 260))),
        new CastProduct("jasmine-tea", w("七窨茉莉花茶", "Seven-times scented jasmine"), w("茉莉", "jasmine"),
            w("伏天的茉莉，夜里开，夜里窨，七遍。",
                "Summer jasmine opens at night and scents the leaf at night, seven times."),
            "茶叶 Tea",
            List.of(sku("罐装 75 克", "Tin, 75 g", 7800, 180), sku("三罐", "Three tins", 19800, 70))),
        new CastProduct("gongfu-set", w("随行功夫茶具", "Travel gongfu set"), w("茶具", "tea set"),
            w("一壶三杯，毡袋收纳，出差也能好好喝茶。", "One pot, three cups, a felt pouch: good tea on the road."),
            "茶具 Teaware",
            List.of(sku("月白", "Moon white", 12800, 70), sku("黛青", "Ink blue", 12800, 70))));
  }

  static CastHost bakery() {
    return new CastHost(
        "host5",
        w("小麦家烘焙", "Xiaomai Bakery"),
        Craft.BAKERY,
        new Persona(
            w("凌晨四点的面包，邻居都说香", "Bread at four a.m.; ask the neighbours"),
            w(
                "我是小麦，两个孩子的妈妈。老大对添加剂过敏，我就自己学着烤，一烤八年。厨房有许可证，每天只做六十单，"
                    + "当天烤，顺丰冷链走。",
                "I am Xiaomai, a mother of two. My eldest reacts to additives, so I learned to bake; "
                    + "that was eight"
                    + " years ago. The kitchen is licensed, sixty orders a day, baked that day, shipped "
                    + "cold."),
            2016,
            w("成都自家厨房（许可证号见主页）", "A licensed home kitchen in Chengdu"),
            "烘焙 Bakery"),
        new Rhythm(Set.of(MONDAY, TUESDAY, WEDNESDAY, FRIDAY), LocalTime.of(18, 30), 90),
        new Appeal(38, 0.48, 0.68, 9),
        bakeryGoods(),
        List.of(
            w("出炉啦，听声音", "Out of the oven: listen to the crust"),
            w("妈妈的早餐包", "A mother's breakfast rolls"),
            w("周末蛋糕预定", "Weekend cakes, order now")));
  }

  private static List<CastProduct> bakeryGoods() {
    return List.of(
        new CastProduct("country-loaf", w("天然酵母乡村面包", "Sourdough country loaf"), w("乡村面包", "the loaf"),
            w("老面养了七年，冷藏发酵十八小时。", "A starter of seven years and eighteen cold hours."),
            "烘焙 Bakery",
            List.of(sku("整颗", "Whole", 3200, 160), sku("切片", "Sliced", 3300, 160),
                sku("核桃无花果", "Walnut and fig", 3900, 110))),
        new CastProduct("croissants", w("黄油可颂", "Butter croissants"), w("可颂", "croissants"),
            w("二十七层，只用发酵黄油。回烤三分钟就酥。", "Twenty-seven layers, cultured butter only. Three minutes to crisp."),
            "烘焙 Bakery",
            List.of(sku("四只", "Four", 3600, 200), sku("八只", "Eight", 6600, 130))),
        new CastProduct("strawberry-cake", w("草莓奶油蛋糕", "Strawberry cream cake"), w("草莓蛋糕", "strawberry cake"),
            w("动物奶油，双流草莓，甜度可选。", "Dairy cream, Shuangliu strawberries, sweetness to taste."),
            "蛋糕 Cake",
            List.of(sku("4 寸", "10 cm", 8800, 60), sku("6 寸", "15 cm", 15800, 60))),
        new CastProduct("cookies", w("海盐燕麦曲奇", "Sea salt oat cookies"), w("曲奇", "cookies"),
            w("少糖，一口燕麦香，罐子可以回收。", "Low in sugar, full of oats; send the tin back to refill."),
            "烘焙 Bakery",
            List.of(sku("小罐", "Small tin", 2900, 240), sku("大罐", "Large tin", 4900, 180))),
        new CastProduct("milk-rolls", w("汤种牛奶小餐包", "Milk rolls"), w("餐包", "milk rolls"),
            w("给孩子的早餐，冷冻能放三周。", "Breakfast for children; freeze for three weeks."),
            "烘焙 Bakery",
            List.of(sku("八只", "Eight", 2600, 260), sku("十六只", "Sixteen", 4600, 180))));
  }
}
