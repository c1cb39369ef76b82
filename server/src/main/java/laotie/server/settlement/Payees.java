package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import laotie.server.people.People;
import laotie.server.supply.Supply;

/** Those who get money: hosts, who have accounts, and suppliers, whom their hosts wrote down. */
@Singleton
final class Payees {

  private final People people;
  private final Supply supply;

  Payees(People people, Supply supply) {
    this.people = people;
    this.supply = supply;
  }

  /** Their names by id; unknown ids are left out. */
  Map<String, String> names(Collection<String> payeeIds) {
    Map<String, String> names = new HashMap<>(supply.names(payeeIds));
    people.persons(payeeIds).forEach((payeeId, person) -> names.put(payeeId, person.name()));
    return names;
  }
}
