package laotie.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.PeopleFact;
import org.junit.jupiter.api.Test;

class HostingTest {

  @Test
  void opensOneRoomOnly() {
    assertThat(Hosting.open("acc_1", false, "rm_1"))
        .isEqualTo(new Decision.Accepted<>("rm_1", List.of(new PeopleFact.HostOpened("acc_1"))));
    assertThat(reasonOf(Hosting.open("acc_1", true, "rm_2"))).isEqualTo(PeopleReason.HOST_ALREADY);
  }

  @Test
  void addsAnAssistantOnce() {
    var first = (Decision.Accepted<Set<String>>) Hosting.addAssistant("h", Set.of(), "a");
    assertThat(first.facts()).containsExactly(new PeopleFact.AssistantAdded("h", "a"));
    var again = (Decision.Accepted<Set<String>>) Hosting.addAssistant("h", first.value(), "a");
    assertThat(again.facts()).isEmpty();
  }

  @Test
  void refusesHimselfAndOneTooMany() {
    assertThat(reasonOf(Hosting.addAssistant("h", Set.of(), "h"))).isEqualTo(PeopleReason.ASSISTANT_SELF);
    Set<String> full = new HashSet<>();
    for (int i = 0; i < Hosting.ASSISTANTS_MAX; i++) {
      full.add("a" + i);
    }
    assertThat(reasonOf(Hosting.addAssistant("h", full, "b"))).isEqualTo(PeopleReason.ASSISTANTS_FULL);
    assertThat(Hosting.addAssistant("h", full, "a0")).isInstanceOf(Decision.Accepted.class);
  }

  private static Object reasonOf(Decision<?> decision) {
    return ((Decision.Refused<?>) decision).reason();
  }
}
