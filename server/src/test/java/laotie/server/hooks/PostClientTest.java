package laotie.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.hooks.Outcome;
import laotie.server.hooks.PostClient.Limits;
import laotie.server.hooks.PostClient.Sent;
import laotie.server.http.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be posted where, against real sockets: nothing inside, no second question for a name, no end. */
class PostClientTest {

  private static final Limits GUARDED = new Limits(false, Duration.ofSeconds(5));
  private static final Limits OPEN = new Limits(true, Duration.ofSeconds(5));
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Names leadingTo(String... addresses) {
    return host -> {
      List<InetAddress> found = new ArrayList<>();
      for (String address : addresses) {
        found.add(InetAddress.getByAddress(host, InetAddress.ofLiteral(address).getAddress()));
      }
      return found;
    };
  }

  private static Sent post(Names names, Limits limits, String url) throws InterruptedException {
    try (PostClient client = new PostClient(vertx, names, limits, new HttpClientOptions())) {
      return client.post(new PostClient.Post(url, Map.of("webhook-id", "msg_1"), "{}"), Lane.GOOD);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://shop.example/, SCHEME", "ftp://shop.example/, SCHEME", "shop.example/x, SCHEME",
    "file:///etc/passwd, SCHEME", "gopher://shop.example/, SCHEME",
    "https://user@shop.example/, USER", "https://user:word@shop.example/, USER",
    "https://shop.example@127.0.0.1/, USER",
    "https:///x, HOST", "https:x, HOST",
    "https://shop.example/#x, FRAGMENT",
    "https://shop.example:22/, PORT", "https://shop.example:80/, PORT", "https://shop.example:6379/, PORT",
    "https://shop.example:0/, PORT", "https://shop.example:70000/, PORT",
    "'https://shop.example/a b', FORM", "'https://shop.example/\r\nx: y', FORM", "https://[::1/, FORM",
    "'', LENGTH",
  })
  void refusesAddressesOfTheWrongKind(String url, String wrong) {
    assertThatThrownBy(() -> Receiver.read(url, false)).isInstanceOfSatisfying(Problem.class, problem ->
        assertThat(problem.members()).containsEntry("wrong", wrong));
  }

  @Test
  void readsAnAddressAsItIs() {
    assertThat(Receiver.read("https://Shop.Example/a/b?c=d%20e", false))
        .isEqualTo(new Receiver(true, "shop.example", 443, "/a/b?c=d%20e"));
    assertThat(Receiver.read("https://shop.example:8443", false))
        .isEqualTo(new Receiver(true, "shop.example", 8443, "/"));
    assertThat(Receiver.read("https://[2606:4700::1111]/x", false))
        .isEqualTo(new Receiver(true, "2606:4700::1111", 443, "/x"));
    assertThat(Receiver.read("https://shop.example/钩?问=1", false).path())
        .isEqualTo("/%E9%92%A9?%E9%97%AE=1");
    assertThat(Receiver.read("http://localhost:99/", true).isTls()).isFalse();
    assertThatThrownBy(() -> Receiver.read("https://shop.example/" + "x".repeat(500), false))
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",
    "224.0.0.1", "168.63.129.16", "::1", "fe80::1", "fd00:ec2::254", "ff02::1", "64:ff9b::7f00:1",
    "2002:7f00:1::1", "::",
  })
  void sendsNothingToANameThatLeadsInside(String address) throws InterruptedException {
    assertThat(post(leadingTo(address), GUARDED, "https://innocent.example/").outcome())
        .isEqualTo(Outcome.ADDRESS_INTERNAL);
    assertThat(post(leadingTo("1.1.1.1", address), GUARDED, "https://innocent.example/").outcome())
        .as("one address inside closes all").isEqualTo(Outcome.ADDRESS_INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/",
    "https://localhost/", "https://169.254.169.254/latest/meta-data",
    "https://[64:ff9b::127.0.0.1]/", "https://0.0.0.0/", "https://[::]/",
  })
  void sendsNothingToALiteralAddressInside(String url) throws InterruptedException {
    assertThat(post(Names.OF_THE_WORLD, GUARDED, url).outcome()).isEqualTo(Outcome.ADDRESS_INTERNAL);
  }

  /** Some resolvers read these as 127.0.0.1, some as no name at all; either way nothing is sent. */
  @ParameterizedTest
  @ValueSource(strings = {
    "https://2130706433/", "https://0x7f000001/", "https://017700000001/", "https://127.1/",
    "https://0x7f.0.0.1/", "https://localhost./",
  })
  void sendsNothingToDisguisedNumbers(String url) throws InterruptedException {
    Outcome outcome;
    try {
      outcome = post(Names.OF_THE_WORLD, GUARDED, url).outcome();
    } catch (Problem noAddress) {
      return;
    }
    assertThat(outcome).isIn(Outcome.ADDRESS_INTERNAL, Outcome.NAME_UNKNOWN);
  }

  @Test
  void aNameThatAnswersDifferentlyASecondTimeIsCheckedEachTime() throws InterruptedException {
    try (Doorbell bell = new Doorbell()) {
      Queue<String> answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
      Names rebinding = host -> List.of(InetAddress.ofLiteral(answers.remove()));
      try (PostClient client = new PostClient(vertx, rebinding, GUARDED, new HttpClientOptions())) {
        String url = "https://rebind.example:" + Math.max(1024, bell.port()) + "/";
        assertThat(client.closed(client.receiver(url))).as("when it was typed").isEmpty();
        Sent sent = client.post(new PostClient.Post(url, Map.of(), "{}"), Lane.GOOD);
        assertThat(sent.outcome()).as("when it is sent").isEqualTo(Outcome.ADDRESS_INTERNAL);
      }
      assertThat(bell.rings).isEmpty();
    }
  }

  @Test
  void connectsToTheVeryAddressThatWasChecked() throws InterruptedException {
    try (Doorbell bell = new Doorbell()) {
      AtomicInteger asked = new AtomicInteger();
      Names once = host -> {
        if (asked.incrementAndGet() > 1) {
          throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
      };
      // The name exists nowhere: had anything asked for it again, there were no connection.
      Sent sent = post(once, OPEN, "http://nowhere.invalid:" + bell.port() + "/in?a=b");
      assertThat(sent.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(asked).hasValue(1);
      assertThat(bell.rings).singleElement().satisfies(ring -> {
        assertThat(ring.header("Host")).isEqualTo("nowhere.invalid:" + bell.port());
        assertThat(ring.path()).isEqualTo("/in?a=b");
      });
    }
  }

  @Test
  void followsNoRedirect() throws InterruptedException {
    try (Doorbell inside = new Doorbell(); Doorbell bell = new Doorbell()) {
      bell.answers = ring -> new Doorbell.Answer(307, Map.of("Location", inside.url()), "there");
      Sent sent = post(Names.OF_THE_WORLD, OPEN, bell.url());
      assertThat(sent.outcome()).isEqualTo(Outcome.REDIRECTED);
      assertThat(sent.status()).isEqualTo(307);
      assertThat(inside.rings).isEmpty();
      assertThat(bell.rings).hasSize(1);
    }
  }

  @Test
  void readsAThousandCharactersOfAnEndlessAnswerAndHangsUp() throws Exception {
    CompletableFuture<Void> hungUp = new CompletableFuture<>();
    HttpServer endless = vertx.createHttpServer().requestHandler(request -> {
      request.connection().closeHandler(closed -> hungUp.complete(null));
      request.response().setChunked(true).setStatusCode(500);
      vertx.setPeriodic(5, tick -> request.response().write("no ".repeat(200) + "\u0000"));
    }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    Sent sent = post(Names.OF_THE_WORLD, OPEN, "http://127.0.0.1:" + endless.actualPort() + "/");
    assertThat(sent.status()).isEqualTo(500);
    assertThat(sent.answer()).hasSize(PostClient.ANSWER_CHARACTERS_MAX).doesNotContain("\u0000");
    hungUp.get(5, TimeUnit.SECONDS);
    endless.close();
  }

  @Test
  void doesNotWaitForAReceiverThatSaysNothing() throws Exception {
    NetServer silent = vertx.createNetServer().connectHandler(socket -> { })
        .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    Sent sent = post(Names.OF_THE_WORLD, new Limits(true, Duration.ofMillis(300)),
        "http://127.0.0.1:" + silent.actualPort() + "/");
    assertThat(sent.outcome()).isEqualTo(Outcome.TIMED_OUT);
    silent.close();
  }

  @Test
  void doesNotWaitForOneThatSaysALetterNowAndThen() throws Exception {
    NetServer slow = vertx.createNetServer().connectHandler(socket ->
            vertx.setPeriodic(50, tick -> socket.write("H")))
        .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    Sent sent = post(Names.OF_THE_WORLD, new Limits(true, Duration.ofMillis(500)),
        "http://127.0.0.1:" + slow.actualPort() + "/");
    assertThat(sent.outcome()).isEqualTo(Outcome.TIMED_OUT);
    slow.close();
  }

  @Test
  void saysWhatIsWrongWithOneThatIsNotThere() throws Exception {
    NetServer closed = vertx.createNetServer().connectHandler(socket -> socket.close())
        .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    int port = closed.actualPort();
    assertThat(post(Names.OF_THE_WORLD, OPEN, "http://127.0.0.1:" + port + "/").outcome())
        .as("hangs up").isEqualTo(Outcome.UNREACHABLE);
    assertThat(post(Names.OF_THE_WORLD, OPEN, "https://127.0.0.1:" + port + "/").outcome())
        .as("hangs up on TLS").isIn(Outcome.TLS_WRONG, Outcome.UNREACHABLE);
    closed.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(post(Names.OF_THE_WORLD, OPEN, "http://127.0.0.1:" + port + "/").outcome())
        .as("nobody listens").isEqualTo(Outcome.UNREACHABLE);
    assertThat(post(host -> {
      throw new UnknownHostException(host);
    }, OPEN, "http://nobody.invalid/").outcome()).isEqualTo(Outcome.NAME_UNKNOWN);
    NetServer babble = vertx.createNetServer().connectHandler(socket -> socket.write("+OK redis\r\n\r\n"))
        .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(post(Names.OF_THE_WORLD, OPEN, "http://127.0.0.1:" + babble.actualPort() + "/").outcome())
        .as("speaks no HTTP").isIn(Outcome.ANSWER_BROKEN, Outcome.UNREACHABLE);
    babble.close();
  }

  @Test
  void trustsACertificateOnlyWhenItIsOfTheName() throws Exception {
    PfxOptions keys = certificateOf("hooks.example");
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    HttpServer server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setSni(true)
            .setKeyCertOptions(keys))
        .requestHandler(request -> {
          asked.add(String.valueOf(request.connection().indicatedServerName()));
          request.response().setStatusCode(200).end("ok");
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    HttpClientOptions trust = new HttpClientOptions().setTrustOptions(keys);
    String rest = ":" + server.actualPort() + "/";
    try (PostClient client = new PostClient(vertx, leadingTo("127.0.0.1"), OPEN, trust)) {
      assertThat(client.post(new PostClient.Post("https://hooks.example" + rest, Map.of(), "{}"), Lane.GOOD)
          .outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(asked).containsExactly("hooks.example");
      assertThat(client.post(new PostClient.Post("https://other.example" + rest, Map.of(), "{}"), Lane.GOOD)
          .outcome()).as("another name").isEqualTo(Outcome.TLS_WRONG);
    }
    assertThat(post(leadingTo("127.0.0.1"), OPEN, "https://hooks.example" + rest).outcome())
        .as("nobody vouches for it").isEqualTo(Outcome.TLS_WRONG);
    server.close();
  }

  /** A key and a certificate nobody vouches for, by the JDK's own tool. */
  private static PfxOptions certificateOf(String name) throws Exception {
    Path store = Files.createTempDirectory("laotie-hooks").resolve("keys.p12");
    Process tool = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "a",
        "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name, "-validity", "2",
        "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "secret")
        .redirectErrorStream(true).start();
    assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new PfxOptions().setPath(store.toString()).setPassword("secret");
  }

  @Test
  void manyNamesThatNeverResolveStopNobodyElse() throws Exception {
    CompletableFuture<Void> never = new CompletableFuture<>();
    try (Doorbell bell = new Doorbell()) {
      Names stuck = host -> {
        if (host.startsWith("stuck")) {
          never.join();
        }
        return List.of(InetAddress.ofLiteral("127.0.0.1"));
      };
      try (PostClient client = new PostClient(vertx, stuck, OPEN, new HttpClientOptions())) {
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 2 * Lane.BAD.slots(); i++) {
          String url = "http://stuck" + i + ".example:" + bell.port() + "/";
          waiting.add(Thread.ofVirtual().start(() -> {
            try {
              client.post(new PostClient.Post(url, Map.of(), "{}"), Lane.BAD);
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          }));
        }
        Sent sent = client.post(
            new PostClient.Post("http://good.example:" + bell.port() + "/", Map.of(), "{}"), Lane.GOOD);
        assertThat(sent.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(waiting).anyMatch(Thread::isAlive);
        never.complete(null);
        for (Thread thread : waiting) {
          assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        }
      }
    }
  }
}
