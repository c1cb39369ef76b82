package laotie.server.goods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PlainStoryTest {

  @Test
  void keepsParagraphsAndLists() {
    assertThat(PlainStory.of("<p>Light <b>cotton</b>,\n made here.</p><ul><li>cold<li>fast &amp; well</ul>"
        + "A<br/>B<table><tr><td>1</td><td>2</td></tr></table>"))
        .isEqualTo("Light cotton, made here.\n· cold\n· fast & well\nA\nB\n1 2");
  }

  @Test
  void keepsPlainTextAsItIs() {
    assertThat(PlainStory.of("一行\r\n二行\r\n\r\n\r\n三行 \u0007 ")).isEqualTo("一行\n二行\n\n三行");
  }

  @Test
  void nothingOfAScriptIsLeft() {
    assertThat(PlainStory.of("a<script>alert(1)</script><style>b{}</style><img src=x onerror=alert(1)>"
        + "<svg><script>x</script></svg><iframe src=//evil></iframe><!-- c --><a href='javascript:x'>b</a>"))
        .isEqualTo("ab");
    assertThat(PlainStory.of("&lt;script&gt;alert(1)&lt;/script&gt;"))
        .as("text stays text: screens escape it").isEqualTo("<script>alert(1)</script>");
  }

  @Test
  void hostileHtmlEnds() {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
      for (String piece : new String[] {"<b>", "<div>", "<table><tr>", "<p><a href=x>", "&", "<", "<![CDATA[",
          "<svg><b>", "<select><option>", "<li><ul>", "\n \n", "</p>", "&#x110000;"}) {
        assertThat(PlainStory.of(piece.repeat(100_000 / piece.length())).length())
            .as(piece).isLessThanOrEqualTo(PlainStory.CHARACTERS_MAX);
      }
    });
  }
}
