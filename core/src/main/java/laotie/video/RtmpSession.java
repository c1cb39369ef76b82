package laotie.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The server's side of one publisher's RTMP conversation as a state machine over bytes: handshake, commands,
 * then tags. It does no I/O, so that every half conversation can be tested.
 */
public final class RtmpSession {

  /** Window after which the other side must have heard from us, bytes (Adobe RTMP 1.0, 5.4.4). */
  static final int WINDOW_BYTES = 2_500_000;

  /** Bytes that may wait while the door looks up a key; the door pauses the socket, so this is slack. */
  static final int WAITING_BYTES_MAX = 1 << 20;

  private static final int HANDSHAKE_BYTES = 1536;
  private static final int CONTROL_CHUNKS = 2;
  private static final int COMMAND_CHUNKS = 3;

  private enum Phase {
    HELLO,
    HELLO_BACK,
    COMMANDS,
    ASKED,
    PUBLISHING,
    OVER
  }

  private final ChunkReader reader = new ChunkReader();
  private final ChunkWriter writer = new ChunkWriter();
  private final List<RtmpMessage> waiting = new ArrayList<>();
  private Phase phase = Phase.HELLO;
  private byte[] hello = new byte[0];
  private String application = "";
  private int publishStream;
  private int waitingBytes;
  private long receivedBytes;
  private long acknowledgedBytes;
  private long windowBytes = WINDOW_BYTES;

  /**
   * Takes bytes as they came.
   *
   * @throws ProtocolFault when they are not RTMP or break a limit: close the connection
   */
  public List<RtmpEvent> feed(byte[] bytes) {
    List<RtmpEvent> events = new ArrayList<>();
    receivedBytes += bytes.length;
    int from = 0;
    if (phase == Phase.HELLO || phase == Phase.HELLO_BACK) {
      from = shakeHands(bytes, events);
    }
    if (phase == Phase.HELLO || phase == Phase.HELLO_BACK || phase == Phase.OVER) {
      return events;
    }
    for (RtmpMessage message : reader.feed(bytes, from, bytes.length - from)) {
      handle(message, events);
    }
    acknowledge(events);
    return events;
  }

  /** True once a publisher has shown its name and key and waits for an answer. */
  public boolean isAsking() {
    return phase == Phase.ASKED;
  }

  /** Lets the publisher in; media that came meanwhile follow. */
  public List<RtmpEvent> accept() {
    if (phase != Phase.ASKED) {
      throw new IllegalStateException("nobody asked");
    }
    phase = Phase.PUBLISHING;
    reader.trust();
    List<RtmpEvent> events = new ArrayList<>();
    byte[] begin = new byte[6];
    Bytes.put32(begin, 2, publishStream);
    events.add(control(RtmpMessage.USER_CONTROL, begin));
    events.add(status("status", "NetStream.Publish.Start", "You are live."));
    for (RtmpMessage message : waiting) {
      handle(message, events);
    }
    waiting.clear();
    return events;
  }

  /**
   * Turns the publisher away; the door closes the connection after sending this.
   *
   * @param why one English sentence that the host reads in his encoder
   */
  public List<RtmpEvent> refuse(String why) {
    phase = Phase.OVER;
    waiting.clear();
    return List.of(status("error", "NetStream.Publish.BadName", why));
  }

  /** Tells an accepted publisher why it is cut: a codec, or a newer publisher. */
  public List<RtmpEvent> end(String why) {
    phase = Phase.OVER;
    return List.of(status("error", "NetStream.Publish.Failed", why));
  }

  /** Reads C0, C1 and C2; answers how many of the given bytes were used. */
  private int shakeHands(byte[] bytes, List<RtmpEvent> events) {
    int had = hello.length;
    int wanted = phase == Phase.HELLO ? 1 + HANDSHAKE_BYTES : 1 + 2 * HANDSHAKE_BYTES;
    if (had == 0 && bytes.length > 0 && bytes[0] != 3) {
      throw new ProtocolFault("RTMP version " + (bytes[0] & 0xff));
    }
    int used = Math.min(bytes.length, 1 + 2 * HANDSHAKE_BYTES - had);
    hello = Arrays.copyOf(hello, had + used);
    System.arraycopy(bytes, 0, hello, had, used);
    if (phase == Phase.HELLO && hello.length >= wanted) {
      byte[] answer = new byte[1 + 2 * HANDSHAKE_BYTES];
      answer[0] = 3;
      // S1 may hold anything: four bytes of time, four of zero version, then filling.
      System.arraycopy(hello, 1, answer, 1 + HANDSHAKE_BYTES, HANDSHAKE_BYTES);
      events.add(new RtmpEvent.Reply(answer));
      phase = Phase.HELLO_BACK;
    }
    if (phase == Phase.HELLO_BACK && hello.length == 1 + 2 * HANDSHAKE_BYTES) {
      phase = Phase.COMMANDS;
      hello = new byte[0];
    }
    return used;
  }

  private void acknowledge(List<RtmpEvent> events) {
    if (receivedBytes - acknowledgedBytes >= windowBytes / 2 && phase != Phase.OVER) {
      acknowledgedBytes = receivedBytes;
      events.add(number(RtmpMessage.ACKNOWLEDGEMENT, receivedBytes & 0xffffffffL));
    }
  }

  private void handle(RtmpMessage message, List<RtmpEvent> events) {
    if (phase == Phase.OVER) {
      return;
    }
    if (phase == Phase.ASKED) {
      waiting.add(message);
      waitingBytes += message.body().length + 64;
      if (waitingBytes > WAITING_BYTES_MAX) {
        throw new ProtocolFault("more than " + WAITING_BYTES_MAX + " bytes before the key was checked");
      }
      return;
    }
    switch (message.type()) {
      case RtmpMessage.USER_CONTROL -> userControl(message, events);
      case RtmpMessage.WINDOW_SIZE -> windowBytes = Math.max(4096, message.control());
      case RtmpMessage.COMMAND -> command(message, message.body(), events);
      case RtmpMessage.COMMAND_AMF3 -> command(message, withoutFirst(message.body()), events);
      case RtmpMessage.AUDIO, RtmpMessage.VIDEO, RtmpMessage.DATA, RtmpMessage.DATA_AMF3 ->
          media(message, events);
      case RtmpMessage.AGGREGATE -> aggregate(message, events);
      default -> {
        // Acknowledgements, bandwidth and shared objects need no answer.
      }
    }
  }

  private void userControl(RtmpMessage message, List<RtmpEvent> events) {
    byte[] body = message.body();
    if (body.length >= 6 && Bytes.u16(body, 0) == 6) {
      byte[] pong = Arrays.copyOf(body, 6);
      pong[1] = 7;
      events.add(control(RtmpMessage.USER_CONTROL, pong));
    }
  }

  private void media(RtmpMessage message, List<RtmpEvent> events) {
    if (phase != Phase.PUBLISHING) {
      return;
    }
    byte[] body = message.body();
    MediaTag tag = switch (message.type()) {
      case RtmpMessage.AUDIO -> MediaTag.audio(message.timestampMs(), body);
      case RtmpMessage.VIDEO -> MediaTag.video(message.timestampMs(), body);
      case RtmpMessage.DATA_AMF3 -> MediaTag.data(withoutFirst(body));
      default -> MediaTag.data(body);
    };
    if (!(tag instanceof MediaTag.Ignored)) {
      events.add(new RtmpEvent.Media(tag));
    }
  }

  /** Several tags in one message; their times count from the first one (Adobe RTMP 1.0, 7.1.6). */
  private void aggregate(RtmpMessage message, List<RtmpEvent> events) {
    byte[] body = message.body();
    int at = 0;
    long first = -1;
    while (at + 11 <= body.length) {
      int length = Bytes.u24(body, at + 1);
      long time = Bytes.u24(body, at + 4) | (long) Bytes.u8(body, at + 7) << 24;
      if (at + 11 + length > body.length) {
        throw new ProtocolFault("aggregate message cut short");
      }
      first = first < 0 ? time : first;
      byte[] piece = Arrays.copyOfRange(body, at + 11, at + 11 + length);
      long moved = message.timestampMs() + time - first & 0xffffffffL;
      int type = Bytes.u8(body, at);
      if (type != RtmpMessage.AGGREGATE) {
        handle(new RtmpMessage(type, message.streamId(), moved, piece), events);
      }
      at += 11 + length + 4;
    }
  }

  private void command(RtmpMessage message, byte[] body, List<RtmpEvent> events) {
    List<Amf> values = Amf.readAll(body);
    double transaction = Amf.numberAt(values, 1);
    switch (Amf.textAt(values, 0).orElse("")) {
      case "connect" -> connect(values, transaction, events);
      case "createStream" -> events.add(
          reply(new Amf.Text("_result"), new Amf.Number(transaction), new Amf.Nothing(), new Amf.Number(1)));
      case "releaseStream", "FCPublish" -> events.add(
          reply(new Amf.Text("_result"), new Amf.Number(transaction), new Amf.Nothing(), new Amf.Nothing()));
      case "publish" -> publish(message, values, events);
      case "FCUnpublish", "deleteStream", "closeStream" -> {
        if (phase == Phase.PUBLISHING) {
          phase = Phase.OVER;
          events.add(new RtmpEvent.Unpublished());
        }
      }
      case "play" -> throw new ProtocolFault("watching over RTMP is not offered");
      default -> {
        // getStreamLength, _checkbw and the like: publishers live without an answer.
      }
    }
  }

  private void connect(List<Amf> values, double transaction, List<RtmpEvent> events) {
    application = values.size() > 2 && values.get(2) instanceof Amf.Fields fields ? fields.text("app") : "";
    byte[] bandwidth = new byte[5];
    Bytes.put32(bandwidth, 0, WINDOW_BYTES);
    bandwidth[4] = 2;
    events.add(number(RtmpMessage.WINDOW_SIZE, WINDOW_BYTES));
    events.add(control(RtmpMessage.PEER_BANDWIDTH, bandwidth));
    events.add(number(RtmpMessage.CHUNK_SIZE, ChunkWriter.CHUNK_BYTES));
    events.add(reply(
        new Amf.Text("_result"),
        new Amf.Number(transaction),
        new Amf.Fields(Map.of("fmsVer", new Amf.Text("FMS/3,0,1,123"), "capabilities", new Amf.Number(31))),
        new Amf.Fields(Map.of(
            "level", new Amf.Text("status"),
            "code", new Amf.Text("NetConnection.Connect.Success"),
            "description", new Amf.Text("Welcome."),
            "objectEncoding", new Amf.Number(0)))));
  }

  private void publish(RtmpMessage message, List<Amf> values, List<RtmpEvent> events) {
    if (phase != Phase.COMMANDS) {
      throw new ProtocolFault("publish twice on one connection");
    }
    publishStream = message.streamId();
    phase = Phase.ASKED;
    events.add(new RtmpEvent.PublishAsked(application, Amf.textAt(values, 3).orElse("")));
  }

  private static byte[] withoutFirst(byte[] body) {
    return body.length == 0 ? body : Arrays.copyOfRange(body, 1, body.length);
  }

  private RtmpEvent number(int type, long value) {
    byte[] body = new byte[4];
    Bytes.put32(body, 0, value);
    return control(type, body);
  }

  private RtmpEvent control(int type, byte[] body) {
    return new RtmpEvent.Reply(writer.write(CONTROL_CHUNKS, new RtmpMessage(type, 0, 0, body)));
  }

  private RtmpEvent reply(Amf... values) {
    return new RtmpEvent.Reply(
        writer.write(COMMAND_CHUNKS, new RtmpMessage(RtmpMessage.COMMAND, 0, 0, Amf.write(values))));
  }

  private RtmpEvent status(String level, String code, String description) {
    byte[] body = Amf.write(
        new Amf.Text("onStatus"),
        new Amf.Number(0),
        new Amf.Nothing(),
        new Amf.Fields(Map.of(
            "level", new Amf.Text(level),
            "code", new Amf.Text(code),
            "description", new Amf.Text(description))));
    return new RtmpEvent.Reply(
        writer.write(5, new RtmpMessage(RtmpMessage.COMMAND, publishStream, 0, body)));
  }
}
