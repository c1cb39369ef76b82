package laotie.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What the buyers of the orders bench say: the next of many buyers places an order of one unit, each
 * with a key of its own, of one variant or of the next of many; and, when asked to, pay it before the next.
 */
final class Buying implements Load.Buyers {

  /** Kinds of requests. */
  static final int PLACE = 0;

  static final int PAY = 1;

  private static final String ID = "x".repeat(24);
  private static final String KEY = "0".repeat(12);
  private static final byte[] ORDER_ID = "\"orderId\":\"".getBytes(StandardCharsets.US_ASCII);

  private final List<byte[]> skuIds;
  private final List<byte[]> sessions;
  private final boolean isPaying;
  private final BooleanSupplier isCongested;
  private final Patched[] places;
  private final Patched[] payments;
  private final boolean[] hasPlaced;
  private final AtomicLong keys;

  /** Whose sessions, what they buy, how many connections they share, and the last key used. */
  record Plan(int port, int connections, List<String> sessions, List<String> skuIds, AtomicLong keys) {}

  private Buying(Plan plan, boolean isPaying, BooleanSupplier isCongested) {
    this.skuIds = bytes(plan.skuIds());
    this.sessions = bytes(plan.sessions());
    this.isPaying = isPaying;
    this.isCongested = isCongested;
    this.places = new Patched[plan.connections()];
    this.payments = new Patched[plan.connections()];
    this.hasPlaced = new boolean[plan.connections()];
    this.keys = plan.keys();
    String session = "s".repeat(plan.sessions().getFirst().length());
    for (int i = 0; i < plan.connections(); i++) {
      places[i] = new Patched(request(plan.port(), "/api/v1/orders", session, """
          {"lines":[{"skuId":"%s","quantity":1}],"address":{"name":"李雷","phone":"13812345678",\
          "region":"黑龙江 哈尔滨","street":"中央大街 1 号"}}""".formatted(ID)));
      payments[i] = new Patched(request(plan.port(), "/api/v1/orders/" + ID + "/payments", session,
          "{\"method\":\"mock\",\"outcome\":\"success\"}"));
    }
  }

  private static List<byte[]> bytes(List<String> words) {
    return words.stream().map(word -> word.getBytes(StandardCharsets.US_ASCII)).toList();
  }

  static Buying placing(Plan plan) {
    return new Buying(plan, false, () -> false);
  }

  /** Pays what it places, and places nothing new while {@code isCongested}. */
  static Buying paying(Plan plan, BooleanSupplier isCongested) {
    return new Buying(plan, true, isCongested);
  }

  private static String request(int port, String path, String session, String body) {
    return """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json\r
        Cookie: laotie_session=%s\r
        Idempotency-Key: bench-%s\r
        Content-Length: %d\r
        \r
        %s""".formatted(path, port, session, KEY, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  /** A request of which only the session, an id and the key change. */
  private static final class Patched {
    private final byte[] bytes;
    private final int sessionAt;
    private final int idAt;
    private final int keyAt;

    Patched(String text) {
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
      this.sessionAt = indexOf(bytes, "laotie_session=") + "laotie_session=".length();
      this.idAt = indexOf(bytes, ID);
      this.keyAt = indexOf(bytes, KEY);
    }

    private static int indexOf(byte[] bytes, String part) {
      return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(part);
    }

    void session(byte[] session) {
      System.arraycopy(session, 0, bytes, sessionAt, session.length);
    }

    void id(byte[] id) {
      System.arraycopy(id, 0, bytes, idAt, ID.length());
    }

    void put(long key, ByteBuffer out) {
      long rest = key;
      for (int i = KEY.length() - 1; i >= 0; i--) {
        bytes[keyAt + i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      out.put(bytes);
    }
  }

  @Override
  public int ask(int connection, ByteBuffer out) {
    if (hasPlaced[connection]) {
      hasPlaced[connection] = false;
      payments[connection].put(keys.incrementAndGet(), out);
      return PAY;
    }
    if (isCongested.getAsBoolean()) {
      return WAIT;
    }
    long key = keys.incrementAndGet();
    byte[] session = sessions.get((int) (key % sessions.size()));
    places[connection].session(session);
    payments[connection].session(session);
    places[connection].id(skuIds.get((int) (key % skuIds.size())));
    places[connection].put(key, out);
    return PLACE;
  }

  @Override
  public void hear(int connection, ByteBuffer answer) {
    int at = isPaying ? orderIdAt(answer) : 0;
    if (at > 0) {
      byte[] orderId = new byte[ID.length()];
      answer.get(at, orderId);
      payments[connection].id(orderId);
      hasPlaced[connection] = true;
    }
  }

  /** Where the id of a placed order stands; 0 in the answer to a payment. */
  private static int orderIdAt(ByteBuffer answer) {
    for (int at = 0; at < answer.limit() - ORDER_ID.length - ID.length(); at++) {
      int i = 0;
      while (i < ORDER_ID.length && answer.get(at + i) == ORDER_ID[i]) {
        i++;
      }
      if (i == ORDER_ID.length) {
        return at + i;
      }
    }
    return 0;
  }
}
