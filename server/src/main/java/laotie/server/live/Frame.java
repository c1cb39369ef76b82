package laotie.server.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Reason;
import laotie.fact.Relation;
import laotie.live.Chat;
import laotie.server.goods.Goods;

/** What a room tells its sockets; {@code type} says which. The words are those of the API page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Frame.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = Frame.Said.class, name = "chat"),
  @JsonSubTypes.Type(value = Frame.Kept.class, name = "kept"),
  @JsonSubTypes.Type(value = Frame.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = Frame.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = Frame.ChatDeleted.class, name = "chatDeleted"),
  @JsonSubTypes.Type(value = Frame.Cards.class, name = "cards"),
  @JsonSubTypes.Type(value = Frame.Pinned.class, name = "pinned"),
  @JsonSubTypes.Type(value = Frame.Unpinned.class, name = "unpinned"),
  @JsonSubTypes.Type(value = Frame.Likes.class, name = "likes"),
  @JsonSubTypes.Type(value = Frame.Audience.class, name = "audience"),
  @JsonSubTypes.Type(value = Frame.Followed.class, name = "followed"),
  @JsonSubTypes.Type(value = Frame.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = Frame.Bought.class, name = "bought"),
  @JsonSubTypes.Type(value = Frame.Stock.class, name = "stock"),
  @JsonSubTypes.Type(value = Frame.Flash.class, name = "flash"),
  @JsonSubTypes.Type(value = Frame.Offers.class, name = "offers"),
  @JsonSubTypes.Type(value = Frame.ShowChanged.class, name = "show"),
  @JsonSubTypes.Type(value = Frame.Muted.class, name = "muted"),
  @JsonSubTypes.Type(value = Frame.Banned.class, name = "banned"),
  @JsonSubTypes.Type(value = Frame.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Frame.Pong.class, name = "pong")
})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
sealed interface Frame {

  /** Who speaks; {@code tier} is absent for everybody who is no fan (老铁等级). */
  record Author(
      String accountId, String name, boolean isHost, boolean isAssistant, Optional<Relation> tier) {}

  /** The socket's own person; absent for somebody without a session, who may read only. */
  record You(
      String accountId, String name, boolean isGuest, boolean isHost, boolean isAssistant,
      Optional<Instant> mutedUntil) {}

  /** How the room stands now: the first frame, and again for a reader that fell behind. */
  record Welcome(
      Optional<You> you, RoomOf room, Optional<Live.ShowView> show, List<Live.CardView> cards, long likes,
      int concurrent, List<Said> history) implements Frame {}

  /** The room and its host. */
  record RoomOf(String roomId, Live.HostBrief host) {}

  /** A message. */
  record Said(
      String messageId, long seq, Author account, String text, boolean isIntent, Instant at)
      implements Frame {}

  /** To the speaker only: his message is written. {@code id} is the one he gave it. */
  record Kept(String id, String messageId, long seq) implements Frame {}

  /** To the speaker only: the card he seems to ask for, or the product when it is on no card. */
  record Offer(String messageId, Optional<Live.CardView> card, Optional<Goods.ProductView> product)
      implements Frame {}

  /** To the one who asked only: what the host answered. */
  record Answer(String messageId, Optional<Goods.ProductView> product, Optional<String> words)
      implements Frame {}

  record ChatDeleted(String messageId) implements Frame {}

  record Cards(List<Live.CardView> cards) implements Frame {}

  record Pinned(Live.CardView card) implements Frame {}

  record Unpinned() implements Frame {}

  record Likes(long total) implements Frame {}

  record Audience(int concurrent) implements Frame {}

  record Followed(String name) implements Frame {}

  record Entered(String name) implements Frame {}

  /** Somebody paid; {@code name} is masked. */
  record Bought(String name, String title, int quantity) implements Frame {}

  record Stock(String skuId, long available) implements Frame {}

  /** Units left of the host's flash sales that are live, by their ids. */
  record Flash(Map<String, Long> left) implements Frame {}

  /** What the host offers beside list prices changed: ask for it again. */
  record Offers() implements Frame {}

  record ShowChanged(Live.ShowView show) implements Frame {}

  record Muted(Instant until) implements Frame {}

  record Banned(String reason) implements Frame {}

  record Pong() implements Frame {}

  /** A no to a frame of the client; {@code id} is the one it gave, or absent. */
  record Refused(
      Optional<String> id, String reason, String detail, Optional<Long> retryAfterSeconds)
      implements Frame {

    static Refused of(Optional<String> id, Reason reason, String detail) {
      return new Refused(id, reason.name(), detail, Optional.empty());
    }

    static Refused of(Optional<String> id, Decision.Refused<Chat.Line> no) {
      Optional<Long> wait =
          no.members().get("retryAfterSeconds") instanceof Long seconds
              ? Optional.of(seconds) : Optional.empty();
      return new Refused(id, no.reason().name(), no.detail(), wait);
    }
  }
}
