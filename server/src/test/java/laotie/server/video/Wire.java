package laotie.server.video;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import laotie.video.Amf;

/** A publisher made by hand, for what no encoder does. */
final class Wire implements AutoCloseable {

  final Socket socket;

  Wire(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void shakeHands() throws IOException {
    byte[] hello = new byte[1 + 1536];
    hello[0] = 3;
    send(hello);
    new DataInputStream(socket.getInputStream()).readFully(new byte[1 + 2 * 1536]);
    send(new byte[1536]);
  }

  /** A command on chunk stream 3 in chunks of 128 bytes. */
  void command(int stream, Amf... values) throws IOException {
    byte[] body = Amf.write(values);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {3, 0, 0, 0, 0, (byte) (body.length >> 8), (byte) body.length, 20,
        (byte) stream, 0, 0, 0});
    for (int at = 0; at < body.length; at += 128) {
      if (at > 0) {
        out.write(0xc3);
      }
      out.write(body, at, Math.min(128, body.length - at));
    }
    send(out.toByteArray());
  }

  void publish(String streamName) throws IOException {
    shakeHands();
    command(0, new Amf.Text("connect"), new Amf.Number(1),
        new Amf.Fields(Map.of("app", new Amf.Text("live"))));
    command(0, new Amf.Text("createStream"), new Amf.Number(2), new Amf.Nothing());
    command(1, new Amf.Text("publish"), new Amf.Number(3), new Amf.Nothing(), new Amf.Text(streamName),
        new Amf.Text("live"));
  }

  /** Everything that comes until the server hangs up, or until this word. */
  String readUntil(String word) throws IOException {
    StringBuilder seen = new StringBuilder();
    byte[] piece = new byte[8192];
    while (!seen.toString().contains(word)) {
      int length = socket.getInputStream().read(piece);
      if (length < 0) {
        break;
      }
      seen.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
    }
    return seen.toString();
  }

  /** True when the server hangs up within the socket's timeout. */
  boolean isHungUp() {
    try {
      byte[] piece = new byte[8192];
      while (socket.getInputStream().read(piece) >= 0) {
        // Read on: last words may come before the end.
      }
      return true;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
