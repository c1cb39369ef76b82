package laotie.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PersonaTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Persona GOOD =
      new Persona("两口子开的服装店", "第一行\n第二行", 2009, "自家工厂", "服装");

  @Test
  void acceptsAPersona() {
    assertThat(GOOD.kept().faults(NOW)).isEmpty();
  }

  @Test
  void acceptsNoStoryButNoMissingTagline() {
    assertThat(new Persona("x", "", 2009, "x", "x").faults(NOW)).isEmpty();
    assertThat(new Persona("", "x", 2009, "x", "x").faults(NOW)).hasSize(1);
  }

  @Test
  void refusesEachFieldAtItsPlace() {
    Persona bad = new Persona("a\u202Eb", "s".repeat(2_001), 1_899, "", "c".repeat(25));
    assertThat(bad.faults(NOW))
        .extracting(FieldFault::pointer)
        .containsExactly("/tagline", "/story", "/sinceYear", "/goodsFrom", "/category");
  }

  @Test
  void boundsTheYearByTheClock() {
    assertThat(new Persona("x", "", 2026, "x", "x").faults(NOW)).isEmpty();
    assertThat(new Persona("x", "", 2027, "x", "x").faults(NOW)).hasSize(1);
    assertThat(new Persona("x", "", 1_900, "x", "x").faults(NOW)).isEmpty();
  }

  @Test
  void keepsLinesOfAStoryAndItsMarkupAsText() {
    Persona html = new Persona("<i>x</i>", "a\r\n<script>b</script>", 2009, "x", "x").kept();
    assertThat(html.story()).isEqualTo("a\n<script>b</script>");
    assertThat(html.faults(NOW)).isEmpty();
  }
}
