package laotie.server.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import laotie.live.Batching;

/**
 * Sends what a room says to all of its sockets. Used on the room's event loop only. Messages of a short
 * while become one run of bytes, with their WebSocket headers already in it; every socket writes those same
 * bytes, and each event loop is woken once. Frames from a server carry no mask, so they are the same for
 * all (RFC 6455, 5.1).
 */
final class FanOut {

  /** Bytes after which a batch does not wait any longer. */
  private static final int BATCH_BYTES_MAX = 64 * 1024;

  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_PING = 0x89;

  /** Counters of all rooms. */
  record Meters(
      Counter sent, Counter skipped, Counter closedSlow, Counter batches, Timer offers) {
    static Meters of(MeterRegistry registry) {
      return new Meters(registry.counter("laotie.room.deliveries"),
          registry.counter("laotie.room.deliveries.skipped"),
          registry.counter("laotie.room.readers.closed"), registry.counter("laotie.room.batches"),
          Timer.builder("laotie.intents.offer").publishPercentiles(0.5, 0.99).register(registry));
    }

    void sent(long writes, long left) {
      sent.increment(writes);
      skipped.increment(left);
    }

    /** A card was offered so long after its question came. */
    void offered(Duration wait) {
      offers.record(wait);
    }

    void closedSlowReader() {
      closedSlow.increment();
    }
  }

  private final EventLoop home;
  private final InstantSource clock;
  private final Meters meters;
  private final Consumer<Seat> caughtUp;
  private final Map<EventLoop, Lane> lanes = new LinkedHashMap<>();
  private final List<byte[]> pending = new ArrayList<>();
  private int pendingBytes;
  private boolean isScheduled;
  private int readers;

  FanOut(EventLoop home, InstantSource clock, Meters meters, Consumer<Seat> caughtUp) {
    this.home = home;
    this.clock = clock;
    this.meters = meters;
    this.caughtUp = caughtUp;
  }

  /** Sends a JSON text to every socket with the next batch. */
  void publish(byte[] json) {
    if (lanes.isEmpty()) {
      return;
    }
    pending.add(json);
    pendingBytes += json.length;
    if (pendingBytes >= BATCH_BYTES_MAX) {
      flush();
    } else if (!isScheduled) {
      isScheduled = true;
      home.schedule(this::flush, Batching.linger(readers).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Sends what waits, now. */
  void flush() {
    isScheduled = false;
    if (pending.isEmpty()) {
      return;
    }
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(pendingBytes + 10 * pending.size());
    for (byte[] json : pending) {
      frame(bytes, FINAL_TEXT, json);
    }
    pending.clear();
    pendingBytes = 0;
    meters.batches().increment();
    send(bytes);
  }

  /** Keeps connections awake through proxies; browsers answer by themselves. */
  void ping() {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(2);
    frame(bytes, FINAL_PING, new byte[0]);
    send(bytes);
  }

  private void send(ByteBuf bytes) {
    for (Lane lane : lanes.values()) {
      bytes.retain();
      lane.loop().execute(() -> lane.send(bytes));
    }
    bytes.release();
  }

  /** Seats a socket: it gets the welcome first, then every later message. What waits is sent before. */
  void add(Seat seat, byte[] welcome) {
    flush();
    readers++;
    Lane lane = lanes.computeIfAbsent(
        seat.loop(), loop -> new Lane(loop, clock, meters, caughtUp));
    ByteBuf bytes = framed(welcome);
    lane.loop().execute(() -> {
      lane.add(seat);
      seat.welcome(bytes);
      bytes.release();
    });
  }

  /** Tells a reader that caught up how the room stands. */
  void resume(Seat seat, byte[] welcome) {
    flush();
    ByteBuf bytes = framed(welcome);
    seat.loop().execute(() -> {
      seat.welcome(bytes);
      bytes.release();
    });
  }

  void remove(Seat seat) {
    readers--;
    Lane lane = lanes.get(seat.loop());
    if (lane != null) {
      lane.loop().execute(() -> lane.remove(seat));
    }
  }

  void check() {
    lanes.values().forEach(lane -> lane.loop().execute(lane::check));
  }

  /** Does something with every socket of one account, each on its own event loop. */
  void forAccount(String accountId, Consumer<Seat> action) {
    flush();
    lanes.values().forEach(lane -> lane.loop().execute(() -> lane.forAccount(accountId, action)));
  }

  /** A JSON text as one WebSocket frame; the receiver releases it. */
  static ByteBuf framed(byte[] json) {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(json.length + 10);
    frame(bytes, FINAL_TEXT, json);
    return bytes;
  }

  private static void frame(ByteBuf bytes, int kind, byte[] body) {
    bytes.writeByte(kind);
    if (body.length < 126) {
      bytes.writeByte(body.length);
    } else if (body.length < 65_536) {
      bytes.writeByte(126).writeShort(body.length);
    } else {
      bytes.writeByte(127).writeLong(body.length);
    }
    bytes.writeBytes(body);
  }

}
