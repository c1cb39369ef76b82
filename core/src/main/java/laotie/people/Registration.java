package laotie.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import laotie.fact.Decision;
import laotie.fact.PeopleFact;

/**
 * How somebody joins: as a guest with a chosen name, or with a login and a password. A guest who registers
 * keeps his id, and with it everything he did.
 */
public final class Registration {

  /** Most characters (code points) of a shown name. */
  public static final int NAME_CHARACTERS_MAX = 24;

  /** Fewest and most characters of a login; only a to z, 0 to 9 and the underscore. */
  public static final int LOGIN_CHARACTERS_MIN = 3;

  public static final int LOGIN_CHARACTERS_MAX = 32;

  /** Fewest and most bytes (UTF-8) of a password; the upper end bounds the work of a hash. */
  public static final int PASSWORD_BYTES_MIN = 8;

  public static final int PASSWORD_BYTES_MAX = 128;

  private Registration() {}

  /** Who asks to register. */
  public sealed interface Applicant {
    /** Nobody yet: he gets this new id. */
    record Stranger(String newAccountId) implements Applicant {}

    /** A guest who stays who he is. */
    record Guest(String accountId) implements Applicant {}
  }

  /** A shown name as it is kept. */
  public static String nameKept(String raw) {
    return PlainText.kept(raw);
  }

  /** A login as it is kept: logins know no upper case. */
  public static String loginKept(String raw) {
    return raw.strip().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a shown name; empty when nothing is. */
  public static List<FieldFault> faultsOfName(String kept) {
    return PlainText.faultOfLine(kept, 1, NAME_CHARACTERS_MAX)
        .map(message -> List.of(new FieldFault("/name", message)))
        .orElse(List.of());
  }

  /** What is wrong with a new password at {@code pointer}; empty when nothing is. */
  public static List<FieldFault> faultsOfPassword(String pointer, String password, String login) {
    int bytes = PlainText.bytes(password);
    if (bytes < PASSWORD_BYTES_MIN || bytes > PASSWORD_BYTES_MAX) {
      String allowed = PASSWORD_BYTES_MIN + " to " + PASSWORD_BYTES_MAX;
      return List.of(new FieldFault(pointer, "has " + bytes + " bytes, allowed are " + allowed));
    }
    if (password.equalsIgnoreCase(login)) {
      return List.of(new FieldFault(pointer, "is the login itself"));
    }
    return List.of();
  }

  /** What is wrong with a login; empty when nothing is. */
  public static List<FieldFault> faultsOfLogin(String kept) {
    if (kept.length() < LOGIN_CHARACTERS_MIN || kept.length() > LOGIN_CHARACTERS_MAX) {
      String allowed = LOGIN_CHARACTERS_MIN + " to " + LOGIN_CHARACTERS_MAX;
      String message = "has " + kept.length() + " characters, allowed are " + allowed;
      return List.of(new FieldFault("/login", message));
    }
    boolean isPlain =
        kept.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_');
    return isPlain
        ? List.of()
        : List.of(new FieldFault("/login", "may hold a to z, 0 to 9 and the underscore only"));
  }

  /** Everything that is wrong with a registration, name and login as they are kept. */
  public static List<FieldFault> faults(String loginKept, String nameKept, String password) {
    List<FieldFault> faults = new ArrayList<>(faultsOfLogin(loginKept));
    faults.addAll(faultsOfName(nameKept));
    faults.addAll(faultsOfPassword("/password", password, loginKept));
    return List.copyOf(faults);
  }

  /**
   * May this applicant have that login? The value is the id of the account.
   *
   * @param isSimulated true only for the crowd of a demo
   */
  public static Decision<String> decide(
      Applicant applicant, String loginKept, boolean isLoginTaken, boolean isSimulated) {
    if (isLoginTaken) {
      return new Decision.Refused<>(PeopleReason.LOGIN_TAKEN, "login " + loginKept + " has an owner");
    }
    String accountId =
        switch (applicant) {
          case Applicant.Stranger stranger -> stranger.newAccountId();
          case Applicant.Guest guest -> guest.accountId();
        };
    return new Decision.Accepted<>(
        accountId, List.of(new PeopleFact.AccountRegistered(accountId, false, isSimulated)));
  }
}
