package laotie.growth.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.fact.BusinessDays;
import laotie.growth.history.DateOrder;
import laotie.growth.history.History;
import laotie.growth.history.HistoryField;
import laotie.growth.history.HistoryPlan;
import laotie.growth.history.HistoryReader;
import laotie.growth.repurchase.Tally;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
  private static final Report CHINESE = new Report("zh-CN", "body { margin: 0 }");

  @Test
  void headlineStandsFirstWithItsIntervalAndItsCounts() {
    ReportInput input = input(crowd(400));
    String page = CHINESE.html(input);
    var r3 = input.tally().r3(30);
    assertThat(page.indexOf("report-headline")).isLessThan(page.indexOf("report-return"));
    assertThat(page).contains("data-test=\"report-R3(30)\">" + Figures.percent(r3.share()).zh());
    assertThat(page).contains(Figures.interval(r3.interval()).zh());
    assertThat(page).contains(Figures.of(r3.share()).zh());
  }

  @Test
  void loadsNothingAndSaysSoToTheBrowser() {
    String page = CHINESE.html(input(crowd(200)));
    assertThat(page).contains("default-src 'none'");
    assertThat(page).doesNotContain("src=", "url(", "@import", "http://", "https://");
    Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(page);
    while (links.find()) {
      assertThat(links.group(1)).isEqualTo("data:,");
    }
  }

  @Test
  void whatAFileSaysIsTextAndNothingElse() {
    History history = read(List.of(
        "1,mallory,2026-01-05,<img src=x onerror=alert(1)>,paid", "2,mallory,2026-01-05,5,paid"));
    ReportInput input = new ReportInput("</title><script>alert(1)</script>", List.of("\"><b>.csv"),
        ZoneId.of("UTC"), history, Tally.of(LocalDate.parse("2026-01-31"), history.buyers()),
        forecast(history));
    String page = CHINESE.html(input);
    assertThat(page).doesNotContain("<script>alert", "<img", "\"><b>.csv");
    assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;");
  }

  @Test
  void namesNoBuyer() {
    assertThat(CHINESE.html(input(crowd(200)))).doesNotContain("person");
  }

  @Test
  void fewBuyersHaveNoRate() {
    ReportInput input = input(crowd(29));
    String page = CHINESE.html(input);
    assertThat(page).contains("样本不足").doesNotContain("data-test=\"report-R3(30)\"");
    assertThat(page).as("no curve and no cohorts of a handful")
        .doesNotContain("report-return", "report-cohorts");
  }

  @Test
  void everyWordStandsInBothLanguages() {
    String page = CHINESE.html(input(crowd(300)));
    String english = page.replaceAll("<[a-z]+ class=\"(?:[a-z]+ )*zh\"[^>]*>[^<]*</[a-z]+>", "")
        .replaceAll("(?s)<title>.*?</title>|<style>.*?</style>|<script>.*?</script>", "")
        .replaceAll("<button[^>]*>[^<]*</button>", "").replaceAll("<[^>]*>", " ").replace("老铁", "");
    assertThat(english.chars().filter(Character::isIdeographic).count()).as(english).isZero();
    assertThat(page).startsWith("<!doctype html>\n<html lang=\"zh-CN\">");
    assertThat(new Report("en", "").html(input(crowd(300)))).contains("<html lang=\"en\">");
    assertThatThrownBy(() -> new Report("fr", "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sameFileGivesTheSamePage() {
    assertThat(CHINESE.html(input(crowd(250)))).isEqualTo(CHINESE.html(input(crowd(250))));
  }

  @Test
  void axesHaveRoomAndShortNumbers() {
    for (double largest : new double[] {0.013, 0.3, 1, 1.15e8, 9.9, 0}) {
      double high = Frame.roundAbove(largest);
      assertThat(high).isGreaterThanOrEqualTo(largest * 0.9999).isPositive();
      assertThat(high).isLessThan(Math.max(1.0001, largest * 1.7));
    }
  }

  @Test
  void figuresAreRoundedForEyes() {
    Figures pounds = new Figures(java.util.Currency.getInstance("GBP"));
    assertThat(pounds.money(891_140_790)).isEqualTo("£8,911,407.90");
    assertThat(pounds.money(-5)).isEqualTo("−£0.05");
    assertThat(pounds.about(142_000_000)).isEqualTo(new Said("£142万", "£1.42M"));
    assertThat(pounds.about(100_000)).isEqualTo(new Said("£1,000", "£1k"));
    assertThat(new Figures(java.util.Currency.getInstance("JPY")).money(1_980)).isEqualTo("¥1,980");
  }

  private static ReportInput input(List<String> rows) {
    History history = read(rows);
    return new ReportInput("Tea shop", List.of("orders.csv"), ZoneId.of("Asia/Shanghai"), history,
        Tally.of(history.span().orElseThrow().last(), history.buyers()), forecast(history));
  }

  private static Forecast forecast(History history) {
    return Forecast.of(history.buyers(), history.span().orElseThrow().last(), new Random(3));
  }

  private static History read(List<String> rows) {
    HistoryReader reader = new HistoryReader(BusinessDays.SHANGHAI, Optional.empty());
    Map<HistoryField, Integer> places =
        HistoryField.suggested(List.of("orderid", "buyer", "date", "total", "status"));
    reader.begin(new HistoryPlan(places, DateOrder.UNSAID, false));
    for (int i = 0; i < rows.size(); i++) {
      reader.take(i + 2, List.of(rows.get(i).split(",")));
    }
    return reader.history();
  }

  /** A year of a shop in which every second buyer comes back, always the same. */
  private static List<String> crowd(int buyers) {
    Random chance = new Random(7);
    List<String> rows = new ArrayList<>();
    for (int buyer = 0; buyer < buyers; buyer++) {
      LocalDate day = FIRST.plusDays(chance.nextInt(360));
      do {
        rows.add("o%d,person%d,%s,%d.%02d,paid".formatted(
            rows.size(), buyer, day, 20 + chance.nextInt(200), chance.nextInt(100)));
        day = day.plusDays(1 + chance.nextInt(60));
      } while (chance.nextBoolean() && day.isBefore(FIRST.plusDays(400)));
    }
    return rows;
  }
}
