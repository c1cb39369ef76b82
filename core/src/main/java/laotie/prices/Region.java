package laotie.prices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where goods go, as far as fees need it: a province of China (ISO 3166-2) or a country or territory (ISO
 * 3166-1), read from the words of an address. Words that name neither are of no known region, and the fee for
 * elsewhere counts.
 *
 * @param code such as {@code CN-HL} or {@code JP}; empty when unknown
 */
public record Region(String code) {

  /** Of an address whose words name no region. */
  public static final Region UNKNOWN = new Region("");

  private static final String CHINA = "CN";
  private static final Map<String, String[]> PROVINCES = provinces();
  private static final Map<String, String> CHINESE = new HashMap<>();
  private static final Map<String, String> ENGLISH = new HashMap<>();
  private static final int CHINESE_NAME_MAX = 8;

  static {
    for (String country : Locale.getISOCountries()) {
      Locale place = Locale.of("", country);
      CHINESE.put(place.getDisplayCountry(Locale.SIMPLIFIED_CHINESE), country);
      ENGLISH.put(plain(place.getDisplayCountry(Locale.ENGLISH)), country);
    }
    CHINESE.putAll(Map.of("香港", "HK", "澳门", "MO", "台湾", "TW", "中国", CHINA));
    ENGLISH.putAll(Map.of("hong kong", "HK", "macao", "MO", "macau", "MO", "taiwan", "TW",
        "usa", "US", "uk", "GB"));
    PROVINCES.forEach((code, names) -> {
      CHINESE.put(names[0], code);
      ENGLISH.put(names[1], code);
    });
  }

  /** The region that the words of an address name. */
  public static Region of(String words) {
    String text = words.strip();
    for (String rest : List.of(text, text.replaceFirst("^(中华人民共和国|中国)[\\s,，]*", ""))) {
      String found = ofChinese(rest);
      if (!found.isEmpty() && !found.equals(CHINA)) {
        return new Region(found);
      }
    }
    String english = ofEnglish(plain(text));
    return !english.isEmpty() ? new Region(english)
        : text.startsWith("中") && !ofChinese(text).isEmpty() ? new Region(CHINA) : UNKNOWN;
  }

  /** Every province and country by code, each once; names come from the screens. */
  public static List<String> all() {
    List<String> codes = new ArrayList<>(PROVINCES.keySet());
    for (String country : Locale.getISOCountries()) {
      codes.add(country);
    }
    return codes;
  }

  /** Its own code, then that of the country around it; empty when it is unknown. */
  List<String> codes() {
    if (code.isEmpty()) {
      return List.of();
    }
    return code.indexOf('-') < 0 ? List.of(code) : List.of(code, code.substring(0, code.indexOf('-')));
  }

  /** A Chinese address begins with the largest place: the longest name that the words begin with. */
  private static String ofChinese(String words) {
    for (int length = Math.min(CHINESE_NAME_MAX, words.length()); length >= 2; length--) {
      String code = CHINESE.get(words.substring(0, length));
      if (code != null) {
        return code;
      }
    }
    return "";
  }

  /** An English address ends with the largest place; a province says more than its country. */
  private static String ofEnglish(String words) {
    String padded = " " + words + " ";
    String found = "";
    int foundEnd = -1;
    int foundLength = 0;
    for (Map.Entry<String, String> name : ENGLISH.entrySet()) {
      int at = name.getValue().equals(CHINA) ? -1 : padded.lastIndexOf(" " + name.getKey() + " ");
      int length = name.getKey().length();
      boolean isLarger = at + length > foundEnd || at + length == foundEnd && length > foundLength;
      if (at >= 0 && isLarger) {
        found = name.getValue();
        foundEnd = at + length;
        foundLength = length;
      }
    }
    return found.isEmpty() && padded.contains(" china ") ? CHINA : found;
  }

  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
  }

  private static Map<String, String[]> provinces() {
    Map<String, String[]> names = new LinkedHashMap<>();
    String rows = """
        BJ 北京 beijing;TJ 天津 tianjin;HE 河北 hebei;SX 山西 shanxi;NM 内蒙古 inner mongolia;LN 辽宁 liaoning;
        JL 吉林 jilin;HL 黑龙江 heilongjiang;SH 上海 shanghai;JS 江苏 jiangsu;ZJ 浙江 zhejiang;AH 安徽 anhui;
        FJ 福建 fujian;JX 江西 jiangxi;SD 山东 shandong;HA 河南 henan;HB 湖北 hubei;HN 湖南 hunan;
        GD 广东 guangdong;GX 广西 guangxi;HI 海南 hainan;CQ 重庆 chongqing;SC 四川 sichuan;GZ 贵州 guizhou;
        YN 云南 yunnan;XZ 西藏 tibet;SN 陕西 shaanxi;GS 甘肃 gansu;QH 青海 qinghai;NX 宁夏 ningxia;
        XJ 新疆 xinjiang""";
    for (String row : rows.split(";\\s*")) {
      String[] words = row.split(" ", 3);
      names.put(CHINA + "-" + words[0], new String[] {words[1], words[2]});
    }
    return names;
  }
}
