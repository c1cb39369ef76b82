package laotie.server.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;
import laotie.server.http.Problem;
import laotie.server.http.Seal;

/** Where goods go. Personal: stored encrypted, shown masked, each clear reading logged. */
record Address(String name, String phone, String region, String street) {

  private static final int NAME_MAX = 40;
  private static final int PHONE_MAX = 30;
  private static final int PLACE_MAX = 200;
  private static final int PHONE_SHOWN_HEAD = 3;
  private static final int PHONE_SHOWN_TAIL = 2;
  private static final Address ERASED = new Address("", "", "", "");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Address {
    name = Objects.requireNonNullElse(name, "").strip();
    phone = Objects.requireNonNullElse(phone, "").strip();
    region = Objects.requireNonNullElse(region, "").strip();
    street = Objects.requireNonNullElse(street, "").strip();
  }

  /** Refuses a field that is empty or too long. */
  void check(String pointer) {
    require(pointer + "/name", name, NAME_MAX);
    require(pointer + "/phone", phone, PHONE_MAX);
    if (!phone.chars().allMatch(sign -> Character.isDigit(sign) || " +-()".indexOf(sign) >= 0)) {
      throw Problem.field(pointer + "/phone", "digits, spaces and + - ( ) only");
    }
    require(pointer + "/region", region, PLACE_MAX);
    require(pointer + "/street", street, PLACE_MAX);
  }

  private static void require(String pointer, String value, int max) {
    if (value.isEmpty() || value.length() > max) {
      throw Problem.field(pointer, "1 to " + max + " characters");
    }
  }

  /** Enough to recognise it, too little to visit it. */
  Address masked() {
    if (equals(ERASED)) {
      return this;
    }
    String first = name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    String shownPhone = phone.length() <= PHONE_SHOWN_HEAD + PHONE_SHOWN_TAIL ? "***"
        : phone.substring(0, PHONE_SHOWN_HEAD) + "****"
            + phone.substring(phone.length() - PHONE_SHOWN_TAIL);
    return new Address(first + "**", shownPhone, region, "***");
  }

  byte[] sealed(Seal seal) {
    try {
      return seal.encrypt(JSON.writeValueAsString(this));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** The address, or one of empty fields once erased. */
  static Address opened(Seal seal, byte[] sealed) {
    if (sealed.length == 0) {
      return ERASED;
    }
    try {
      return JSON.readValue(seal.decrypt(sealed), Address.class);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
