package laotie.intents;

import java.text.Normalizer;

/**
 * Words in one plain writing, so that what sounds and looks alike is alike: compatibility forms (NFKC,
 * character
 * by character), small letters, simplified characters for those of trade, one space, no characters that
 * cannot
 * be seen. A letter written three times or more stands once (linkkk), any other character twice (快快快).
 *
 * <pre>
 * "ＬＩＮＫ　plsss!!!" -> "link pls!"      "還有嗎？？" -> "还有吗?"
 * </pre>
 */
final class Plain {

  /** Characters that are read; what follows is not. */
  static final int LENGTH_MAX = 400;

  /** Traditional characters, each before its simplified one: those that people write about goods. */
  private static final String TWINS =
      "鏈链連连結结買买賣卖錢钱幾几麼么嗎吗個个這这還还沒没貨货價价發发貴贵運运費费郵邮時时間间遞递"
          + "裡里裏里樣样開开單单購购車车點点號号碼码顏颜藍蓝綠绿紅红黃黄褲裤襪袜兩两條条隻只雙双張张顆颗"
          + "領领長长寬宽輕轻適适體体腳脚頭头髮发臉脸膚肤過过會会應应該该對对錯错讓让說说話话講讲聽听見见"
          + "問问題题請请謝谢歡欢愛爱讚赞氣气質质標标優优劃划滿满減减劵券補补庫库斷断現现預预訂订觸触線线"
          + "選选擇择種种類类風风衛卫產产實实純纯絲丝織织繡绣製制蠶蚕絨绒鐵铁鍋锅盤盘鑄铸電电飯饭壓压爐炉"
          + "燈灯葉叶龍龙鳳凤鮮鲜魚鱼蝦虾貝贝雞鸡鴨鸭鵝鹅豬猪腸肠臘腊醬酱鹽盐鹹咸餅饼乾干麵面糧粮穀谷棗枣"
          + "參参膠胶養养護护潔洁淨净筆笔髒脏機机關关閉闭係系邊边幫帮給给從从來来後后進进門门歲岁兒儿嬰婴"
          + "圍围帶带鏡镜環环鐲镯鍊链墜坠鑽钻銀银銅铜寶宝貓猫籠笼繩绳籃篮書书冊册圖图畫画練练習习紙纸蘭兰"
          + "樹树藝艺編编傳传統统師师爺爷媽妈們们員员廣广東东臺台灣湾離离島岛國国際际專专櫃柜診诊換换處处"
          + "壞坏爛烂黴霉貼贴膩腻癢痒腫肿鬆松緊紧縮缩損损誤误賠赔償偿證证據据憑凭訊讯聯联繫系賴赖網网頁页"
          + "轉转註注獎奖職职賺赚萬万億亿騙骗賤贱醜丑噁恶滾滚廢废殘残腦脑歸归無无與与為为於于當当動动熱热"
          + "凍冻溫温總总計计較较難难雖虽舊旧幣币彈弹掛挂丟丢遠远滅灭彎弯歐欧農农漢汉釐厘釘钉鐘钟針针錶表"
          + "鋼钢鋁铝鍵键鈕钮鎖锁盜盗爭争執执團团組组倉仓儲储載载輸输輛辆輪轮軟软轟轰辦办務务勞劳勝胜勢势"
          + "勵励區区協协衝冲嘆叹嚇吓嚴严囉啰囑嘱壯壮壽寿夠够夢梦奪夺奬奖妝妆寫写審审將将尋寻導导屆届屬属"
          + "岡冈峽峡巖岩幹干廠厂廳厅彙汇徹彻恥耻懶懒懸悬戲戏戶户拋抛挾挟捲卷掃扫採采揀拣搖摇搶抢摯挚撥拨"
          + "撿捡擋挡擁拥擔担擠挤擴扩擺摆攜携攝摄攤摊餒馁徵征瑤瑶曬晒鮑鲍蠔蚝釵钗纏缠陳陈誠诚認认識识舉举"
          + "學学覺觉變变聲声寵宠饞馋餵喂濕湿鑑鉴鋪铺塊块麥麦誰谁內内剛刚準准敗败絕绝級级約约緞缎經经繞绕"
          + "續续罰罚羅罗罷罢聞闻肅肃膽胆莊庄華华蘋苹蘿萝蠟蜡衊蔑襯衬視视親亲觀观訴诉試试詐诈詳详誇夸談谈"
          + "諾诺譯译豐丰負负貧贫貪贪責责貶贬資资賊贼賓宾賬账趕赶跡迹踐践軌轨輩辈轎轿辭辞遲迟遺遗邁迈鄉乡"
          + "鄰邻醫医釋释鈣钙鈴铃銷销鋒锋錄录鍍镀鑲镶閃闪閒闲闆板隊队階阶陰阴陽阳陸陆險险隨随雲云霧雾靜静"
          + "響响頂顶項项順顺頓顿頗颇額额願愿顧顾飄飘飛飞飽饱飾饰餓饿館馆馬马駕驾驗验驚惊鬧闹魯鲁鯨鲸鳥鸟"
          + "鴿鸽麗丽齊齐齒齿齡龄妳你祂他牠它寢寝廚厨彥彦恆恒惡恶惱恼憐怜戰战擊击擬拟斃毙斬斩暈晕暢畅曆历"
          + "歷历枱台桿杆棄弃棟栋榮荣構构槍枪樂乐橫横檔档檢检殼壳毀毁決决況况洩泄測测渾浑湯汤滷卤澀涩潤润"
          + "濃浓濾滤瀏浏災灾煙烟煩烦燙烫營营狀状獨独獲获瑪玛甦苏瘋疯瘡疮療疗盡尽監监眾众睏困矇蒙礎础禮礼"
          + "禍祸稅税稱称穩稳窩窝競竞筍笋節节範范簡简簽签籤签粵粤糾纠納纳細细終终";

  private static final char[] FOLDED = folded();

  private final char[] text;
  private int length;

  /** The letter that is drawn out just now, or 0. */
  private char drawn;

  private Plain(int capacity) {
    text = new char[capacity];
  }

  /** The plain writing of {@code raw}; half a character pair is left out. */
  static Plain of(String raw) {
    int end = Math.min(raw.length(), LENGTH_MAX);
    Plain plain = new Plain(end * 2 + 2);
    for (int i = 0; i < end; i++) {
      char read = raw.charAt(i);
      if (Character.isHighSurrogate(read) && i + 1 < end && Character.isLowSurrogate(raw.charAt(i + 1))) {
        plain.addPair(Character.toCodePoint(read, raw.charAt(++i)));
      } else if (!Character.isSurrogate(read)) {
        plain.add(FOLDED[read]);
      }
    }
    if (plain.length > 0 && plain.text[plain.length - 1] == ' ') {
      plain.length--;
    }
    return plain;
  }

  int length() {
    return length;
  }

  char at(int index) {
    return text[index];
  }

  @Override
  public String toString() {
    return new String(text, 0, length);
  }

  static boolean isLatin(char letter) {
    return letter >= 'a' && letter <= 'z' || letter >= '\u00df' && letter <= '\u024f';
  }

  static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  static boolean isHan(char letter) {
    return letter >= '\u3400' && letter <= '\u9fff';
  }

  /** A picture keeps the second half of its pair, which tells it apart well enough. */
  private void addPair(int point) {
    if (point == 0x1F517) {
      add('链');
      add('接');
    } else if (point >= 0x1D400 && point <= 0x1D7FF || point >= 0x1F100 && point <= 0x1F1E5) {
      String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
      add(FOLDED[plain.charAt(0)]);
    } else if (point < 0x1F3FB || point > 0x1F3FF) {
      add(Character.lowSurrogate(point));
    }
  }

  private void add(char letter) {
    if (letter == 0 || letter == ' ' && (length == 0 || text[length - 1] == ' ')) {
      return;
    }
    if (letter == drawn) {
      return;
    }
    drawn = 0;
    boolean isSame = length > 0 && text[length - 1] == letter;
    boolean isThird = isSame && length > 1 && text[length - 2] == letter;
    if (isThird && !isDigit(letter)) {
      drawn = letter;
      length -= isLatin(letter) ? 1 : 0;
      return;
    }
    if (isSame && !Character.isLetterOrDigit(letter)) {
      return;
    }
    text[length++] = letter;
  }

  private static char[] folded() {
    char[] folded = new char[1 << 16];
    for (int i = 0; i < folded.length; i++) {
      char letter = (char) i;
      if (Character.isSurrogate(letter)) {
        continue;
      }
      String plain = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKC);
      char first = plain.isEmpty() ? letter : Character.toLowerCase(plain.charAt(0));
      folded[i] = isUnseen(first) ? 0 : Character.isWhitespace(first) || first < ' ' ? ' ' : first;
    }
    for (int i = 0; i < TWINS.length(); i += 2) {
      folded[TWINS.charAt(i)] = TWINS.charAt(i + 1);
    }
    String from = "\u2019\u2018\u201c\u201d。、，；：！？～…【】《》「」（）｜➕㊙";
    String into = "''\"\".,,;:!?~.[]<>[]()|+秘";
    for (int i = 0; i < from.length(); i++) {
      folded[from.charAt(i)] = into.charAt(i);
    }
    return folded;
  }

  private static boolean isUnseen(char letter) {
    int kind = Character.getType(letter);
    return kind == Character.FORMAT || kind == Character.UNASSIGNED || kind == Character.NON_SPACING_MARK
        || kind == Character.ENCLOSING_MARK || kind == Character.CONTROL && !Character.isWhitespace(letter);
  }
}
