package laotie.server.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A door for tests of what all doors share. */
@Path("/api/v1/echo")
@RunOnVirtualThread
public class EchoApi {

  static final AtomicInteger CALLS = new AtomicInteger();

  private final Who who;

  EchoApi(Who who) {
    this.who = who;
  }

  /** Says the word back and how often the work was done. */
  @POST
  @Idempotent
  public Echo echo(Word word) {
    who.require();
    if (word.word().isEmpty()) {
      throw Problem.field("/word", "say something");
    }
    return new Echo(word.word(), CALLS.incrementAndGet());
  }

  /** What is said. */
  public record Word(String word) {}

  /** What comes back. */
  public record Echo(String word, int calls) {}
}
