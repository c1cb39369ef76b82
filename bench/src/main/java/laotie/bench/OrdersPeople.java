package laotie.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the accounts and goods of the orders bench through the public doors. */
final class OrdersPeople {

  /** Variants of one product, as many as the door takes. */
  private static final int VARIANTS_MAX = 50;

  private static final int OF_NETWORK = 256;
  private static final Pattern SESSION = Pattern.compile("laotie_session=([^;]+)");
  private static final Pattern SKU = Pattern.compile("\"skuId\":\"([^\"]+)\"");

  private final ServerChild server;
  private final HttpClient client;
  private final String seller;

  OrdersPeople(ServerChild server, HttpClient client) throws IOException, InterruptedException {
    this.server = server;
    this.client = client;
    this.seller = member(client, "seller");
    post("/api/v1/me/host", seller, """
        {"tagline":"衣","story":"","sinceYear":2016,"goodsFrom":"自家","category":"服装"}""");
  }

  /** Buyers of several networks, since so many at once are not let in from one. */
  List<String> buyers(int count) throws IOException, InterruptedException {
    List<String> sessions = new ArrayList<>(count);
    for (int first = 0; first < count; first += OF_NETWORK) {
      InetAddress network = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + first / OF_NETWORK)});
      try (HttpClient from = HttpClient.newBuilder().localAddress(network).build()) {
        for (int i = first; i < Math.min(count, first + OF_NETWORK); i++) {
          sessions.add(member(from, "buyer" + i));
        }
      }
    }
    return sessions;
  }

  /** The ids of {@code count} variants with so many units each. */
  List<String> skus(int count, int units) throws IOException, InterruptedException {
    List<String> skuIds = new ArrayList<>(count);
    while (skuIds.size() < count) {
      skuIds.addAll(product(Math.min(VARIANTS_MAX, count - skuIds.size()), units));
    }
    return skuIds;
  }

  private List<String> product(int variants, int units) throws IOException, InterruptedException {
    List<String> skus = new ArrayList<>(variants);
    for (int i = 0; i < variants; i++) {
      skus.add("""
          {"name":"M%d","price":{"minor":8000,"currency":"CNY"},"supply":%d}""".formatted(i, units));
    }
    String answer = post("/api/v1/products", seller, """
        {"title":"红色连衣裙","story":"","category":"服装","skus":[%s]}"""
        .formatted(String.join(",", skus))).body();
    return SKU.matcher(answer).results().map(found -> found.group(1)).toList();
  }

  private String member(HttpClient from, String login) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(from, "/api/v1/accounts", "", """
        {"login":"%s","name":"%s","password":"correct horse"}""".formatted(login, login));
    Matcher session = SESSION.matcher(answer.headers().firstValue("Set-Cookie").orElse(""));
    if (!session.find()) {
      throw new IllegalStateException("no session: " + answer.statusCode() + " " + answer.body());
    }
    return session.group(1);
  }

  private HttpResponse<String> post(String path, String session, String body)
      throws IOException, InterruptedException {
    return post(client, path, session, body);
  }

  private HttpResponse<String> post(HttpClient from, String path, String session, String body)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.uri(path))
        .header("Content-Type", "application/json").header("Cookie", "laotie_session=" + session)
        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    HttpResponse<String> answer = from.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }
}
