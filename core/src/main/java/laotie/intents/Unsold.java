package laotie.intents;

/**
 * The thing somebody asks for by a name that no product of the shelf bears (帐篷怎么买, how much is the umbrella).
 * A question without a name means what is pinned, so a name that was overlooked brings the wrong card.
 */
final class Unsold {

  private static final int HAN_MIN = 2;
  private static final int HAN_MAX = 8;
  private static final int WORD_MIN = 3;

  /** Characters of a comment in which an unknown run may be a name; in longer ones people tell stories. */
  private static final int SHORT_MAX = 16;

  /** What stands around a name and belongs to none. */
  private static final String AROUND = "的了这那个有要买想求来和跟在家你我他她给把就都也还再呢啊呀哦嘛吧么姐哥妹弟叔姨亲";

  /** What names of things end in. Other runs nobody knows are talk: 急急急怎么买. */
  private static final String THINGS =
      "机器架箱柜椅凳桌床灯炉锅煲壶杯碗盘碟勺筷刀叉瓶罐盒篷伞车板球线绳带包袋布帘毯垫枕被衣服袍裤裙袜鞋靴帽套巾扇表镜笔书纸贴膜霜膏乳粉油酒茶果莲豆米面"
          + "饼糕糖肉鱼虾蟹蛋奶菜菇花草树苗盆粮砂";

  /** A run with one of these is a number or a variant (两斤装, 大码), unless it is a word of the trade. */
  private static final String VARIANTS = "一二两三四五六七八九十半几多少每装码号价色款版单";

  private static final int GOODS = Phrases.STANDARD.kind("GOODS");
  private static final int[] ASKING = {
      Phrases.STANDARD.kind("HOWBUY"), Phrases.STANDARD.kind("GIVELINK"), Phrases.STANDARD.kind("PRICE"),
      Phrases.STANDARD.kind("LINK")};
  private static final int[] WANTING = {Phrases.STANDARD.kind("HAVE"), Phrases.STANDARD.kind("WANT")};
  private static final String[] ARTICLES = {"a", "an", "the", "some", "any"};

  private final Marks marks;
  private final Plain plain;
  private boolean isFound;

  private Unsold(Marks marks) {
    this.marks = marks;
    this.plain = marks.plain;
  }

  /** True when such a thing is asked for. */
  static boolean isAsked(Marks marks) {
    Unsold unsold = new Unsold(marks);
    unsold.look();
    return unsold.isFound;
  }

  private void look() {
    boolean isAsking = false;
    for (int f = 0; f < marks.foundCount() && !isFound; f++) {
      int from = marks.foundAt(f);
      int end = from + marks.foundLength(f);
      if (isOneOf(marks.foundKind(f), ASKING)) {
        before(from);
        isAsking = true;
      }
      if (isOneOf(marks.foundKind(f), WANTING)) {
        after(end);
        isAsking = true;
      }
    }
    if (isAsking && !isFound) {
      articles();
    }
  }

  private static boolean isOneOf(int kind, int[] kinds) {
    for (int each : kinds) {
      if (each == kind) {
        return true;
      }
    }
    return false;
  }

  /** A name right before the asking: 帐篷|怎么买, rug|price. */
  private void before(int asking) {
    int end = asking;
    while (end > 0 && (plain.at(end - 1) == ' ' || plain.at(end - 1) == '的')) {
      end--;
    }
    if (end == 0) {
      return;
    }
    if (Plain.isHan(plain.at(end - 1))) {
      int from = end;
      while (from > 0 && marks.isFree(from - 1) && Plain.isHan(plain.at(from - 1))) {
        from--;
      }
      han(from, end, true);
    } else if (Plain.isLatin(plain.at(end - 1))) {
      int from = end;
      while (from > 0 && Shelf.isWordLetter(plain.at(from - 1))) {
        from--;
      }
      word(from, end);
    }
  }

  /** A word of the trade right after the wish: 有没有|泳衣. */
  private void after(int wanting) {
    int from = wanting;
    while (from < plain.length() && plain.at(from) == ' ') {
      from++;
    }
    int end = from;
    while (end < plain.length() && marks.isFree(end) && Plain.isHan(plain.at(end))) {
      end++;
    }
    han(from, end, false);
  }

  private void han(int first, int last, boolean mayBeUnknown) {
    int from = first;
    int end = last;
    while (from < end && AROUND.indexOf(plain.at(from)) >= 0) {
      from++;
    }
    while (from < end && AROUND.indexOf(plain.at(end - 1)) >= 0) {
      end--;
    }
    boolean isVariant = false;
    boolean isGoods = false;
    for (int i = from; i < end; i++) {
      isVariant |= VARIANTS.indexOf(plain.at(i)) >= 0;
      isGoods |= isGoods(i);
    }
    boolean isUnknown = mayBeUnknown && plain.length() <= SHORT_MAX && !isVariant
        && end - from >= HAN_MIN && end - from <= HAN_MAX && THINGS.indexOf(plain.at(end - 1)) >= 0;
    isFound |= isGoods || isUnknown;
  }

  private boolean isGoods(int at) {
    int phrase = Phrases.STANDARD.longestAt(plain, at);
    return phrase >= 0 && Phrases.STANDARD.kindOf(phrase / 512) == GOODS;
  }

  /** A name after an article: the umbrella, a pair of wool socks. */
  private void articles() {
    for (int i = 0; i < plain.length(); i++) {
      if (!Shelf.isWordStart(plain, i)) {
        continue;
      }
      int end = Shelf.wordEnd(plain, i);
      if (isArticle(i, end) && end + 1 < plain.length() && plain.at(end) == ' ') {
        word(end + 1, Shelf.wordEnd(plain, end + 1));
      }
      i = end - 1;
    }
  }

  private boolean isArticle(int from, int end) {
    for (String article : ARTICLES) {
      int at = 0;
      while (at < article.length() && from + at < end && plain.at(from + at) == article.charAt(at)) {
        at++;
      }
      if (at == article.length() && from + at == end) {
        return true;
      }
    }
    return false;
  }

  /** Unknown Latin words are too many to mean things; only those of the trade count. */
  private void word(int from, int end) {
    isFound |= end - from >= WORD_MIN && Plain.isLatin(plain.at(from)) && marks.isFree(from) && isGoods(from);
  }
}
