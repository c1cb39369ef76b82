package laotie.server.payments;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import laotie.server.http.Settings;

/** Loads a statement from the address that a gateway's signed answer named. */
@Singleton
final class BillClient {

  /** Bytes of a statement; a day of 200,000 payments has some 40 MB. */
  static final int BYTES_MAX = 64 << 20;

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
  private final boolean isPlainAllowed;

  BillClient(Settings settings) {
    this.isPlainAllowed = "http".equals(settings.payments().alipay().url().getScheme());
  }

  /** The whole body; throws {@link GatewayFault}. */
  byte[] load(URI address) {
    if (!"https".equals(address.getScheme()) && !isPlainAllowed) {
      throw new GatewayFault("a statement comes by https only");
    }
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER_MAX).build();
    try {
      HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new GatewayFault("the statement answers " + answer.statusCode());
        }
        return bounded(body);
      }
    } catch (IOException away) {
      throw new GatewayFault("the statement did not come: " + away.getClass().getSimpleName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new GatewayFault("the server stops");
    }
  }

  /** All bytes, at most {@link #BYTES_MAX}; throws {@link GatewayFault} above. */
  static byte[] bounded(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      throw new GatewayFault("the statement has more than " + BYTES_MAX + " bytes");
    }
    return bytes;
  }
}
