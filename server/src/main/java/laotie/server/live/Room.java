package laotie.server.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import laotie.fact.Reason;
import laotie.live.LiveReason;
import laotie.server.goods.Goods;
import laotie.server.http.Ids;
import laotie.server.intents.Intents;

/**
 * A room with somebody in it (直播间). Its state is touched on one event loop, its home; every method may be
 * called from any thread and is carried out there, in the order of the calls.
 */
final class Room {

  /** Lines of the chat that a newcomer is shown. */
  static final int HISTORY_LINES = 50;

  /** Sockets of one room. */
  static final int SEATS_MAX = 50_000;

  /** How long an empty room stays in memory. */
  static final Duration EMPTY_MAX = Duration.ofSeconds(60);

  /** Names of newcomers that one second may bring on the screen. */
  private static final int ENTERED_PER_SECOND_MAX = 3;

  /** Client ids of messages that are remembered, so that a repeat after a broken line says nothing new. */
  private static final int REPEATS_MAX = 2_000;

  private static final int PING_SECONDS = 20;

  /** What a room needs from its surroundings. */
  record Means(EventLoop home, InstantSource clock, FanOut.Meters meters, RoomWriter writer) {}

  /** How a room stood in the database when the first one came. */
  record Opening(
      String roomId, Live.HostBrief host, Optional<Live.ShowView> show, List<Live.CardView> cards,
      long likes, int concurrent, List<ChatStore.Message> history, long lastSeq,
      Map<String, Instant> mutes) {}

  /**
   * What somebody wants to say; the rules have said yes.
   *
   * @param networkHash the mark of the network of his socket
   * @param heardAt when his words came
   */
  record Wish(Seat seat, Optional<String> id, Frame.Author author, String text, Intents.Reading reading,
      Optional<Offered> offered, String viewId, String networkHash, Instant heardAt) {}

  /** What the speaker alone is asked: did you mean this one? One of the two is there. */
  record Offered(Optional<Live.CardView> card, Optional<Goods.ProductView> product) {}

  /** How long after it was unpinned a product still counts as the one explained just now. */
  static final Duration EXPLAINED_MAX = Duration.ofMinutes(2);

  /** A product that was pinned until then. */
  private record Explained(String productId, Instant until) {}

  private final String roomId;
  private final Means means;
  private final FanOut fanOut;
  private final Map<String, Instant> mutes = new ConcurrentHashMap<>();
  private final Deque<Frame.Said> history = new ArrayDeque<>();
  private final Map<String, Frame.Kept> repeats = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Frame.Kept> eldest) {
      return size() > REPEATS_MAX;
    }
  };
  private volatile Optional<Live.ShowView> show;
  private volatile int seats;
  private volatile Live.HostBrief host;
  private volatile List<Live.CardView> cards;
  private volatile Optional<Explained> explained = Optional.empty();
  private long likes;
  private long likesUnsaved;
  private boolean isLikesStale;
  private Map<String, Long> flashTold = Map.of();
  private int concurrent;
  private int concurrentTold;
  private long seq;
  private int enteredThisSecond;
  private long ticks;
  private Instant emptySince;
  private volatile boolean isRetired;

  Room(Opening opening, Means means) {
    this.roomId = opening.roomId();
    this.means = means;
    this.host = opening.host();
    this.show = opening.show();
    this.cards = opening.cards();
    this.likes = opening.likes();
    this.concurrent = opening.concurrent();
    this.concurrentTold = opening.concurrent();
    this.seq = opening.lastSeq();
    this.mutes.putAll(opening.mutes());
    this.emptySince = means.clock().instant();
    opening.history().reversed().forEach(message -> history.add(said(message)));
    this.fanOut = new FanOut(means.home(), means.clock(), means.meters(), this::resume);
  }

  String roomId() {
    return roomId;
  }

  String hostId() {
    return host.hostId();
  }

  /** The live show, or empty. */
  Optional<String> liveShowId() {
    return show.filter(one -> one.status() == Live.Status.LIVE).map(Live.ShowView::showId);
  }

  /** True when the cards of this show are what the room shows. */
  boolean standsFor(String showId) {
    return show.filter(one -> one.showId().equals(showId)).isPresent();
  }

  /** True when news of {@code next} change what the room shows: a plan does not push a live show away. */
  boolean isAbout(Live.ShowView next) {
    return standsFor(next.showId()) || liveShowId().isEmpty() || next.status() == Live.Status.LIVE;
  }

  /** The variants on its cards. */
  Set<String> skus() {
    return cards.stream().flatMap(card -> card.product().skus().stream()).map(Goods.SkuView::skuId)
        .collect(Collectors.toSet());
  }

  /** The card of a product, if it stands in the queue. */
  Optional<Live.CardView> card(String productId) {
    return cards.stream().filter(card -> card.product().productId().equals(productId)).findFirst();
  }

  /** What somebody has before his eyes who speaks now. */
  Intents.Scene scene(Instant now) {
    List<Live.CardView> shown = cards;
    return new Intents.Scene(hostId(),
        shown.stream().map(card -> card.product().productId()).toList(), pinnedIn(shown),
        explained.filter(last -> now.isBefore(last.until().plus(EXPLAINED_MAX)))
            .map(Explained::productId));
  }

  private static Optional<String> pinnedIn(List<Live.CardView> cards) {
    return cards.stream().filter(Live.CardView::isPinned).map(card -> card.product().productId())
        .findFirst();
  }

  /** When this account may speak again; the epoch when it is not silent. */
  Instant mutedUntil(String accountId) {
    return mutes.getOrDefault(accountId, Instant.EPOCH);
  }

  int seats() {
    return seats;
  }

  boolean isRetired() {
    return isRetired;
  }

  /** Seats a socket; {@code isTaken} learns whether it was, or the room had just closed. */
  void join(Seat seat, Consumer<Boolean> isTaken) {
    means.home().execute(() -> {
      if (isRetired) {
        isTaken.accept(false);
        return;
      }
      seats++;
      isTaken.accept(true);
      fanOut.add(seat, FrameJson.write(welcome(seat)));
    });
  }

  void leave(Seat seat) {
    means.home().execute(() -> {
      seats--;
      emptySince = means.clock().instant();
      fanOut.remove(seat);
    });
  }

  /** A reader that missed messages has caught up. */
  private void resume(Seat seat) {
    means.home().execute(() -> fanOut.resume(seat, FrameJson.write(welcome(seat))));
  }

  private Frame.Welcome welcome(Seat seat) {
    Optional<Frame.You> you = seat.you().map(person -> new Frame.You(person.accountId(), person.name(),
        person.isGuest(), person.isHost(), person.isAssistant(),
        Optional.ofNullable(mutes.get(person.accountId()))
            .filter(until -> until.isAfter(means.clock().instant()))));
    return new Frame.Welcome(you, new Frame.RoomOf(roomId, host.followedBy(seat.isFollower())),
        show.map(one -> one.with(concurrent)), cards, likes, concurrent, List.copyOf(history));
  }

  /** Numbers a message, shows it to everybody and has it written; its speaker is told when it is. */
  void say(Wish wish, String showId) {
    means.home().execute(() -> {
      String repeatKey = wish.author().accountId() + " " + wish.id().orElse("");
      Frame.Kept before = wish.id().isPresent() ? repeats.get(repeatKey) : null;
      if (before != null) {
        tell(wish.seat(), before);
        return;
      }
      ChatStore.Message message = new ChatStore.Message(Ids.next("msg"), roomId, showId, seq + 1,
          wish.author(), wish.text(), wish.reading().isIntent(), wish.viewId(), means.clock().instant());
      Optional<CompletableFuture<Void>> written =
          means.writer().offer(new RoomWriter.Entry(message, heard(wish, message), wish.networkHash()));
      if (written.isEmpty()) {
        refuse(wish, LiveReason.CHAT_OVERLOADED, "too many messages wait to be written; try again");
        return;
      }
      seq++;
      Frame.Said said = said(message);
      history.add(said);
      while (history.size() > HISTORY_LINES) {
        history.removeFirst();
      }
      publish(said);
      written.get().whenComplete((done, fault) -> means.home().execute(() -> {
        if (fault == null) {
          kept(wish, repeatKey, message);
        } else {
          takeBack(wish, message);
        }
      }));
    });
  }

  private Intents.Heard heard(Wish wish, ChatStore.Message message) {
    return new Intents.Heard(message.messageId(), wish.author().accountId(), wish.author().name(),
        hostId(), message.showId(), "", message.viewId(), message.text(), wish.reading(), message.at());
  }

  private void kept(Wish wish, String repeatKey, ChatStore.Message message) {
    Frame.Kept kept = new Frame.Kept(wish.id().orElse(""), message.messageId(), message.seq());
    if (wish.id().isPresent()) {
      repeats.put(repeatKey, kept);
    }
    tell(wish.seat(), kept);
    wish.offered().ifPresent(offered -> {
      byte[] json = FrameJson.write(
          new Frame.Offer(message.messageId(), offered.card(), offered.product()));
      fanOut.forAccount(wish.author().accountId(), seat -> tell(seat, json));
      means.meters().offered(Duration.between(wish.heardAt(), means.clock().instant()));
    });
  }

  /** The host answered somebody's question: told to him alone, on all his screens. */
  void answered(String accountId, Frame.Answer answer) {
    byte[] json = FrameJson.write(answer);
    means.home().execute(() -> fanOut.forAccount(accountId, seat -> tell(seat, json)));
  }

  /** What could not be written must not stand on anybody's screen. */
  private void takeBack(Wish wish, ChatStore.Message message) {
    removeFromHistory(message.messageId());
    publish(new Frame.ChatDeleted(message.messageId()));
    refuse(wish, LiveReason.CHAT_OVERLOADED, "the message could not be written; try again");
  }

  private void refuse(Wish wish, Reason reason, String detail) {
    tell(wish.seat(), Frame.Refused.of(wish.id(), reason, detail));
  }

  void deleted(String messageId) {
    means.home().execute(() -> {
      removeFromHistory(messageId);
      publish(new Frame.ChatDeleted(messageId));
    });
  }

  void erased(String accountId) {
    means.home().execute(() -> {
      List<String> his = history.stream()
          .filter(line -> line.account().accountId().equals(accountId)).map(Frame.Said::messageId).toList();
      his.forEach(messageId -> {
        removeFromHistory(messageId);
        publish(new Frame.ChatDeleted(messageId));
      });
      fanOut.forAccount(accountId, seat -> seat.close(Seat.POLICY, "the account is erased"));
    });
  }

  private void removeFromHistory(String messageId) {
    history.removeIf(line -> line.messageId().equals(messageId));
  }

  void liked(int count) {
    means.home().execute(() -> {
      likes += count;
      likesUnsaved += count;
      isLikesStale = true;
    });
  }

  void audience(int viewers) {
    means.home().execute(() -> concurrent = viewers);
  }

  void cards(List<Live.CardView> next, Frame news) {
    means.home().execute(() -> {
      Optional<String> before = pinnedIn(cards);
      if (before.isPresent() && !before.equals(pinnedIn(next))) {
        explained = Optional.of(new Explained(before.get(), means.clock().instant()));
      }
      cards = next;
      publish(news);
    });
  }

  /** A variant of a product in the queue has so many units left. */
  void stock(Map<String, Long> available) {
    means.home().execute(() -> {
      for (Map.Entry<String, Long> left : available.entrySet()) {
        UnaryOperator<Live.CardView> change = card -> card.withStock(left.getKey(), left.getValue());
        List<Live.CardView> next = cards.stream().map(change).toList();
        if (!next.equals(cards)) {
          cards = next;
          publish(new Frame.Stock(left.getKey(), left.getValue()));
        }
      }
    });
  }

  /** Units left of the host's flash sales; told when they moved. */
  void flash(Map<String, Long> left) {
    means.home().execute(() -> {
      if (!left.equals(flashTold)) {
        flashTold = left;
        publish(new Frame.Flash(left));
      }
    });
  }

  /** Something of what the host offers changed; whoever is here asks what. */
  void offers() {
    means.home().execute(() -> publish(new Frame.Offers()));
  }

  /** The show of this room changed: another one, another stage, another title. */
  void show(Live.ShowView next, List<Live.CardView> nextCards) {
    means.home().execute(() -> {
      boolean isOther = show.isEmpty() || !show.get().showId().equals(next.showId());
      if (isOther) {
        likes = 0;
        likesUnsaved = 0;
        history.clear();
        cards = nextCards;
        explained = Optional.empty();
      }
      show = Optional.of(next);
      host = next.host();
      publish(new Frame.ShowChanged(next.with(concurrent)));
      if (isOther) {
        publish(new Frame.Cards(cards));
        publish(new Frame.Likes(likes));
      }
    });
  }

  void followed(String name, long followers) {
    means.home().execute(() -> {
      host = host.with(followers);
      publish(new Frame.Followed(name));
    });
  }

  void bought(String maskedName, String title, int quantity) {
    means.home().execute(() -> publish(new Frame.Bought(maskedName, title, quantity)));
  }

  void entered(String name) {
    means.home().execute(() -> {
      if (enteredThisSecond++ < ENTERED_PER_SECOND_MAX) {
        publish(new Frame.Entered(name));
      }
    });
  }

  void muted(String accountId, Instant until) {
    mutes.put(accountId, until);
    byte[] json = FrameJson.write(new Frame.Muted(until));
    means.home().execute(() -> fanOut.forAccount(accountId, seat -> tell(seat, json)));
  }

  void unmuted(String accountId) {
    mutes.remove(accountId);
    byte[] json = FrameJson.write(new Frame.Muted(Instant.EPOCH));
    means.home().execute(() -> fanOut.forAccount(accountId, seat -> tell(seat, json)));
  }

  /** Tells somebody why he was shut out, and closes his sockets. */
  void banned(String accountId, String reason) {
    byte[] json = FrameJson.write(new Frame.Banned(reason));
    means.home().execute(() -> fanOut.forAccount(accountId, seat -> {
      tell(seat, json);
      seat.close(Seat.POLICY, "banned");
    }));
  }

  /** Sends something to one socket, from any thread. */
  void tell(Seat seat, Frame frame) {
    byte[] json = FrameJson.write(frame);
    seat.loop().execute(() -> tell(seat, json));
  }

  /** On the socket's event loop. */
  private static void tell(Seat seat, byte[] json) {
    ByteBuf bytes = FanOut.framed(json);
    seat.tell(bytes);
    bytes.release();
  }

  /** Once a second: what moved is told, stuck readers are looked at; {@code save} gets new likes. */
  void tick(Consumer<Map.Entry<String, Long>> save) {
    means.home().execute(() -> {
      ticks++;
      enteredThisSecond = 0;
      if (isLikesStale) {
        isLikesStale = false;
        publish(new Frame.Likes(likes));
      }
      if (likesUnsaved > 0 && show.isPresent()) {
        save.accept(Map.entry(show.get().showId(), likesUnsaved));
        likesUnsaved = 0;
      }
      if (concurrent != concurrentTold) {
        concurrentTold = concurrent;
        publish(new Frame.Audience(concurrent));
      }
      fanOut.check();
      if (ticks % PING_SECONDS == 0) {
        fanOut.ping();
      }
      isRetired = seats == 0 && likesUnsaved == 0
          && means.clock().instant().isAfter(emptySince.plus(EMPTY_MAX));
    });
  }

  private void publish(Frame frame) {
    if (seats > 0) {
      fanOut.publish(FrameJson.write(frame));
    }
  }

  private static Frame.Said said(ChatStore.Message message) {
    return new Frame.Said(message.messageId(), message.seq(), message.account(), message.text(),
        message.isIntent(), message.at());
  }
}
