package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {

  @ParameterizedTest
  @CsvSource({
    "ＬＩＮＫ　ＰＬＳ, link pls", "還有貨嗎？？, 还有货吗?", "linkkkkk plsss, link pls", "快快快快快, 快快", "哈哈哈哈, 哈哈",
    "求🔗, 求链接", "good book, good book", "𝐋𝐈𝐍𝐊, link", "'a  b', a b",
    "多少錢！！！, 多少钱!", "2000, 2000", "111, 111",
    "裡面, 里面", "price\u200b?, price?"
  })
  void writesPlainly(String raw, String plain) {
    assertThat(Plain.of(raw).toString()).isEqualTo(plain);
  }
}
