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

/** The hosts whose goods are worn, used and kept. */
final class CastOfCraft {

  private CastOfCraft() {}

  private static Words w(String zh, String en) {
    return new Words(zh, en);
  }

  private static Sku sku(String zh, String en, long priceMinor, int supply) {
    return new Sku(w(zh, en), priceMinor, supply);
  }

  static CastHost clothes() {
    return new CastHost(
        "host1",
        w("大鹏阿芳", "Dapeng & Fang"),
        Craft.CLOTHES,
        new Persona(
            w("一对夫妻，一家店，每件自己先穿", "One couple, one shop; we wear it first"),
            w(
                "我们在杭州四季青摆过六年档口，后来自己打版。阿芳试穿，大鹏踩缝纫机。一米五八、一百二十斤的阿芳穿着好看，"
                    + "大多数人就好看。不合身七天包退，来回运费我们出。",
                "Six years at a stall in Hangzhou's Sijiqing market, then our own patterns. Fang tries "
                    + "everything on,"
                    + " Dapeng runs the machine. Fang is 158 cm and 60 kg: what suits her suits most of "
                    + "us. Seven"
                    + " days to send it back, postage on us."),
            2013,
            w("杭州自家工作室，面料标明产地", "Our own workroom in Hangzhou, fabrics named"),
            "服装 Clothing"),
        new Rhythm(Set.of(TUESDAY, WEDNESDAY, FRIDAY, SUNDAY), LocalTime.of(20, 30), 160),
        new Appeal(52, 0.36, 0.47, 24),
        clothesGoods(),
        List.of(
            w("秋天第一件外套", "The first jacket of autumn"),
            w("小个子怎么穿不压身高", "Short and tall enough: what to wear"),
            w("今晚清样衣，一件一件讲", "Sample night: one by one")));
  }

  private static List<CastProduct> clothesGoods() {
    return List.of(
        new CastProduct("jacket", w("水洗棉工装外套", "Washed cotton work jacket"), w("外套", "the jacket"),
            w("十二安水洗棉，不挑身材。口袋深，放得下一本书。",
                "Twelve-ounce washed cotton that flatters most. Pockets deep enough for a book."),
            "服装 Clothing",
            List.of(sku("S", "S", 25900, 60), sku("M", "M", 25900, 90), sku("L", "L", 25900, 80),
                sku("XL", "XL", 25900, 50))),
        new CastProduct("knit", w("羊毛混纺圆领毛衣", "Wool-blend sweater"), w("毛衣", "the sweater"),
            w("羊毛五成五，贴身不扎。", "Fifty-five per cent wool; does not itch."),
            "服装 Clothing",
            List.of(sku("燕麦色", "Oat", 19900, 90), sku("陶土色", "Clay", 19900, 90),
                sku("墨绿", "Deep green", 19900, 70))),
        new CastProduct("dress", w("茶歇碎花连衣裙", "Tea-break floral dress"), w("裙子", "the dress"),
            w("垂感好，坐一天不皱。", "Drapes well; a day in a chair leaves no crease."),
            "服装 Clothing",
            List.of(sku("S", "S", 22900, 70), sku("M", "M", 22900, 90), sku("L", "L", 22900, 70))),
        new CastProduct("scarf", w("羊绒格纹围巾", "Cashmere check scarf"), w("围巾", "the scarf"),
            w("内蒙古绒，两面织，一条用好多年。", "Inner Mongolian cashmere, woven double; keeps for years."),
            "配饰 Accessories",
            List.of(sku("焦糖格", "Caramel", 16900, 110), sku("雾蓝格", "Mist blue", 16900, 110))),
        new CastProduct("shirt", w("亚麻衬衫", "Linen shirt"), w("衬衫", "the shirt"),
            w("法国亚麻，越洗越软。", "French linen; softer with each wash."),
            "服装 Clothing",
            List.of(sku("M", "M", 15900, 110), sku("L", "L", 15900, 110), sku("XL", "XL", 15900, 70))));
  }

  static CastHost ceramics() {
    return new CastHost(
        "host4",
        w("拙火陶社", "Zhuohuo Clay"),
        Craft.CERAMICS,
        new Persona(
            w("每一只都不一样，因为都是手拉的", "No two alike, for each is thrown by hand"),
            w(
                "景德镇三宝村，三个人，一座小气窑。师傅老许拉坯，小宁上釉，我开窑和你聊天。有落灰和小斑会先给你看，"
                    + "接受了再买。",
                "Three people and one small kiln in Sanbao village, Jingdezhen. Old Xu throws, Ning "
                    + "glazes, I open the"
                    + " kiln and talk to you. Ash marks and specks are shown first; buy only if you "
                    + "like them."),
            2018,
            w("景德镇三宝村，本社手作", "Made by us in Sanbao, Jingdezhen"),
            "陶瓷 Ceramics"),
        new Rhythm(Set.of(WEDNESDAY, SATURDAY, SUNDAY), LocalTime.of(20, 0), 120),
        new Appeal(38, 0.38, 0.38, 26),
        ceramicsGoods(),
        List.of(
            w("开窑！第一眼大家一起看", "Opening the kiln: the first look is yours"),
            w("老许拉坯，慢慢看", "Old Xu at the wheel"),
            w("微瑕专场，说清楚再卖", "Small flaws, honestly shown")));
  }

  private static List<CastProduct> ceramicsGoods() {
    return List.of(
        new CastProduct("rice-bowls", w("粗陶饭碗", "Stoneware rice bowls"), w("饭碗", "the bowls"),
            w("口径十二厘米，不烫手。", "Twelve centimetres across; never too hot to hold."),
            "陶瓷 Ceramics",
            List.of(sku("单只", "One", 5800, 120), sku("一对", "Pair", 10800, 80), sku("四只", "Four", 19800, 50))),
        new CastProduct("mug", w("跳刀纹马克杯", "Chatter-mark mug"), w("马克杯", "the mug"),
            w("手感像树皮，容量三百五。", "Feels like bark, holds 350 ml."),
            "陶瓷 Ceramics",
            List.of(sku("雪白", "Snow", 8900, 100), sku("天青", "Sky", 8900, 100), sku("铁锈", "Rust", 8900, 80))),
        new CastProduct("vase", w("一枝花瓶", "Single-stem vase"), w("花瓶", "the vase"),
            w("插一枝就够。", "One branch is enough."),
            "陶瓷 Ceramics",
            List.of(sku("矮", "Low", 12800, 50), sku("高", "Tall", 16800, 40))),
        new CastProduct("plate", w("月白浅盘", "Moon-white plate"), w("盘子", "the plate"),
            w("边上留一圈泥的本色。", "The rim keeps the colour of the clay."),
            "陶瓷 Ceramics",
            List.of(sku("18 厘米", "18 cm", 6800, 110), sku("24 厘米", "24 cm", 9800, 80))),
        new CastProduct("teapot", w("侧把小壶", "Side-handle teapot"), w("小壶", "the teapot"),
            w("出水干脆，不流口水。", "Pours clean, never drips."),
            "茶具 Teaware",
            List.of(sku("150 毫升", "150 ml", 23800, 35), sku("220 毫升", "220 ml", 26800, 30))));
  }

  static CastHost outdoor() {
    return new CastHost(
        "host6",
        w("北坡工坊", "Beipo Trail Works"),
        Craft.OUTDOOR,
        new Persona(
            w("自己背过的，才敢卖给你", "We carried it before we sold it"),
            w(
                "我们在四川双桥沟带了十年队，修过的帐篷比卖出的多。现在自己打样，小批做，坏了寄回来修，只收邮费。",
                "Ten years of guiding in Shuangqiao valley; we have mended more tents than we sold. Now "
                    + "we make small"
                    + " runs of our own. If it breaks, send it back: mending costs only the postage."),
            2011,
            w("成都自有工坊与绍兴面料", "Our workshop in Chengdu, fabrics from Shaoxing"),
            "户外 Outdoor"),
        new Rhythm(Set.of(MONDAY, THURSDAY, FRIDAY), LocalTime.of(21, 0), 110),
        new Appeal(46, 0.30, 0.27, 28),
        outdoorGoods(),
        List.of(
            w("背包怎么装，肩膀不疼", "Packing so that shoulders do not hurt"),
            w("下雨现场：帐篷淋给你看", "We hose the tent down, live"),
            w("入门三件套，别买贵了", "Three things to start with; do not overpay")));
  }

  private static List<CastProduct> outdoorGoods() {
    return List.of(
        new CastProduct("backpack", w("徒步背包 38 升", "Trail pack 38 l"), w("背包", "the pack"),
            w("背负可调，空包一千一百克。", "Adjustable back, 1,100 g empty."),
            "户外 Outdoor",
            List.of(sku("苔绿", "Moss", 42900, 50), sku("砂岩", "Sandstone", 42900, 50))),
        new CastProduct("tent", w("双人三季帐", "Two-person tent"), w("帐篷", "the tent"),
            w("七级风里睡过两晚，三分钟搭好。", "Slept in at force seven; up in three minutes."),
            "户外 Outdoor",
            List.of(sku("含地布", "With footprint", 79900, 24), sku("不含地布", "Without", 69900, 24))),
        new CastProduct("flask", w("钛保温壶", "Titanium flask"), w("保温壶", "the flask"),
            w("零下十度，十二小时还烫嘴。", "At minus ten, still too hot after twelve hours."),
            "户外 Outdoor",
            List.of(sku("500 毫升", "500 ml", 19900, 90), sku("750 毫升", "750 ml", 23900, 70))),
        new CastProduct("lantern", w("营地暖光灯", "Camp lantern"), w("营灯", "the lantern"),
            w("三档暖光，充一次亮四十小时。", "Three warm levels, forty hours a charge."),
            "户外 Outdoor",
            List.of(sku("单只", "One", 12900, 130), sku("一对", "Pair", 23900, 70))),
        new CastProduct("beanie", w("美利奴护耳帽", "Merino beanie"), w("帽子", "the beanie"),
            w("盖得住耳朵，塞得进口袋。", "Covers the ears, fits a pocket."),
            "户外 Outdoor",
            List.of(sku("赭石", "Ochre", 8900, 150), sku("石墨", "Graphite", 8900, 150),
                sku("松绿", "Pine", 8900, 100))));
  }
}
