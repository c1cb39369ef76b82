package laotie.server.settlement;

import java.util.regex.Pattern;
import laotie.server.http.Bodies;
import laotie.server.http.Problem;
import laotie.server.http.Seal;

/**
 * Where somebody's money goes. Encrypted at rest.
 *
 * @param holder whose account it is, as the bank writes it
 * @param bank the bank, or the name of a wallet
 * @param number the account's number there
 */
record PayoutAccount(String holder, String bank, String number) {

  private static final int TEXT_MAX = 80;
  /** Cards, IBANs, phones and addresses of wallets; a masked number is never all of it. */
  private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}@._+ -]{3,79}");
  private static final int SHOWN = 4;
  private static final String SEPARATOR = "\n";

  PayoutAccount {
    holder = Bodies.text(holder).strip();
    bank = Bodies.text(bank).strip();
    number = Bodies.text(number).strip();
  }

  void check() {
    requireText("/holder", holder);
    requireText("/bank", bank);
    if (!NUMBER.matcher(number).matches()) {
      throw Problem.field("/number", "4 to " + TEXT_MAX + " letters, digits, @ . _ + - and spaces");
    }
  }

  private static void requireText(String pointer, String text) {
    if (text.isEmpty() || text.length() > TEXT_MAX || text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.field(pointer, "1 to " + TEXT_MAX + " characters");
    }
  }

  /** The same with all but the end of the number hidden. */
  PayoutAccount masked() {
    int shown = Math.min(SHOWN, number.length() / 2);
    return new PayoutAccount(holder.isEmpty() ? "" : holder.charAt(0) + "**", bank,
        "****" + number.substring(number.length() - shown));
  }

  byte[] sealed(Seal seal) {
    return seal.encrypt(String.join(SEPARATOR, holder, bank, number));
  }

  static PayoutAccount opened(Seal seal, byte[] sealed) {
    String[] parts = seal.decrypt(sealed).split(SEPARATOR, -1);
    return new PayoutAccount(parts[0], parts[1], parts[2]);
  }
}
