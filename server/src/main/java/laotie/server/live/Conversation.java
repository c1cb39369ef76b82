package laotie.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import laotie.fact.Reason;
import laotie.live.LiveReason;
import laotie.server.http.HttpReason;
import laotie.server.log.DatabaseFault;

/**
 * What one client says to a room, frame by frame, on the socket's event loop. Messages are answered one
 * after the other on a virtual thread, since the first question about somebody reads the database.
 */
final class Conversation {

  /** Bytes of one frame from a client. */
  static final int FRAME_BYTES_MAX = 1024;

  /** Taps that one frame may tell of. */
  static final int LIKE_COUNT_MAX = 50;

  /** Messages of one socket that may wait for an answer. */
  private static final int WAITING_MAX = 10;

  private static final int CLIENT_ID_CHARACTERS_MAX = 64;

  /** What a conversation needs: where words and taps go, the clock, the counters. */
  record Means(Speech speech, Taps taps, InstantSource clock, MeterRegistry registry) {}

  private final Room room;
  private final Seat seat;
  private final Means means;
  private final Deque<Speech.Words> waiting = new ArrayDeque<>();
  private boolean isSpeaking;

  Conversation(Room room, Seat seat, Means means) {
    this.room = room;
    this.seat = seat;
    this.means = means;
  }

  /** Takes one text frame. */
  void hear(String text) {
    Instant now = means.clock().instant();
    if (!seat.mayReceive(now)) {
      means.registry().counter("laotie.room.sockets.flooding").increment();
      seat.close(Seat.POLICY, "too many frames");
      return;
    }
    if (text.length() > FRAME_BYTES_MAX
        || text.getBytes(StandardCharsets.UTF_8).length > FRAME_BYTES_MAX) {
      count(HttpReason.BODY_TOO_LARGE);
      seat.close(Seat.TOO_BIG, "a frame has at most " + FRAME_BYTES_MAX + " bytes");
      return;
    }
    Optional<JsonNode> frame = FrameJson.read(text);
    if (frame.isEmpty()) {
      refuse(Optional.empty(), HttpReason.MALFORMED, "a frame is a JSON object");
      return;
    }
    switch (frame.get().path("type").asText()) {
      case "chat" -> chat(frame.get());
      case "like" -> like(frame.get(), now);
      case "ping" -> ping();
      default -> refuse(Optional.empty(), HttpReason.MALFORMED, "type is chat, like or ping");
    }
  }

  private void chat(JsonNode frame) {
    JsonNode id = frame.path("id");
    Optional<String> clientId = id.isTextual() && !id.asText().isEmpty()
        && id.asText().length() <= CLIENT_ID_CHARACTERS_MAX ? Optional.of(id.asText()) : Optional.empty();
    if (!frame.path("text").isTextual()) {
      refuse(clientId, HttpReason.MALFORMED, "text is a string");
    } else if (waiting.size() >= WAITING_MAX) {
      refuse(clientId, LiveReason.CHAT_TOO_FAST, WAITING_MAX + " messages wait for an answer");
    } else {
      waiting.add(new Speech.Words(frame.path("text").asText(), clientId));
      if (!isSpeaking) {
        speakNext();
      }
    }
  }

  private void speakNext() {
    isSpeaking = !waiting.isEmpty();
    if (isSpeaking) {
      Speech.Words words = waiting.poll();
      Thread.startVirtualThread(() -> {
        try {
          means.speech().say(room, seat, words);
        } catch (DatabaseFault fault) {
          room.tell(seat, Frame.Refused.of(
              words.id(), HttpReason.DATABASE_AWAY, "the database does not answer"));
        } finally {
          seat.loop().execute(this::speakNext);
        }
      });
    }
  }

  private void like(JsonNode frame, Instant now) {
    int count = frame.path("count").asInt(1);
    Optional<String> showId = room.liveShowId();
    if (seat.you().isEmpty()) {
      refuse(Optional.empty(), HttpReason.NOT_SIGNED_IN, "choose a name first");
    } else if (count < 1 || count > LIKE_COUNT_MAX) {
      refuse(Optional.empty(), HttpReason.FIELD_WRONG, "count is 1.." + LIKE_COUNT_MAX);
    } else if (showId.isEmpty()) {
      refuse(Optional.empty(), LiveReason.SHOW_NOT_LIVE, "room " + room.roomId() + " has no live show");
    } else if (!seat.mayLike(count, now)) {
      refuse(Optional.empty(), LiveReason.LIKES_TOO_FAST, "more taps than a hand can make");
    } else if (!means.taps().like(room, seat.you().get().accountId(), showId.get(), count)) {
      refuse(Optional.empty(), HttpReason.OVERLOADED, "too many taps at once");
    }
  }

  private void ping() {
    stillThere();
    room.tell(seat, new Frame.Pong());
  }

  /** Notes a sign of life, so that the view goes on. */
  void stillThere() {
    if (seat.you().isPresent() && room.liveShowId().isPresent()) {
      means.taps().stillThere(seat.you().get().accountId(), room.liveShowId().get());
    }
  }

  private void refuse(Optional<String> id, Reason reason, String detail) {
    count(reason);
    room.tell(seat, Frame.Refused.of(id, reason, detail));
  }

  private void count(Reason reason) {
    means.registry().counter("laotie.refusals", "reason", reason.name()).increment();
  }
}
