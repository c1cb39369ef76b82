package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import laotie.sim.Scene;
import laotie.sim.Stage;
import laotie.sim.Words;

/** What somebody sees through the socket of a room, kept as the scene his next step depends on. */
final class RoomEye implements WebSocket.Listener {

  private static final long LATELY_NANOS = 10_000_000_000L;
  private static final int LINES_KEPT_MAX = 50;

  private final Map<String, Words> chatNames = new HashMap<>();
  private final Consumer<JsonNode> onChat;
  private final StringBuilder part = new StringBuilder();
  private final Deque<Long> linesAt = new ArrayDeque<>();
  private List<Scene.Offer> offers = List.of();
  private String pinnedProductId = "";
  private boolean isLive = true;
  private volatile boolean isOpen = true;

  /** {@code onChat} hears every new message, on the socket's thread. */
  RoomEye(Stage.Stand stand, Consumer<JsonNode> onChat) {
    this.onChat = onChat;
    for (Stage.Good good : stand.goods()) {
      chatNames.put(good.productId(), good.product().chatName());
    }
  }

  /** False once the socket is gone. */
  boolean isOpen() {
    return isOpen;
  }

  synchronized Scene scene() {
    long now = System.nanoTime();
    int lately = (int) linesAt.stream().filter(at -> now - at < LATELY_NANOS).count();
    int pinned = -1;
    for (int i = 0; i < offers.size(); i++) {
      if (offers.get(i).productId().equals(pinnedProductId)) {
        pinned = i;
      }
    }
    return new Scene(isLive, offers, pinned, lately);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
    part.append(data);
    if (isLast) {
      hear(SquareClient.read(part.toString()));
      part.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    isOpen = false;
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable broken) {
    isOpen = false;
  }

  private void hear(JsonNode frame) {
    switch (frame.path("type").asText()) {
      case "welcome" -> {
        cards(frame.path("cards"));
        show(frame.path("show"));
      }
      case "cards" -> cards(frame.path("cards"));
      case "pinned" -> pin(frame.path("card").path("product").path("productId").asText());
      case "unpinned" -> pin("");
      case "show" -> show(frame.path("show"));
      case "stock" -> stock(frame.path("skuId").asText(), frame.path("available").asLong());
      case "chat" -> {
        line();
        onChat.accept(frame);
      }
      default -> { }
    }
  }

  private synchronized void line() {
    linesAt.addLast(System.nanoTime());
    if (linesAt.size() > LINES_KEPT_MAX) {
      linesAt.removeFirst();
    }
  }

  private synchronized void pin(String productId) {
    pinnedProductId = productId;
  }

  private synchronized void show(JsonNode show) {
    isLive = show.path("status").asText().equals("LIVE");
  }

  private synchronized void cards(JsonNode cards) {
    List<Scene.Offer> seen = new ArrayList<>();
    pinnedProductId = "";
    for (JsonNode card : cards) {
      JsonNode product = card.path("product");
      String productId = product.path("productId").asText();
      if (card.path("isPinned").asBoolean()) {
        pinnedProductId = productId;
      }
      String title = product.path("title").asText();
      List<Scene.Variant> variants = new ArrayList<>();
      for (JsonNode sku : product.path("skus")) {
        variants.add(
            new Scene.Variant(
                sku.path("skuId").asText(),
                sku.path("price").path("minor").asLong(),
                sku.path("available").asLong()));
      }
      seen.add(new Scene.Offer(productId, chatNames.getOrDefault(productId, new Words(title, title)),
          variants));
    }
    offers = List.copyOf(seen);
  }

  private synchronized void stock(String skuId, long available) {
    List<Scene.Offer> seen = new ArrayList<>();
    for (Scene.Offer offer : offers) {
      List<Scene.Variant> variants = new ArrayList<>();
      for (Scene.Variant variant : offer.variants()) {
        variants.add(
            variant.skuId().equals(skuId) ? new Scene.Variant(skuId, variant.priceMinor(),
                available) : variant);
      }
      seen.add(new Scene.Offer(offer.productId(), offer.chatName(), variants));
    }
    offers = List.copyOf(seen);
  }
}
