package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "3号链接, 3", "三号链接, 3", "十二号, 12", "4号不对 5号, 5", "number 3 please, 3", "number three, 3", "#2, 2",
    "item 7, 7",
    "no. 4 link, 4", "第三款, 3", "the second one, 2", "多少钱, 0", "no 1 told me, 1", "十八号前到, 0", "36码, 0",
    "number, 0",
    "99999号, 0", "no one, 0"
  })
  void findsTheNumberThatIsCalledOut(String text, int number) {
    assertThat(Numbers.calledOut(Plain.of(text))).as(text).isEqualTo(number);
  }
}
