package laotie.server.fans;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import laotie.live.Chat;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A host writes to a segment of his fans and sees what each message earned. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "fans")
public class LetterApi {

  private static final int WORDS_CHARACTERS_MAX = 300;
  private static final Pattern INSIDE = Pattern.compile("(?!.*(//|/\\.))/[A-Za-z0-9_/?=&.-]{0,200}");

  private final Who who;
  private final Hosts hosts;
  private final Letters letters;

  LetterApi(Who who, Hosts hosts, Letters letters) {
    this.who = who;
    this.hosts = hosts;
    this.letters = letters;
  }

  /** What to write, to whom; {@code path} leads somewhere inside the square, or is left out. */
  record Wish(String segment, String words, String path) {
    Wish {
      segment = Bodies.text(segment);
      words = Bodies.text(words);
      path = Bodies.text(path);
    }
  }

  /**
   * What became of it: {@code chosen} stood in the segment, {@code reached} were told, {@code capped} were
   * written to too often already, {@code gone} took their consent back in between.
   */
  record Sent(String messageId, int chosen, int reached, int capped, int gone) {}

  /** What a message would do now. */
  record Preview(int chosen, int free, int capped) {}

  /**
   * A message and what it earned within 24 hours.
   *
   * @param opened those who followed it from their notices
   * @param came those who entered the room or opened a clip
   */
  record Earned(
      String messageId, String segment, String words, String path, Instant at, int chosen, int reached,
      int capped, long opened, long came, long orders, long gmvMinor) {}

  @POST
  @Path("/hosts/{hostId}/messages")
  @Idempotent
  public Sent write(@PathParam("hostId") String hostId, Wish bodyOrNull) {
    Caller caller = who.requireMember();
    People.HostCard host = hosts.asActor(caller, hostId);
    Wish wish = Bodies.present(bodyOrNull);
    String words = Chat.tidy(wish.words());
    int characters = words.codePointCount(0, words.length());
    if (characters < 1 || characters > WORDS_CHARACTERS_MAX) {
      throw Problem.field("/words", "1 to " + WORDS_CHARACTERS_MAX + " characters");
    }
    if (!wish.path().isEmpty() && !INSIDE.matcher(wish.path()).matches()) {
      throw Problem.field("/path", "an address inside this square, or empty");
    }
    Letters.Outcome outcome = letters.write(new Letters.Wish(
        hostId, host.name(), caller.accountId(), wish.segment(), words, wish.path()));
    return new Sent(outcome.messageId(), outcome.chosen(), outcome.reached(), outcome.capped(),
        outcome.gone());
  }

  @GET
  @Path("/hosts/{hostId}/messages/preview")
  public Preview preview(
      @PathParam("hostId") String hostId, @QueryParam("segment") @DefaultValue("all") String segment) {
    hosts.asActor(who.requireMember(), hostId);
    Letters.Outcome outcome = letters.preview(hostId, segment);
    return new Preview(outcome.chosen(), outcome.reached(), outcome.capped());
  }

  @GET
  @Path("/hosts/{hostId}/messages")
  public Page<Earned> ofHost(
      @PathParam("hostId") String hostId,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    hosts.asActor(who.requireMember(), hostId);
    int size = Page.limit(limit);
    List<LetterStore.Sent> sent = letters.ofHost(hostId, Input.maybeId("/after", after), size + 1);
    boolean isMore = sent.size() > size;
    List<LetterStore.Sent> shown = isMore ? sent.subList(0, size) : sent;
    Map<String, Long> opened =
        letters.opened(shown.stream().map(one -> one.letter().messageId()).toList());
    return new Page<>(shown.stream().map(one -> earned(one,
            opened.getOrDefault(Letters.once(one.letter().messageId()), 0L))).toList(),
        isMore ? shown.getLast().letter().messageId() : "");
  }

  private static Earned earned(LetterStore.Sent sent, long opened) {
    LetterStore.Letter letter = sent.letter();
    return new Earned(letter.messageId(), letter.segment(), letter.words(), letter.path(), sent.at(),
        letter.chosen(), sent.reached(), sent.capped(), opened, sent.came(), sent.orders(),
        sent.paidMinor());
  }
}
