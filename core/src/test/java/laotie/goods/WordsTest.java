package laotie.goods;

import static org.assertj.core.api.Assertions.assertThat;

import laotie.goods.Words.Sought;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void cutsChineseIntoCharactersAndPairs() {
    assertThat(Words.of("红色连衣裙"))
        .containsExactly("红", "红色", "色", "色连", "连", "连衣", "衣", "衣裙", "裙");
  }

  @Test
  void keepsLatinWordsWholeAndSmall() {
    assertThat(Words.of("Red Dress-38")).containsExactly("red", "dress", "38");
  }

  @Test
  void splitsWhereTheWritingChanges() {
    assertThat(Words.of("iPhone壳")).containsExactly("iphone", "壳");
  }

  @Test
  void makesFullWidthPlain() {
    assertThat(Words.of("ＤＲＥＳＳ３８")).containsExactly("dress38");
  }

  @Test
  void seeksPairsOfChineseAndStartsOfLatin() {
    assertThat(Words.sought("连衣裙 dre")).containsExactly(
        new Sought("连衣", false), new Sought("衣裙", false), new Sought("dre", true));
  }

  @Test
  void seeksASingleCharacter() {
    assertThat(Words.sought("鞋")).containsExactly(new Sought("鞋", false));
  }

  @Test
  void everySubstringOfATextIsFound() {
    String text = "东北五常大米新米现磨5kg袋装";
    for (int from = 0; from < 11; from++) {
      for (int to = from + 1; to <= 11; to++) {
        assertThat(Words.sought(text.substring(from, to))).allSatisfy(sought ->
            assertThat(Words.of(text)).anyMatch(
                word -> sought.isStart() ? word.startsWith(sought.word()) : word.equals(sought.word())));
      }
    }
  }

  @Test
  void findsNothingInPunctuation() {
    assertThat(Words.sought("！？ -- '; drop table")).extracting(Sought::word)
        .containsExactly("drop", "table");
    assertThat(Words.sought("!!!")).isEmpty();
  }

  @Test
  void boundsWordsOfATextAndOfAQuery() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.appendCodePoint(0x4E00 + i);
    }
    assertThat(Words.of(text.toString())).hasSize(Words.WORDS_MAX);
    assertThat(Words.sought(text.toString())).hasSize(Words.QUERY_WORDS_MAX);
    assertThat(Words.of("a".repeat(1_000))).containsExactly("a".repeat(Words.WORD_MAX));
  }
}
