package laotie.server.trade;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.server.trade.OrderApi.LineBody;
import laotie.server.trade.OrderApi.OrderBody;

/**
 * Reads the body of an order as clients usually write it, word by word and without reflection. Whatever is
 * unusual, from a field it does not know to a number where a text belongs, it does not judge: the REST door
 * does. What both read, they read alike.
 */
final class OrderText {

  private static final JsonFactory JSON = new JsonFactory();

  private OrderText() {}

  /** What is not as usual; without a stack, for it is an ordinary answer. */
  private static final class Unusual extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusual() {
      super("unusual", null, false, false);
    }
  }

  /** The body, or empty when it is unusual. */
  static Optional<OrderBody> read(byte[] text) {
    try (JsonParser json = JSON.createParser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      OrderBody body = order(json);
      require(json.nextToken() == null);
      return Optional.of(body);
    } catch (IOException | Unusual forTheDoor) {
      return Optional.empty();
    }
  }

  private static OrderBody order(JsonParser json) throws IOException {
    Optional<List<LineBody>> lines = Optional.empty();
    Optional<Address> address = Optional.empty();
    Optional<String> addressId = Optional.empty();
    Optional<String> viewId = Optional.empty();
    Optional<String> couponId = Optional.empty();
    Optional<String> couponCode = Optional.empty();
    Optional<Long> expectedMinor = Optional.empty();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      switch (name) {
        case "lines" -> lines = first(lines, lines(json));
        case "address" -> address = first(address, address(json));
        case "addressId" -> addressId = first(addressId, text(json));
        case "viewId" -> viewId = first(viewId, text(json));
        case "couponId" -> couponId = first(couponId, text(json));
        case "couponCode" -> couponCode = first(couponCode, text(json));
        case "expectedMinor" -> expectedMinor = first(expectedMinor, minor(json));
        default -> throw new Unusual();
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT);
    return new OrderBody(
        lines.orElse(List.of()), address, addressId, viewId, false, couponId, couponCode, expectedMinor);
  }

  private static List<LineBody> lines(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.START_ARRAY);
    List<LineBody> lines = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      lines.add(line(json));
    }
    require(json.currentToken() == JsonToken.END_ARRAY);
    return lines;
  }

  private static LineBody line(JsonParser json) throws IOException {
    Optional<String> skuId = Optional.empty();
    Optional<Integer> quantity = Optional.empty();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      switch (name) {
        case "skuId" -> skuId = first(skuId, text(json));
        case "quantity" -> quantity = first(quantity, number(json));
        default -> throw new Unusual();
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT && skuId.isPresent() && quantity.isPresent());
    return new LineBody(skuId.get(), quantity.get());
  }

  private static Address address(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT);
    Optional<String> name = Optional.empty();
    Optional<String> phone = Optional.empty();
    Optional<String> region = Optional.empty();
    Optional<String> street = Optional.empty();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      switch (field) {
        case "name" -> name = first(name, text(json));
        case "phone" -> phone = first(phone, text(json));
        case "region" -> region = first(region, text(json));
        case "street" -> street = first(street, text(json));
        default -> throw new Unusual();
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT);
    return new Address(name.orElse(""), phone.orElse(""), region.orElse(""), street.orElse(""));
  }

  /** A field may come once. */
  private static <T> Optional<T> first(Optional<T> before, T value) {
    require(before.isEmpty());
    return Optional.of(value);
  }

  private static String text(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static int number(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT);
    return json.getIntValue();
  }

  private static long minor(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER);
    return json.getLongValue();
  }

  private static void require(boolean isUsual) {
    if (!isUsual) {
      throw new Unusual();
    }
  }
}
