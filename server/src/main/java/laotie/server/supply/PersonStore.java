package laotie.server.supply;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/** What a host wrote of his suppliers. Their names stay with the records of trade, how to reach them goes. */
@Singleton
final class PersonStore implements Personal {

  private static final String SUPPLIERS =
      """
      select name, contact, edited_at
        from supply_suppliers where host_id = ? order by edited_at desc limit ?
      """;

  private static final String CONSIGNMENTS =
      """
      select consignment_id, supplier_id, state, note, announced_at, ended_at
        from supply_consignments where host_id = ? order by number desc limit ?
      """;

  private static final String ERASE_CONTACTS =
      "update supply_suppliers set contact = '' where host_id = ? and contact <> ''";

  private static final String ERASE_NOTES =
      "update supply_consignments set note = '' where host_id = ? and note <> ''";

  @Override
  public String area() {
    return "supply";
  }

  @Override
  public Map<String, String> papers() {
    return Map.of("suppliers", SUPPLIERS, "consignments", CONSIGNMENTS);
  }

  @Override
  public List<String> erasures() {
    return List.of(ERASE_CONTACTS, ERASE_NOTES);
  }
}
