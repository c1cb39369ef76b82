package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandWordsTest {

  @ParameterizedTest
  @CsvSource({
    "有没有羊绒围巾, 羊绒围巾", "羊绒围巾 求链接, 羊绒围巾", "羊絨圍巾多少錢, 羊绒围巾", "去年那款金骏眉什么时候再上, 金骏眉", "有砂锅卖没, 砂锅",
    "空气炸锅什么价, 空气炸锅", "do you have a cashmere scarf?, cashmere scarf",
    "Cashmere scarves link pls, cashmere scarf",
    "do you have mangoes, mango", "any cherries, cherry", "any running shoes, running shoe", "给我留一份裙子行不, 裙子",
    "any cashmere scarf, cashmere scarf", "how much is the air fryer, air fryer"
  })
  void sameWishHasTheSameName(String text, String name) {
    assertThat(DemandWords.of(text)).as(text).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"链接", "多少钱", "怎么买", "how much", "link please", "", "😍😍", "\ud83d", "还有吗", "?"})
  void bareQuestionNamesNothing(String text) {
    assertThat(DemandWords.of(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"有没有", "do you sell "})
  void nameHasALimit(String start) {
    assertThat(DemandWords.of(start + "supercalifragilistic expialidocious antidisestablishment chair"))
        .hasValueSatisfying(name -> assertThat(name.length()).isLessThanOrEqualTo(DemandWords.LENGTH_MAX));
  }
}
