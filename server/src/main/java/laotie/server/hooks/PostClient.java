package laotie.server.hooks;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import laotie.hooks.Inside;
import laotie.hooks.Outcome;
import laotie.server.http.Problem;
import laotie.server.http.Settings;

/**
 * Posts a message to a receiver that may be anything. The name is resolved here, every address it has is
 * checked, and the connection goes to the very address that was checked while the certificate and the Host
 * header are those of the name: a name that answers differently a second time (DNS rebinding) is never asked
 * a second time. Redirects are not followed, at most {@value #ANSWER_BYTES_MAX} bytes of an answer are read,
 * and everything together takes at most {@link #TIME_MAX}.
 */
@Singleton
final class PostClient implements AutoCloseable {

  /** From the question for the address to the end of the answer. */
  static final Duration TIME_MAX = Duration.ofSeconds(15);

  /** How long a name may take to be resolved, and a connection to stand. */
  static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** Bytes of an answer that are read; then the connection is cut. */
  static final int ANSWER_BYTES_MAX = 4_096;

  /** Characters of an answer that are kept. */
  static final int ANSWER_CHARACTERS_MAX = 1_000;

  private static final int HEADER_BYTES_MAX = 16_384;
  private static final int RETRY_AFTER_CHARACTERS_MAX = 100;

  /** A connection without work is closed after so many seconds, before most receivers close it. */
  private static final int IDLE_SECONDS_MAX = 5;

  private final HttpClient http;
  private final Names names;
  private final Limits limits;
  private final Map<Lane, ThreadPoolExecutor> resolvers;

  @Inject
  PostClient(Vertx vertx, Settings settings) {
    this(vertx, Names.OF_THE_WORLD, new Limits(settings.hooks().internal(), TIME_MAX),
        new HttpClientOptions());
  }

  /** With options that say whom to trust. */
  PostClient(Vertx vertx, Names names, Limits limits, HttpClientOptions trust) {
    this.names = names;
    this.limits = limits;
    this.resolvers = Map.of(Lane.GOOD, resolver(Lane.GOOD), Lane.BAD, resolver(Lane.BAD));
    HttpClientOptions options = new HttpClientOptions(trust)
        .setName("hooks")
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setVerifyHost(true)
        .setConnectTimeout((int) CONNECT_MAX.toMillis())
        .setKeepAliveTimeout(IDLE_SECONDS_MAX)
        // Many endpoints may share a host: connections are bounded by slots, and none waits for another's.
        .setMaxPoolSize(Lane.GOOD.slots() + Lane.BAD.slots())
        .setMaxHeaderSize(HEADER_BYTES_MAX)
        .setMaxRedirects(0)
        .setDecompressionSupported(false);
    // What a stranger's connection says goes to its request, never to the server's log.
    this.http = vertx.httpClientBuilder().with(options)
        .withConnectHandler(connection -> connection.exceptionHandler(broken -> { })).build();
  }

  /**
   * What is allowed.
   *
   * @param isInternal true also posts to addresses inside and by http
   */
  record Limits(boolean isInternal, Duration timeMax) {}

  /**
   * What came of a post.
   *
   * @param status of HTTP, 0 without an answer
   * @param retryAfter the header as it came, or empty
   * @param answer the first of it as text
   */
  record Sent(Outcome outcome, int status, String retryAfter, String answer) {
    static Sent failed(Outcome outcome) {
      return new Sent(outcome, 0, "", "");
    }
  }

  /** What is posted. */
  record Post(String url, Map<String, String> headers, String body) {}

  /** Where it may go. */
  private sealed interface Found {
    record Open(InetAddress address) implements Found {}

    record Closed(Outcome outcome) implements Found {}
  }

  /** The receiver of an address, see {@link Receiver#read}. */
  Receiver receiver(String url) {
    return Receiver.read(url, limits.isInternal());
  }

  /** Why nothing is sent to this receiver, or empty; a name without an address is no reason yet. */
  Optional<Outcome> closed(Receiver receiver) {
    return switch (find(receiver.host(), Lane.GOOD)) {
      case Found.Open open -> Optional.empty();
      case Found.Closed(Outcome outcome) -> Optional.of(outcome).filter(Outcome.ADDRESS_INTERNAL::equals);
    };
  }

  /** Posts once and answers within {@link #TIME_MAX}; throws nothing but what interrupts the thread. */
  Sent post(Post post, Lane lane) throws InterruptedException {
    long end = System.nanoTime() + limits.timeMax().toNanos();
    Receiver receiver;
    try {
      receiver = receiver(post.url());
    } catch (Problem noLonger) {
      // It was taken when addresses inside were.
      return Sent.failed(Outcome.ADDRESS_INTERNAL);
    }
    return switch (find(receiver.host(), lane)) {
      case Found.Closed(Outcome outcome) -> Sent.failed(outcome);
      case Found.Open(InetAddress address) -> exchange(post, options(receiver, address), end);
    };
  }

  private Found find(String host, Lane lane) {
    try {
      List<InetAddress> found = CompletableFuture
          .supplyAsync(() -> resolved(host), resolvers.get(lane))
          .get(CONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return found.isEmpty() ? new Found.Closed(Outcome.NAME_UNKNOWN) : checked(found);
    } catch (TimeoutException | RejectedExecutionException | ExecutionException unknown) {
      return new Found.Closed(Outcome.NAME_UNKNOWN);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Found.Closed(Outcome.NAME_UNKNOWN);
    }
  }

  private List<InetAddress> resolved(String host) {
    try {
      return names.of(host);
    } catch (UnknownHostException unknown) {
      return List.of();
    }
  }

  /** One address inside closes all: a name with both kinds is a trap. */
  private Found checked(List<InetAddress> found) {
    boolean isInside = found.stream().anyMatch(address -> Inside.kindOf(address.getAddress()).isPresent());
    if (isInside && !limits.isInternal()) {
      return new Found.Closed(Outcome.ADDRESS_INTERNAL);
    }
    return new Found.Open(
        found.stream().filter(Inet4Address.class::isInstance).findFirst().orElse(found.getFirst()));
  }

  private Sent exchange(Post post, RequestOptions options, long end) throws InterruptedException {
    AtomicReference<HttpClientRequest> request = new AtomicReference<>();
    CompletableFuture<Sent> answer = new CompletableFuture<>();
    http.request(options)
        .onFailure(answer::completeExceptionally)
        .onSuccess(made -> {
          request.set(made);
          made.exceptionHandler(answer::completeExceptionally);
          if (answer.isCancelled()) {
            made.reset();
            return;
          }
          post.headers().forEach(made::putHeader);
          made.response().onSuccess(response -> read(response, answer))
              .onFailure(answer::completeExceptionally);
          made.end(Buffer.buffer(post.body().getBytes(StandardCharsets.UTF_8)));
        });
    try {
      return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      Optional.ofNullable(request.get()).ifPresent(HttpClientRequest::reset);
      return Sent.failed(Outcome.TIMED_OUT);
    } catch (ExecutionException failed) {
      return Sent.failed(outcomeOf(failed.getCause()));
    }
  }

  private static RequestOptions options(Receiver receiver, InetAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(nameless(address), receiver.port())))
        .setHost(receiver.host().indexOf(':') < 0 ? receiver.host() : "[" + receiver.host() + "]")
        .setPort(receiver.port())
        .setSsl(receiver.isTls())
        .setURI(receiver.path())
        .setFollowRedirects(false)
        .setConnectTimeout(CONNECT_MAX.toMillis());
  }

  /** The address alone, so that nothing below resolves its name again. */
  private static InetAddress nameless(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Reads on the event loop; the reader of the future sees all of it. */
  private static void read(HttpClientResponse response, CompletableFuture<Sent> answer) {
    Buffer kept = Buffer.buffer();
    response.exceptionHandler(broken -> answer.complete(sent(response, kept)));
    response.endHandler(end -> answer.complete(sent(response, kept)));
    response.handler(piece -> {
      kept.appendBuffer(piece, 0, Math.min(piece.length(), ANSWER_BYTES_MAX - kept.length()));
      if (kept.length() == ANSWER_BYTES_MAX && answer.complete(sent(response, kept))) {
        // It may go on for ever.
        response.request().reset();
      }
    });
  }

  private static Sent sent(HttpClientResponse response, Buffer kept) {
    String retryAfter = response.getHeader("Retry-After");
    boolean isShort = retryAfter != null && retryAfter.length() <= RETRY_AFTER_CHARACTERS_MAX;
    return new Sent(Outcome.ofStatus(response.statusCode()), response.statusCode(),
        isShort ? retryAfter : "", text(kept));
  }

  /** Bytes of a stranger as text that a row and a screen can hold. */
  private static String text(Buffer bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    return text.codePointCount(0, text.length()) <= ANSWER_CHARACTERS_MAX ? text
        : text.substring(0, text.offsetByCodePoints(0, ANSWER_CHARACTERS_MAX));
  }

  private static Outcome outcomeOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return Outcome.TLS_WRONG;
      }
      if (cause instanceof TimeoutException || cause instanceof ConnectTimeoutException) {
        return Outcome.TIMED_OUT;
      }
      if (cause instanceof IllegalArgumentException || cause instanceof DecoderException) {
        return Outcome.ANSWER_BROKEN;
      }
    }
    return Outcome.UNREACHABLE;
  }

  private static ThreadPoolExecutor resolver(Lane lane) {
    return new ThreadPoolExecutor(0, lane.slots(), IDLE_SECONDS_MAX, TimeUnit.SECONDS,
        new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("hooks names " + lane).factory());
  }

  @Override
  public void close() {
    http.close();
    resolvers.values().forEach(ThreadPoolExecutor::shutdownNow);
  }
}
