package laotie.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import org.junit.jupiter.api.Test;

class ChatTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Chat.Speaker NEW = new Chat.Speaker(Instant.EPOCH, List.of());

  @Test
  void keepsHtmlAsText() {
    assertThat(said("<img src=x onerror=alert(1)> 好看")).isEqualTo("<img src=x onerror=alert(1)> 好看");
  }

  @Test
  void putsTheTextOnOneLineWithoutInvisibleMarks() {
    assertThat(said("  a\nb\u0000\u202Ec\u2066d\uFEFF ")).isEqualTo("a bcd");
    assertThat(said("👨‍👩‍👧 老铁")).isEqualTo("👨‍👩‍👧 老铁");
  }

  @Test
  void refusesEmptyAndTooLong() {
    for (String empty : List.of("", "  ", "\u200B\u200D", "\u0007\n")) {
      assertThat(ShowTest.reason(Chat.decide(empty, NEW, NOW))).isEqualTo(LiveReason.CHAT_EMPTY);
    }
    assertThat(said("😀".repeat(200))).hasSize(400);
    assertThat(ShowTest.reason(Chat.decide("字".repeat(201), NEW, NOW)))
        .isEqualTo(LiveReason.CHAT_TOO_LONG);
  }

  @Test
  void refusesTheMutedUntilTheInstant() {
    Chat.Speaker muted = new Chat.Speaker(NOW.plusSeconds(1), List.of());
    assertThat(ShowTest.reason(Chat.decide("hi", muted, NOW))).isEqualTo(LiveReason.MUTED);
    assertThat(Chat.decide("hi", muted, NOW.plusSeconds(1))).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void refusesTheSixthMessageInTenSeconds() {
    List<Instant> said = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Instant at = NOW.plusSeconds(i);
      assertThat(Chat.decide("hi", new Chat.Speaker(Instant.EPOCH, said), at))
          .isInstanceOf(Decision.Accepted.class);
      said.add(at);
    }
    Chat.Speaker speaker = new Chat.Speaker(Instant.EPOCH, said);
    assertThat(Chat.decide("hi", speaker, NOW.plusMillis(7_500)))
        .isEqualTo(new Decision.Refused<Chat.Line>(LiveReason.CHAT_TOO_FAST, "at most 5 messages in 10 s",
            Map.of("retryAfterSeconds", 3L)));
    assertThat(Chat.decide("hi", speaker, NOW.plusSeconds(10))).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void masksNames() {
    assertThat(MaskedName.of("王小明")).isEqualTo("王**");
    assertThat(MaskedName.of("😀x")).isEqualTo("😀**");
    assertThat(MaskedName.of(" ")).isEqualTo("**");
  }

  private static String said(String raw) {
    return ((Decision.Accepted<Chat.Line>) Chat.decide(raw, NEW, NOW)).value().text();
  }
}
