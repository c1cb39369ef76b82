package laotie.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laotie.fact.Decision;
import laotie.fact.PeopleFact;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  @Test
  void acceptsNamesOfEveryScriptAndEmoji() {
    List<String> names =
        List.of("老铁", "O'Neil & Söhne", "👩‍🌾 村里人", "a", "مريم", "<b>Bold</b>", "四".repeat(24));
    for (String name : names) {
      assertThat(Registration.faultsOfName(Registration.nameKept(name))).as(name).isEmpty();
    }
  }

  @Test
  void refusesNamesNobodyCanSeeOrThatLie() {
    List<String> names =
        List.of(
            "", "   ", "\u200d", "\u3164", "\u2800\u2800", "a\u0000b", "a\nb", "a\tb", "\u202Eevil",
            "a\u2066b", "a\u200Bb", "\uFEFFa", "a\u2028b", "\uD800", "\uE000", "四".repeat(25),
            "\u00ADab", "a\u0007");
    for (String name : names) {
      assertThat(Registration.faultsOfName(Registration.nameKept(name))).as("name <%s>", name).hasSize(1);
    }
  }

  @Test
  void countsCharactersAsPeopleDoAndNotTheirUnits() {
    assertThat(Registration.faultsOfName("🌶".repeat(24))).isEmpty();
    assertThat(Registration.faultsOfName("🌶".repeat(25))).hasSize(1);
  }

  @Test
  void keepsNamesComposedAndWithoutBlanksAtTheEnds() {
    assertThat(Registration.nameKept("  Zoe\u0308  ")).isEqualTo("Zoë");
  }

  @Test
  void keepsLoginsInLowerCase() {
    assertThat(Registration.loginKept(" Host_1 ")).isEqualTo("host_1");
  }

  @Test
  void refusesLoginsOutsideTheLimits() {
    for (String login : List.of("ab", "a".repeat(33), "a b", "host-1", "老铁老铁", "a'--", "<script>", "ａｂｃ")) {
      assertThat(Registration.faultsOfLogin(login)).as(login).hasSize(1);
    }
    for (String login : List.of("abc", "a".repeat(32), "host_1", "___")) {
      assertThat(Registration.faultsOfLogin(login)).as(login).isEmpty();
    }
  }

  @Test
  void countsPasswordsInBytes() {
    assertThat(Registration.faultsOfPassword("/password", "1234567", "x")).hasSize(1);
    assertThat(Registration.faultsOfPassword("/password", "12345678", "x")).isEmpty();
    assertThat(Registration.faultsOfPassword("/password", "四四四", "x")).isEmpty();
    assertThat(Registration.faultsOfPassword("/password", "a".repeat(128), "x")).isEmpty();
    assertThat(Registration.faultsOfPassword("/password", "a".repeat(129), "x")).hasSize(1);
    assertThat(Registration.faultsOfPassword("/password", "四".repeat(43), "x")).hasSize(1);
  }

  @Test
  void refusesTheLoginAsPassword() {
    assertThat(Registration.faultsOfPassword("/password", "Host_1234", "host_1234")).hasSize(1);
  }

  @Test
  void tellsEveryFaultAtOnce() {
    assertThat(Registration.faults("a", "", "x"))
        .extracting(FieldFault::pointer)
        .containsExactly("/login", "/name", "/password");
  }

  @Test
  void givesAStrangerTheNewId() {
    var decision = Registration.decide(new Registration.Applicant.Stranger("acc_1"), "abc", false, false);
    assertThat(decision)
        .isEqualTo(
            new Decision.Accepted<>(
                "acc_1", List.of(new PeopleFact.AccountRegistered("acc_1", false, false))));
  }

  @Test
  void keepsTheIdOfAGuest() {
    var decision = Registration.decide(new Registration.Applicant.Guest("acc_g"), "abc", false, false);
    assertThat(((Decision.Accepted<String>) decision).value()).isEqualTo("acc_g");
  }

  @Test
  void refusesALoginThatHasAnOwner() {
    var decision = Registration.decide(new Registration.Applicant.Stranger("acc_1"), "abc", true, false);
    assertThat(((Decision.Refused<String>) decision).reason()).isEqualTo(PeopleReason.LOGIN_TAKEN);
  }
}
