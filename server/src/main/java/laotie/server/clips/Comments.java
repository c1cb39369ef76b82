package laotie.server.clips;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.clips.Draft;
import laotie.fact.ClipsFact;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.live.Chat;
import laotie.server.goods.Goods;
import laotie.server.http.Ids;
import laotie.server.http.Paces;
import laotie.server.http.Problem;
import laotie.server.intents.Intents;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;

/**
 * What is said under clips: each comment is read as it arrives (求链接), written with its reading in one
 * transaction, and told to the one it answers unless a guest wrote it.
 */
@Singleton
final class Comments {

  /** Comments deleted in one transaction. */
  static final int DELETED_MAX = 500;

  private final Database database;
  private final Log log;
  private final Reader reader;
  private final Notices notices;
  private final InstantSource clock;
  private final Paces paces = new Paces();

  Comments(Database database, Log log, Reader reader, Notices notices, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.reader = reader;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * Somebody who wants to say something.
   *
   * @param isCrew true for the host and his assistants: what they say asks for nothing
   * @param isGuest true for somebody without a login: his answers are told to nobody
   * @param networkHash the mark of the network he writes from
   */
  record Writer(
      String accountId, String name, boolean isCrew, boolean isGuest, String networkHash) {}

  /** What he wants to say; {@code answersId} and {@code viewId} may be empty. */
  record Words(String text, String answersId, String viewId) {}

  /** What came of it; the offer is for his eyes only. */
  record Said(CommentStore.Row comment, Optional<Goods.ProductView> offer) {}

  /** What comments mean, and the goods they mean. */
  @Singleton
  static final class Reader {
    private final Intents intents;
    private final Gallery gallery;

    Reader(Intents intents, Gallery gallery) {
      this.intents = intents;
      this.gallery = gallery;
    }

    Intents.Reading read(ClipStore.Row clip, String text) {
      List<String> shelf = gallery.cards(clip.clipId()).stream().map(Draft.Card::productId).toList();
      List<String> first = shelf.isEmpty() && !clip.sourcesProductId().isEmpty()
          ? List.of(clip.sourcesProductId()) : shelf;
      Optional<String> shown = first.stream().findFirst();
      return intents.read(text, new Intents.Scene(clip.hostId(), first, shown, shown));
    }

    /** The product of a private card, when it is one of the host's and can be had. */
    Optional<Goods.ProductView> offer(ClipStore.Row clip, Intents.Reading reading) {
      return reading.offersCard() ? reading.productId()
          .flatMap(id -> Optional.ofNullable(gallery.products(List.of(id)).get(id)))
          .filter(product -> isOffered(clip, product))
          : Optional.empty();
    }

    /** The same for questions that were written down, by comment. */
    Map<String, Goods.ProductView> offers(ClipStore.Row clip, List<String> commentIds) {
      Map<String, String> meant = intents.meantBy(commentIds);
      Map<String, Goods.ProductView> products = gallery.products(meant.values().stream().distinct().toList());
      Map<String, Goods.ProductView> offers = new HashMap<>();
      meant.forEach((commentId, productId) -> Optional.ofNullable(products.get(productId))
          .filter(product -> isOffered(clip, product))
          .ifPresent(product -> offers.put(commentId, product)));
      return offers;
    }

    private static boolean isOffered(ClipStore.Row clip, Goods.ProductView product) {
      return product.isListed() && product.hostId().equals(clip.hostId());
    }
  }

  Said say(ClipStore.Row clip, Writer writer, Words words) {
    String text = tidied(writer.accountId(), words.text());
    Optional<CommentStore.Row> answered = words.answersId().isEmpty() ? Optional.empty()
        : Optional.of(find(clip.clipId(), words.answersId()));
    Optional<Intents.Reading> reading =
        writer.isCrew() ? Optional.empty() : Optional.of(reader.read(clip, text));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    CommentStore.Row comment = new CommentStore.Row(Ids.next("cmt"), clip.clipId(),
        answered.map(Comments::rootOf).orElse(""), words.answersId(), writer.accountId(), text,
        reading.filter(Intents.Reading::isIntent).isPresent(), now);
    database.write(connection -> {
      CommentStore.add(connection, comment);
      log.append(connection, now, List.of(new ClipsFact.ClipCommented(comment.commentId(),
          comment.answersId(), writer.accountId(), clip.clipId(), clip.hostId(), words.viewId(),
          comment.isIntent())));
      if (reading.isPresent()) {
        reader.intents.record(connection, List.of(new Intents.Heard(comment.commentId(),
            writer.accountId(), writer.name(), clip.hostId(), "", clip.clipId(), words.viewId(), text,
            reading.get(), now)), Map.of(comment.commentId(), writer.networkHash()));
      }
      tell(connection, clip, writer, comment, answered);
      return comment;
    });
    return new Said(comment, reading.flatMap(each -> reader.offer(clip, each)));
  }

  private static String rootOf(CommentStore.Row comment) {
    return comment.rootId().isEmpty() ? comment.commentId() : comment.rootId();
  }

  private void tell(Connection connection, ClipStore.Row clip, Writer writer, CommentStore.Row comment,
      Optional<CommentStore.Row> answered) throws SQLException {
    if (!writer.isGuest() && answered.isPresent() && !answered.get().writerId().equals(writer.accountId())) {
      notices.tell(connection, comment.at(), List.of(new Notices.Notice(answered.get().writerId(),
          Notices.Kind.COMMENT_ANSWERED, clip.hostId(), comment.text(), "/clip/" + clip.clipId(),
          Map.of("name", writer.name()), once(comment.commentId()))));
    }
  }

  /** The words as they may stand, by the rule of chat; silence in a room does not reach here. */
  private String tidied(String accountId, String raw) {
    return switch (paces.decide(accountId, raw, Instant.EPOCH, clock.instant())) {
      case Decision.Accepted<Chat.Line> yes -> yes.value().text();
      case Decision.Refused<Chat.Line> no -> throw Problem.of(no);
    };
  }

  /** The comment of this clip, unless it was deleted. */
  CommentStore.Row find(String clipId, String commentId) {
    return database.read(connection -> CommentStore.find(connection, commentId))
        .filter(comment -> comment.clipId().equals(clipId))
        .orElseThrow(() -> Problem.notFound("comment", commentId));
  }

  /** Deletes a comment and all that stands under it: words, notices and questions of each. */
  void delete(ClipStore.Row clip, CommentStore.Row comment, String actorId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int gone;
    do {
      gone = database.write(connection -> {
        List<String> ids = CommentStore.delete(connection, comment, now, DELETED_MAX);
        notices.takeBack(connection, ids.stream().map(Comments::once).toList());
        List<Fact> facts = new ArrayList<>(ids.size());
        ids.forEach(id ->
            facts.add(new ClipsFact.ClipCommentDeleted(id, clip.clipId(), clip.hostId(), actorId)));
        log.append(connection, now, facts);
        return ids.size();
      });
    } while (gone == DELETED_MAX);
  }

  private static String once(String commentId) {
    return "comment " + commentId;
  }

  /** Comments at the top, each with its first replies and their number. */
  record Threads(
      List<CommentStore.Row> tops, List<CommentStore.Row> replies, Map<String, Long> replyCounts) {}

  Threads threads(String clipId, String after, int limit) {
    return database.read(connection -> {
      List<CommentStore.Row> tops = CommentStore.ofClip(connection, clipId, after, limit);
      List<String> ids = tops.stream().map(CommentStore.Row::commentId).toList();
      return new Threads(tops, CommentStore.firstReplies(connection, ids),
          CommentStore.replyCounts(connection, ids));
    });
  }

  /**
   * The private cards of the questions of {@code comments} that {@code readerId} asked, by comment; a product
   * stands at his newest question for it alone.
   */
  Map<String, Goods.ProductView> offers(
      ClipStore.Row clip, List<CommentStore.Row> comments, String readerId) {
    List<CommentStore.Row> own = comments.stream()
        .filter(each -> each.isIntent() && each.writerId().equals(readerId))
        .sorted(Comparator.comparing(CommentStore.Row::at).reversed()).toList();
    Map<String, Goods.ProductView> all =
        reader.offers(clip, own.stream().map(CommentStore.Row::commentId).toList());
    Map<String, Goods.ProductView> shown = new HashMap<>();
    Set<String> products = new HashSet<>();
    for (CommentStore.Row question : own) {
      Goods.ProductView product = all.get(question.commentId());
      if (product != null && products.add(product.productId())) {
        shown.put(question.commentId(), product);
      }
    }
    return shown;
  }

  List<CommentStore.Row> replies(String rootId, String after, int limit) {
    return database.read(connection -> CommentStore.replies(connection, rootId, after, limit));
  }
}
