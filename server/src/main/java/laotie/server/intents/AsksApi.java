package laotie.server.intents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import laotie.intents.Label;
import laotie.live.Chat;
import laotie.server.goods.Goods;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A host's inbox: what is asked, what was answered, what was read wrong. For him and his assistants. */
@Path("/api/v1/hosts/{hostId}/asks")
@RunOnVirtualThread
@Tag(name = "intents")
public class AsksApi {

  /** Comments one answer may name. */
  static final int COMMENTS_MAX = 200;

  /** Characters of an answer's words. */
  static final int WORDS_MAX = 200;

  /** Comments of a show whose reading is told, the newest. */
  static final int READINGS_MAX = 200;

  /** The place in the list of answers after which the first page begins. */
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final Answers answers;
  private final Inbox inbox;
  private final Neighbours neighbours;
  private final Database database;

  AsksApi(Answers answers, Inbox inbox, Neighbours neighbours, Database database) {
    this.answers = answers;
    this.inbox = inbox;
    this.neighbours = neighbours;
    this.database = database;
  }

  /** Where a comment was made. */
  enum Source {
    ROOM,
    CLIP
  }

  /** One question in its writer's words. */
  record Sample(
      String commentId, String name, String text, Instant at, Source source, Optional<String> showId,
      Optional<String> clipId) {

    static Sample of(InboxStore.Sample sample) {
      return new Sample(sample.commentId(), sample.name(), sample.text(), sample.at(),
          sample.clipId().isEmpty() ? Source.ROOM : Source.CLIP, present(sample.showId()),
          present(sample.clipId()));
    }
  }

  /**
   * Questions with one answer.
   *
   * @param count comments, repeats included
   * @param collapsed those of them that came as a crowd from one network; they count no people
   * @param people different persons
   * @param suggested the product to answer with, or absent
   * @param answer what was answered; absent while they wait
   */
  record Cluster(
      String clusterId, String label, Optional<Goods.ProductView> product, long count, long collapsed,
      int people, Instant oldestAt, Instant newestAt, List<Sample> samples,
      Optional<Goods.ProductView> suggested, Optional<Answered> answer) {}

  /** What a host said to all of them. */
  record Answered(Instant at, Optional<Goods.ProductView> product, Optional<String> words) {}

  /** How many questions with different answers wait. */
  record Waiting(int clusters) {}

  /** How a comment was read, and whether it waits for an answer. */
  record Read(
      String commentId, String label, Optional<String> productId, boolean isOpen, boolean isAnswered) {}

  /** What to answer: a product, words, or both; to a cluster, or to single comments. */
  record AnswerBody(String clusterId, List<String> commentIds, String productId, String words) {
    AnswerBody {
      clusterId = Bodies.text(clusterId);
      commentIds = commentIds == null ? List.of() : List.copyOf(commentIds);
      productId = Bodies.text(productId);
      words = Chat.tidy(Bodies.text(words));
    }
  }

  /** What a comment really asks for. */
  record CorrectionBody(String label, String productId) {
    CorrectionBody {
      label = Bodies.text(label);
      productId = Bodies.text(productId);
    }
  }

  /** Open ones with the longest waiting first, or answered ones with the last answer first. */
  @GET
  public Page<Cluster> list(
      @PathParam("hostId") String hostId, @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    neighbours.requireActor(hostId);
    int size = Page.limit(limit);
    return switch (state) {
      case "open" -> open(hostId, after, size);
      case "answered" -> answered(hostId, after, size);
      default -> throw Problem.field("/state", "open or answered");
    };
  }

  private Page<Cluster> open(String hostId, String after, int size) {
    List<Inbox.Cluster> page = inbox.of(hostId).stream()
        .filter(cluster -> after.isEmpty() || place(cluster).compareTo(after) > 0).limit(size).toList();
    Map<String, Goods.ProductView> products = neighbours.products(
        page.stream().flatMap(cluster -> cluster.productId().stream()).toList());
    List<Cluster> items = page.stream().map(cluster -> {
      Optional<Goods.ProductView> product = cluster.productId().map(products::get);
      return new Cluster(cluster.clusterId(), cluster.label().name(), product, cluster.asks(),
          cluster.collapsed(), cluster.people(), cluster.oldestAt(), cluster.newestAt(),
          cluster.samples().stream().map(Sample::of).toList(),
          product.filter(Goods.ProductView::isListed), Optional.empty());
    }).toList();
    return new Page<>(items, page.size() < size ? "" : place(page.getLast()));
  }

  /** Instants of one width sort like texts. */
  private static String place(Inbox.Cluster cluster) {
    return String.format("%016d.%s",
        cluster.oldestAt().getEpochSecond() * 1_000_000 + cluster.oldestAt().getNano() / 1_000,
        cluster.clusterId());
  }

  private Page<Cluster> answered(String hostId, String after, int size) {
    Map.Entry<Instant, String> before = before(after);
    List<InboxStore.Answer> page = database.read(connection ->
        InboxStore.answered(connection, hostId, before, size));
    List<InboxStore.Sample> samples = page.isEmpty() ? List.of() : database.read(connection ->
        InboxStore.answeredSamples(connection,
            page.stream().map(InboxStore.Answer::answerId).toList(), Inbox.SAMPLES_MAX));
    Map<String, Goods.ProductView> products = neighbours.products(Stream.concat(
        page.stream().map(InboxStore.Answer::productId),
        samples.stream().map(InboxStore.Sample::productId)).toList());
    List<Cluster> items = page.stream().map(answer -> {
      List<InboxStore.Sample> own =
          samples.stream().filter(sample -> sample.gist().equals(answer.answerId())).toList();
      Optional<Goods.ProductView> product = own.stream().findFirst()
          .map(sample -> products.get(sample.productId()));
      return new Cluster(answer.answerId(), answer.label(), product, answer.asks(), 0, answer.people(),
          own.isEmpty() ? answer.at() : own.getFirst().at(),
          own.isEmpty() ? answer.at() : own.getLast().at(), own.stream().map(Sample::of).toList(),
          Optional.empty(), Optional.of(new Answered(answer.at(),
              Optional.ofNullable(products.get(answer.productId())), present(answer.words()))));
    }).toList();
    return new Page<>(items, page.size() < size ? ""
        : page.getLast().at().toString() + "." + page.getLast().answerId());
  }

  private static Map.Entry<Instant, String> before(String after) {
    if (after.isEmpty()) {
      return Map.entry(FAR, "");
    }
    int point = after.lastIndexOf('.');
    try {
      Instant at = Instant.parse(after.substring(0, Math.max(0, point)));
      if (at.isAfter(Instant.EPOCH) && at.isBefore(FAR)) {
        return Map.entry(at, after.substring(point + 1));
      }
    } catch (DateTimeException wrong) {
      // Said below, as for an instant that no calendar of ours has.
    }
    throw Problem.field("/after", "the next of a page before");
  }

  /** For the badge of the studio. */
  @GET
  @Path("/waiting")
  public Waiting waiting(@PathParam("hostId") String hostId) {
    neighbours.requireActor(hostId);
    return new Waiting(inbox.of(hostId).size());
  }

  /** How the newest questions of a show were read, for its chat beside the inbox. */
  @GET
  @Path("/readings")
  public Page<Read> readings(
      @PathParam("hostId") String hostId, @QueryParam("showId") @DefaultValue("") String showId) {
    neighbours.requireActor(hostId);
    if (!Bodies.isId(showId)) {
      throw Problem.field("/showId", "is no id");
    }
    return new Page<>(database.read(connection ->
        InboxStore.ofShow(connection, hostId, showId, READINGS_MAX)).stream()
        .map(line -> new Read(line.commentId(), line.label(), present(line.productId()),
            line.state().equals("OPEN") || line.state().equals("FLOOD"),
            line.state().equals("ANSWERED")))
        .toList(), "");
  }

  /** Answers once for all of them; each person is told once. */
  @POST
  @Path("/answers")
  @Idempotent
  public Answers.Done answer(@PathParam("hostId") String hostId, AnswerBody body) {
    Caller actor = neighbours.requireActor(hostId);
    AnswerBody said = Bodies.present(body);
    if (said.productId().isEmpty() && said.words().isEmpty()) {
      throw Problem.field("/words", "an answer names a product or says something");
    }
    if (said.words().codePointCount(0, said.words().length()) > WORDS_MAX) {
      throw Problem.field("/words", "at most " + WORDS_MAX + " characters");
    }
    if (said.clusterId().isEmpty() == said.commentIds().isEmpty()) {
      throw Problem.field("/clusterId", "name either a cluster or comments");
    }
    if (said.commentIds().size() > COMMENTS_MAX || !said.commentIds().stream().allMatch(Bodies::isId)) {
      throw Problem.field("/commentIds", "at most " + COMMENTS_MAX + " ids");
    }
    return answers.answer(new Answers.Wish(hostId, actor.accountId(), said.clusterId(),
        said.commentIds(), said.productId(), said.words()));
  }

  /** Says what a comment really asks for; open questions of the same words follow, and later ones learn. */
  @POST
  @Path("/{commentId}/correction")
  @Idempotent
  public void correct(
      @PathParam("hostId") String hostId, @PathParam("commentId") String commentId,
      CorrectionBody body) {
    Caller actor = neighbours.requireActor(hostId);
    CorrectionBody meant = Bodies.present(body);
    answers.correct(new CorrectionStore.Meant(hostId, Input.id("question", commentId),
        actor.accountId(), label(meant.label()), meant.productId()));
  }

  private static Label label(String word) {
    try {
      return Label.valueOf(word);
    } catch (IllegalArgumentException unknown) {
      throw Problem.field("/label", "one of " + List.of(Label.values()));
    }
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty());
  }
}
