package laotie.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.reviews.Reviewing.Written;
import org.junit.jupiter.api.Test;

class ReviewingTest {

  private static final Instant NOW = Instant.parse("2026-06-18T12:00:00Z");
  private static final Draft DRAFT = new Draft(5, "很好", List.of());

  private static Bought bought(Instant deliveredAt) {
    return new Bought("ord_1", "sku_1", "prd_1", "host_1", "acc_1", deliveredAt, false);
  }

  private static Object reason(Object decision) {
    return ((Refused<?>) decision).reason();
  }

  @Test
  void onlyWhatReachedItsBuyerIsReviewedAndOnlyForAWhile() {
    assertThat(reason(Reviewing.write("r", bought(Instant.MAX), DRAFT, NOW)))
        .isEqualTo(ReviewsReason.REVIEW_NOT_DELIVERED);
    Instant edge = NOW.minus(Duration.ofDays(Reviewing.WRITE_DAYS));
    assertThat(Reviewing.write("r", bought(edge), DRAFT, NOW)).isInstanceOf(Accepted.class);
    assertThat(reason(Reviewing.write("r", bought(edge.minusMillis(1)), DRAFT, NOW)))
        .isEqualTo(ReviewsReason.REVIEW_TOO_LATE);
  }

  @Test
  void aReviewIsChangedForAWhileAndNotWhileItIsHidden() {
    Instant edge = NOW.minus(Duration.ofDays(Reviewing.EDIT_DAYS));
    assertThat(Reviewing.edit(new Written("r", "p", "h", "a", edge, false), DRAFT, NOW))
        .isInstanceOf(Accepted.class);
    assertThat(reason(Reviewing.edit(
        new Written("r", "p", "h", "a", edge.minusMillis(1), false), DRAFT, NOW)))
        .isEqualTo(ReviewsReason.REVIEW_EDIT_ENDED);
    assertThat(reason(Reviewing.edit(new Written("r", "p", "h", "a", NOW, true), DRAFT, NOW)))
        .isEqualTo(ReviewsReason.REVIEW_STATE_WRONG);
  }

  @Test
  void theUsefulStayAndTheNewRise() {
    Instant old = NOW.minus(Duration.ofDays(20));
    long plain = Reviewing.rank(DRAFT, NOW, 0);
    assertThat(Reviewing.rank(DRAFT, old, 0)).isLessThan(plain);
    assertThat(Reviewing.rank(DRAFT, old, 1)).isLessThan(plain);
    assertThat(Reviewing.rank(DRAFT, old, 3)).isGreaterThan(plain);
    assertThat(Reviewing.rank(DRAFT, old, 1_000)).isLessThan(
        Reviewing.rank(DRAFT, NOW.plus(Duration.ofDays(200)), 0));
    assertThat(Reviewing.rank(new Draft(1, "", List.of("pic_1")), NOW, 0)).isGreaterThan(plain);
    assertThat(Reviewing.rank(new Draft(1, "料子厚实，洗了三次没有变形，颜色也没掉", List.of()), NOW, 0))
        .isGreaterThan(plain);
  }

  @Test
  void theAverageIsRoundedToTheHundredth() {
    assertThat(Rating.NONE.averageHundredths()).isZero();
    assertThat(new Rating(List.of(0L, 0L, 0L, 1L, 2L)).averageHundredths()).isEqualTo(467);
    assertThat(new Rating(List.of(1L, 1L, 1L, 1L, 1L)).averageHundredths()).isEqualTo(300);
    assertThat(new Rating(List.of(0L, 0L, 0L, 0L, 7L)).averageHundredths()).isEqualTo(500);
  }

  @Test
  void aTextHidesNothingAndANameIsMasked() {
    assertThat(Draft.faultOf("好\u202E", 0, 9)).isPresent();
    assertThat(Draft.faultOf("a\u0007", 0, 9)).isPresent();
    assertThat(Draft.faultOf("<b>\n很好 👍🏽", 0, 20)).isEmpty();
    assertThat(Draft.faultOf("一".repeat(1_001), 0, Draft.WORDS_MAX)).isPresent();
    assertThat(Reviewing.signature("李雷")).isEqualTo("李**");
    assertThat(Reviewing.signature("😀x")).isEqualTo("😀**");
  }
}
