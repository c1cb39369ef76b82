package laotie.live;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a comment asks to buy (求链接): for the link, the price, the size, the stock or the delivery.
 *
 * <p>Plain rules in Chinese and English, so that every mark can be explained. Words are folded first: full
 * width to half width, capitals to small letters. It errs towards asking, since a lead that is answered in
 * vain costs a glance and one that is missed costs a sale; thanks, praise and "already bought" are left out.
 */
public final class Intent {

  private static final Pattern ASKS_IN_CHINESE = Pattern.compile(String.join("|",
      "求.{0,6}(链接|鏈接|連結)", "(链接|鏈接|連結)(呢|在哪|在哪里|怎么|发|發|有吗|有嗎|吗|嗎|\\?|$)",
      "(上|挂|掛|发|發|给|給|要)个?(一下)?(链接|鏈接|連結)", "几号(链接|鏈接|連結)",
      "(怎么|怎麼|咋|如何|怎样|怎樣)(买|買|下单|下單|购买|購買|拍|订|訂)", "(在)?(哪|哪里|哪裡|哪儿)(可以|能)?(买|買|下单|下單|拍)",
      "(可以|能|能不能|还能|還能)(买|買|下单|下單|拍)(吗|嗎|不|么|\\?)", "多少(钱|錢|米|块|塊)", "几(块|塊|毛)(钱|錢)?",
      "怎么卖|怎麼賣|咋卖", "(什么|什麼|啥|多少)(价|價)", "(价格|價格|价钱|價錢)(是)?(多少|呢|吗|嗎|怎么|\\?|$)", "贵不贵|貴不貴",
      "有(没有|沒有)?(现|現)?(货|貨)(吗|嗎|不|么|没|\\?|$)", "(还|還)有.{0,6}(吗|嗎|不|没|么|\\?)", "有没有货|有沒有貨|有没有现货",
      "(库存|庫存)(还|還)?(有|多少|吗|\\?)", "(什么时候|什麼時候|啥时候|几时|多久)(补|補|到|发|發|上)(货|貨|链接)?",
      "(什么|什麼|啥|哪些|哪个|几|多大|多少)(尺码|尺碼|码|碼|号|號|尺寸)", "(尺码|尺碼|尺寸)(有|怎么|怎麼|是|多少|呢|吗|嗎|\\?|$)",
      "有(没有|沒有)?.{0,6}(码|碼)(吗|嗎|不|么|\\?|$)", "穿(什么|什麼|多大|几|啥|多少)", "(包邮|包郵|免邮|免運)(吗|嗎|不|么|\\?|$)",
      "(运费|運費|邮费|郵費)(多少|怎么|谁|吗|\\?|$)", "(几天|幾天|多久|什么时候)(能|可以)?(到|发|發|收)",
      "(想|我要|我想)(买|買|拍|下单|来|要)(一|1|两|2|个|件)?"));

  private static final Pattern ASKS_NOT_IN_CHINESE = Pattern.compile(String.join("|",
      "(已经|已經|刚|剛|昨天|上次|前天).{0,4}(买|買|拍|下单|下單)(了|过|過|的)", "(别|別|不要|不用|不想|不会)再?.{0,4}(发|發|刷|买|買|拍)",
      "(谢谢|謝謝|感谢).{0,6}(链接|鏈接|連結)", "多少(钱|錢)(都|也)"));

  private static final Pattern ASKS_IN_ENGLISH = Pattern.compile(String.join("|",
      "\\b(link|url)\\b.{0,12}\\b(please|pls|plz)\\b", "^(the )?link\\s*\\?*$", "\\blink\\s*\\?",
      "\\b(where|need|want|drop|send|share|post|got|have)\\b.{0,20}\\blink\\b",
      "\\b(can i (get|have)|please|pls|plz)\\b.{0,20}\\blink\\b",
      "\\bhow\\s+(do|can|could|would|should|to|does|may)\\b.{0,20}\\b(buy|order|purchase|get|pay)\\b",
      "\\bwhere\\s+(do|can|could|to)\\b.{0,16}\\b(buy|order|purchase|get)\\b",
      "\\b(can|could|may) i\\b.{0,12}\\b(buy|order|purchase)\\b",
      "\\bi\\s*(want|would like|'d like|wanna|need)\\b.{0,8}\\b(buy|order|one|two|some)\\b", "\\bhow much\\b",
      "\\b(what|what's|whats)\\b.{0,14}\\b(price|cost|size|sizes|sizing)\\b",
      "^(the )?price\\b\\s*(please|pls|plz)?\\s*\\?*$",
      "\\bprice\\s*\\?", "\\b(which|what)\\s+size", "^sizes?\\b\\s*(please|pls|plz)?\\s*\\?*$",
      "\\bsizes?\\s*\\?",
      "\\b(do you|have you|is there|are there|any|got)\\b.{0,20}\\b(size|sizes|stock|left)\\b\\s*\\?*$",
      "\\b(do you|have you|is there|are there|any|got)\\b.{0,20}\\b(xs|s|m|l|xl|xxl)\\b\\s*\\?*$",
      "\\b(in stock|still available|back in stock|restock)\\b.{0,10}(\\?|$)", "^available\\s*\\?*$",
      "\\bavailable\\s*\\?",
      "\\bany\\b.{0,10}\\bleft\\b", "\\b(do|does|can|could)\\b.{0,10}\\bship\\b",
      "\\b(free|how much).{0,8}shipping\\b",
      "\\b(shipping|delivery)\\b.{0,8}(cost|fee|time|\\?)",
      "\\bwhen\\b.{0,16}\\b(ship|arrive|deliver|restock)\\w*"));

  private static final Pattern ASKS_NOT_IN_ENGLISH = Pattern.compile(String.join("|",
      "\\b(thanks|thank you|thx)\\b.{0,12}\\b(link|price)\\b", "\\b(already|just)\\s+(bought|ordered|got)\\b",
      "\\bhow much (i|we|they|she|he) (love|like|miss|enjoy)",
      "\\b(don't|do not|stop)\\b.{0,12}\\b(send|post|spam)\\w*"));

  private Intent() {}

  /** True when {@code text} asks to buy. */
  public static boolean asksToBuy(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
        .replace('\u2019', '\'').strip();
    String close = folded.replaceAll("\\s+", "");
    if (ASKS_IN_CHINESE.matcher(close).find() && !ASKS_NOT_IN_CHINESE.matcher(close).find()) {
      return true;
    }
    return ASKS_IN_ENGLISH.matcher(folded).find() && !ASKS_NOT_IN_ENGLISH.matcher(folded).find();
  }
}
