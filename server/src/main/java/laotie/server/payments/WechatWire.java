package laotie.server.payments;

import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.exception.HttpException;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.AbstractHttpClient;
import com.wechat.pay.java.core.http.HttpMethod;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.OriginalResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries the messages of WeChat's library over the JDK's HTTP client, so that no second one comes with it.
 * The library knows one host; the requests go to the configured one, which the signature does not cover.
 */
final class WechatWire extends AbstractHttpClient {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

  /** Bytes of an answer that is no statement. */
  private static final int ANSWER_BYTES_MAX = 1 << 20;

  private final URI base;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();

  WechatWire(Credential credential, Validator validator, URI base) {
    super(credential, validator);
    this.base = base;
  }

  @Override
  protected String getHttpClientInfo() {
    return "java.net.http";
  }

  @Override
  protected OriginalResponse innerExecute(com.wechat.pay.java.core.http.HttpRequest asked) {
    HttpResponse<InputStream> answer = send(asked);
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(ANSWER_BYTES_MAX);
      String type = answer.headers().firstValue("Content-Type").orElse("");
      // The library reads any failure as JSON; a proxy's page is none.
      boolean isPage = isInvalidHttpCode(answer.statusCode()) && !type.startsWith("application/json");
      return new OriginalResponse.Builder()
          .request(asked)
          .headers(headers(answer))
          .statusCode(answer.statusCode())
          .contentType(type)
          .body(isPage ? "" : new String(bytes, StandardCharsets.UTF_8))
          .build();
    } catch (IOException away) {
      throw new HttpException(asked, away);
    }
  }

  @Override
  protected InputStream innerDownload(com.wechat.pay.java.core.http.HttpRequest asked) {
    HttpResponse<InputStream> answer = send(asked);
    try (InputStream body = answer.body()) {
      if (isInvalidHttpCode(answer.statusCode())) {
        throw new ServiceException(asked, answer.statusCode(), "");
      }
      return new ByteArrayInputStream(BillClient.bounded(body));
    } catch (IOException away) {
      throw new HttpException(asked, away);
    }
  }

  private HttpResponse<InputStream> send(com.wechat.pay.java.core.http.HttpRequest asked) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(asked.getUri())).timeout(ANSWER_MAX);
    asked.getHeaders().getHeaders().forEach(request::setHeader);
    if (asked.getHttpMethod() == HttpMethod.GET) {
      request.GET();
    } else {
      String body = asked.getBody() instanceof JsonRequestBody json ? json.getBody() : "";
      request.method(asked.getHttpMethod().name(), HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException away) {
      throw new HttpException(asked, away);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new HttpException(asked, new IOException(stopped));
    }
  }

  /** Whatever host the library or an answer of WeChat's names. */
  private URI address(URI named) {
    String query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
    return base.resolve(named.getRawPath() + query);
  }

  /** By the names the library looks for, however the answer spelled them. */
  private static Map<String, String> headers(HttpResponse<?> answer) {
    Map<String, String> headers = new TreeMap<>();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    for (String name : new String[] {"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial",
        "Wechatpay-Signature", "Request-ID"}) {
      answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return headers;
  }
}
