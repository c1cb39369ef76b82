package laotie.clips;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {

  @Test
  void readsWhatPlayersAsk() {
    assertThat(ByteRange.of("bytes=0-", 100)).contains(new ByteRange(0, 99));
    assertThat(ByteRange.of("bytes=0-1", 100)).contains(new ByteRange(0, 1));
    assertThat(ByteRange.of("bytes=90-200", 100)).contains(new ByteRange(90, 99));
    assertThat(ByteRange.of("bytes=-10", 100)).contains(new ByteRange(90, 99));
    assertThat(ByteRange.of("bytes=-200", 100)).contains(new ByteRange(0, 99));
  }

  @Test
  void saysWhenNothingOfItExists() {
    assertThat(ByteRange.of("bytes=100-", 100).orElseThrow().isThere()).isFalse();
    assertThat(ByteRange.of("bytes=-0", 100).orElseThrow().isThere()).isFalse();
  }

  @Test
  void sendsTheWholeForAnythingElse() {
    for (String odd : new String[] {"", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b",
        "bytes=9999999999999999999-"}) {
      assertThat(ByteRange.of(odd, 100)).as(odd).isEmpty();
    }
  }
}
