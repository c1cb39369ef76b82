package laotie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import laotie.server.boot.TestSquare;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large bodies that do not come: a server of its own with little patience. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class BodyRoomTest {

  private static final Duration PATIENCE = Duration.ofMillis(300);

  @Inject Vertx vertx;
  @Inject Instance<Callers> callers;
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    new BodyRoom(callers, PATIENCE).routes(router);
    router.route().handler(context -> context.request().body().onSuccess(
        body -> context.response().end("took " + body.length())));
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private Socket send(String cookie, String some) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.actualPort());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(("PUT /api/v1/uploads/upl_x/parts?from=0 HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/octet-stream\r\nCookie: laotie_session=" + cookie
        + "\r\nContent-Length: 9\r\n\r\n" + some).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
  }

  @Test
  void whoSendsTooSlowlyIsHungUpOnAndItsPlaceIsFree() throws IOException {
    String cookie = Somebody.registered().cookie();
    // More of them, one after the other, than there are places.
    for (int i = 0; i <= BodyRoom.PARTS_MAX; i++) {
      try (Socket slow = send(cookie, "half")) {
        assertThat(slow.getInputStream().read()).as("the end of the line, without a word").isEqualTo(-1);
      }
    }
    try (Socket quick = send(cookie, "all of it")) {
      assertThat(answer(quick)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whoWasInTimeIsNotHungUpOnLater() throws IOException {
    try (Socket quick = send(Somebody.registered().cookie(), "all of it")) {
      StringBuilder said = new StringBuilder();
      while (said.indexOf("took 9") < 0) {
        said.append((char) quick.getInputStream().read());
      }
      quick.setSoTimeout((int) PATIENCE.multipliedBy(3).toMillis());
      assertThatThrownBy(() -> quick.getInputStream().read()).as("the line is open and silent")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
