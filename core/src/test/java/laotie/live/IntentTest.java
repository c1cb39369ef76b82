package laotie.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTest {

  @ParameterizedTest
  @ValueSource(strings = {
    "求链接", "求个链接！", "求 链 接", "链接呢？", "3号链接在哪里", "主播上链接", "怎么买", "怎麼買？", "咋下单啊", "多少钱", "这件多少钱呀",
    "多少米", "什么价", "价格？", "价格多少", "有没有货", "有货吗", "还有M码吗", "还有吗", "什么尺码", "有大码吗？", "160斤穿什么码", "包邮吗",
    "什么时候发货", "几天能到", "想买一件", "在哪里买", "求連結", "多少錢", "哪里可以买",
    "link please", "Link pls!", "LINK?", "ｌｉｎｋ ｐｌｅａｓｅ", "drop the link", "how do I buy",
    "How can we order this?", "how much",
    "HOW MUCH IS IT", "price?", "price", "what's the price", "What’s the price?",
    "what size do you have", "size?",
    "do you have it in XL?", "is it in stock?", "any left?", "still available?",
    "do you ship to Berlin?", "when will it ship",
    "Where can I get this", "can I still buy it", "I want to buy two"
  })
  void marksAskingToBuy(String text) {
    assertThat(Intent.asksToBuy(text)).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "主播好漂亮", "你好", "666", "谢谢链接", "已经买了", "刚下单了", "别再刷链接了", "质量很好，回购第三次", "来了来了", "多少钱都值", "尺码很准",
    "价格真好", "链接收到", "老铁没毛病", "货很好", "我上次买的很喜欢",
    "hello", "love it", "thanks for the link", "just bought it", "I already ordered", "great price",
    "linkedin sent me",
    "nice colour", "how much I love this show", "so pretty", "stop sending spam", "my size fits well",
    "", "   ", "<b>hi</b>"
  })
  void leavesTalkAlone(String text) {
    assertThat(Intent.asksToBuy(text)).as(text).isFalse();
  }
}
