package laotie.server.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import laotie.server.boot.ServerProcess;
import laotie.server.browser.Rest;

/** A host with one thing to sell and a buyer who remembers what he was told, over the doors of a process. */
final class OneShop implements AutoCloseable {

  private final Rest host;
  private final Rest buyer;
  private final String skuId;
  private final List<String> acknowledged = new ArrayList<>();

  OneShop(ServerProcess server) {
    host = new Rest(server.url() + "/api/v1");
    buyer = new Rest(server.url() + "/api/v1");
    register(host, "orchard");
    register(buyer, "hanmei");
    host.post("/me/host", """
        {"tagline":"树上熟","story":"我家的果园","sinceYear":2009,"goodsFrom":"自家","category":"水果"}""");
    skuId = Rest.member(host.post("/products", """
        {"title":"红富士苹果","story":"树上熟","category":"水果","skus":[
         {"name":"5斤装","price":{"minor":8000,"currency":"CNY"},"supply":100000}]}"""), "skuId");
  }

  private static void register(Rest somebody, String login) {
    somebody.post("/accounts", """
        {"login":"%s","name":"某人","password":"long-enough-password"}""".formatted(login));
  }

  /** One order; what was acknowledged is remembered. */
  HttpResponse<String> place() {
    try {
      HttpResponse<String> answer = buyer.answer(
          "POST", "/orders", UUID.randomUUID().toString(), Market.order(skuId, 1));
      if (answer.statusCode() == 201) {
        acknowledged.add(Rest.member(answer.body(), "orderId"));
      }
      return answer;
    } catch (IOException fault) {
      throw new AssertionError("the door did not answer", fault);
    }
  }

  int orders() {
    return acknowledged.size();
  }

  void readsTheFirst() {
    buyer.get("/orders/" + acknowledged.getFirst());
  }

  void assertThatNothingIsLost() {
    assertThat(acknowledged).isNotEmpty();
    for (String orderId : acknowledged) {
      assertThat(buyer.get("/orders/" + orderId)).contains("\"PLACED\"");
    }
  }

  @Override
  public void close() {
    host.close();
    buyer.close();
  }
}
