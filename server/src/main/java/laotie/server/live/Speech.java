package laotie.server.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Relation;
import laotie.live.Chat;
import laotie.live.LiveReason;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Paces;
import laotie.server.http.Problem;
import laotie.server.intents.Intents;

/** Lets somebody speak in a room: who he still is, what the rules say, then the room itself. Blocking. */
@Singleton
final class Speech {

  private final Neighbours neighbours;
  private final Views views;
  private final Intents intents;
  private final InstantSource clock;
  private final Paces paces = new Paces();

  Speech(Neighbours neighbours, Views views, Intents intents, InstantSource clock) {
    this.neighbours = neighbours;
    this.views = views;
    this.intents = intents;
    this.clock = clock;
  }

  /** What a client sent; {@code id} is its own mark for the message, or absent. */
  record Words(String text, Optional<String> id) {}

  void say(Room room, Seat seat, Words words) {
    try {
      speak(room, seat, words);
    } catch (Problem no) {
      refuse(room, seat, words, no);
    }
  }

  private void speak(Room room, Seat seat, Words words) {
    Instant heardAt = clock.instant();
    Frame.You you = seat.you().orElseThrow(
        () -> Problem.of(HttpReason.NOT_SIGNED_IN, "choose a name first"));
    Caller caller = Neighbours.signedIn(neighbours.callerOf(seat.sessionToken()));
    String showId = room.liveShowId().orElseThrow(
        () -> Problem.of(LiveReason.SHOW_NOT_LIVE, "room " + room.roomId() + " has no live show"));
    boolean isHost = caller.accountId().equals(room.hostId());
    boolean isAssistant = !isHost && neighbours.mayActFor(caller, room.hostId());
    Decision<Chat.Line> decision = paces.decide(
        caller.accountId(), words.text(), room.mutedUntil(caller.accountId()), clock.instant());
    switch (decision) {
      case Decision.Refused<Chat.Line> no -> room.tell(seat, Frame.Refused.of(words.id(), no));
      case Decision.Accepted<Chat.Line> yes -> {
        views.seen(caller.accountId(), showId);
        Frame.Author author = new Frame.Author(caller.accountId(), you.name(), isHost, isAssistant,
            Optional.of(neighbours.relation(caller.accountId(), room.hostId())).filter(Relation::isFan));
        String text = yes.value().text();
        Intents.Reading reading =
            isHost || isAssistant ? Intents.Reading.NONE : intents.read(text, room.scene(heardAt));
        String viewId = views.lastViewId(caller.accountId(), showId);
        room.say(new Room.Wish(seat, words.id(), author, text, reading, offer(room, reading),
            viewId, seat.networkHash(), heardAt), showId);
      }
    }
  }

  /** The card he seems to mean: one of the room's queue, else the product itself. */
  private Optional<Room.Offered> offer(Room room, Intents.Reading reading) {
    if (!reading.offersCard()) {
      return Optional.empty();
    }
    String productId = reading.productId().orElseThrow();
    return room.card(productId).map(card -> new Room.Offered(Optional.of(card), Optional.empty()))
        .or(() -> Optional.ofNullable(neighbours.products(List.of(productId)).get(productId))
            .map(product -> new Room.Offered(Optional.empty(), Optional.of(product))));
  }

  private static void refuse(Room room, Seat seat, Words words, Problem no) {
    if (no.reason().name().equals("BANNED")) {
      seat.you().ifPresent(you -> room.banned(you.accountId(), String.valueOf(no.members().get("reason"))));
      return;
    }
    Map<String, Object> members = no.members();
    Optional<Long> wait = members.get("retryAfterSeconds") instanceof Number seconds
        ? Optional.of(seconds.longValue()) : Optional.empty();
    room.tell(seat, new Frame.Refused(words.id(), no.reason().name(), no.getMessage(), wait));
  }
}
