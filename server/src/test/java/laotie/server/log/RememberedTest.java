package laotie.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event loop is told that it must wait; everybody else waits. */
class RememberedTest {

  private final Vertx vertx = Vertx.vertx();
  private final Cache<String, String> cache = Caffeine.newBuilder().maximumSize(10).build();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private <T> T onEventLoop(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    vertx.runOnContext(_ -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException no) {
        answer.completeExceptionally(no);
      }
    });
    return answer.join();
  }

  private String one() {
    return Remembered.of(cache, "a", key -> key + " read");
  }

  private Map<String, String> two() {
    return Remembered.all(cache, Set.of("a", "b"),
        keys -> keys.stream().collect(Collectors.toMap(key -> key, key -> key + " read")));
  }

  @Test
  void anEventLoopTakesWhatIsInMemoryAndReadsNothing() {
    assertThatThrownBy(() -> onEventLoop(this::one)).isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(MustWait.class);
    assertThat(cache.asMap()).isEmpty();
    assertThat(one()).isEqualTo("a read");
    assertThat(onEventLoop(this::one)).isEqualTo("a read");
  }

  @Test
  void anEventLoopTakesManyOnlyWhenAllAreInMemory() {
    one();
    assertThatThrownBy(() -> onEventLoop(this::two)).hasCauseInstanceOf(MustWait.class);
    assertThat(two()).hasSize(2);
    assertThat(onEventLoop(this::two)).isEqualTo(Map.of("a", "a read", "b", "b read"));
  }

  @Test
  void anEventLoopNeverReachesTheDatabase() {
    // There is no pool at all: a trip would end in a NullPointerException.
    Database database = new Database(null);
    assertThatThrownBy(() -> onEventLoop(() -> database.read(_ -> "read")))
        .hasCauseInstanceOf(MustWait.class);
    assertThatThrownBy(() -> onEventLoop(() -> database.write(_ -> "written")))
        .hasCauseInstanceOf(MustWait.class);
  }
}
