package laotie.video;

import java.util.Objects;

/**
 * One whole RTMP message, put together from its chunks.
 *
 * @param type message type id, 0..255: 8 sound, 9 picture, 20 command
 * @param streamId message stream, 0 for control and before {@code createStream}
 * @param timestampMs milliseconds, unsigned 32 bits, by the publisher's clock
 * @param body the payload; owned by the message, not to be changed
 */
public record RtmpMessage(int type, int streamId, long timestampMs, byte[] body) {

  static final int CHUNK_SIZE = 1;
  static final int ABORT = 2;
  static final int ACKNOWLEDGEMENT = 3;
  static final int USER_CONTROL = 4;
  static final int WINDOW_SIZE = 5;
  static final int PEER_BANDWIDTH = 6;
  static final int AUDIO = 8;
  static final int VIDEO = 9;
  static final int DATA_AMF3 = 15;
  static final int COMMAND_AMF3 = 17;
  static final int DATA = 18;
  static final int COMMAND = 20;
  static final int AGGREGATE = 22;

  public RtmpMessage {
    Objects.requireNonNull(body);
  }

  /** Unsigned 32-bit number at the start of a control message. */
  long control() {
    if (body.length < 4) {
      throw new ProtocolFault("control message " + type + " of " + body.length + " bytes");
    }
    return Bytes.u32(body, 0);
  }
}
