package laotie.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import laotie.server.boot.TestSquare;
import laotie.server.http.Personal;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import org.junit.jupiter.api.Test;

/** No table forgets the people in it: each is handed out and erased, or named here as one of ids alone. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PersonalTest {

  /** Tables with an id of a person and no word of his: the id alone tells nobody who it was. */
  private static final Set<String> IDS_ALONE = Set.of(
      "clips_shares", "clips_uploads", "clips_views", "fans_asked", "fans_bonds", "fans_bought",
      "fans_turns", "growth_baskets", "growth_crossing", "growth_first_views", "growth_ladder",
      "growth_loyalty", "growth_person", "growth_repeats", "growth_receipt", "growth_sales", "growth_service",
      "growth_simulated", "growth_verdicts", "growth_view", "growth_wishes", "guard_cases",
      "intents_answers", "intents_corrections", "live_views", "people_deletions", "prices_allowances");

  /** Columns of bytes that are no sealed text: what folds keep, pictures, tables somebody sent. */
  private static final List<String> NOT_SEALED = List.of("state", "content", "small_content");

  @Inject @All List<Personal> areas;
  @Inject Database database;

  private List<String> tablesOfPersons() {
    return database.<List<String>>read(connection -> RowStore.list(connection, """
        select distinct c.table_name
          from information_schema.columns c join information_schema.tables t
            on t.table_name = c.table_name and t.table_schema = c.table_schema
         where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
           and c.column_name in ('account_id', 'viewer_id', 'buyer_id', 'writer_id', 'owner_id', 'person_id',
                                 'caller', 'author_id', 'reviewer_id')
           and c.table_name not like 'sim%' and c.table_name <> 'trade_ledger'
         order by c.table_name
        """, row -> row.getString(1)));
  }

  @Test
  void everyTableWithAPersonIsErasedOrHoldsIdsAlone() {
    assertThat(forgotten(tablesOfPersons().stream().filter(table -> !IDS_ALONE.contains(table)).toList()))
        .as("give it to the area's PersonStore, or name it as one of ids alone").isEmpty();
  }

  /** What is sealed is somebody's words or secret, whoever the row belongs to. */
  @Test
  void everyTableWithASealedTextIsErased() {
    List<String> sealed = database.<List<String>>read(connection -> RowStore.list(connection, """
        select distinct table_name from information_schema.columns
         where table_schema = 'public' and data_type = 'bytea' and column_name <> all (?)
         order by table_name
        """, row -> row.getString(1), NOT_SEALED));
    assertThat(sealed).contains("trade_orders", "supply_suppliers");
    assertThat(forgotten(sealed)).as("give it to the area's PersonStore").isEmpty();
  }

  private List<String> forgotten(List<String> tables) {
    List<String> erasures = new ArrayList<>();
    areas.forEach(area -> {
      erasures.addAll(area.erasures());
      erasures.addAll(area.lastErasures());
    });
    String all = String.join("\n", erasures);
    return tables.stream().filter(table -> !all.matches("(?s).*\\b" + table + "\\b.*")).toList();
  }

  @Test
  void everyStatementRuns() {
    for (Personal area : areas) {
      area.papers().values().forEach(statement -> assertThat(database.<List<String>>read(connection ->
          RowStore.list(connection, statement, row -> row.getString(1), "acc_nobody", 1))).isEmpty());
      List<String> erasures = new ArrayList<>(area.erasures());
      erasures.addAll(area.lastErasures());
      erasures.forEach(statement -> assertThat(database.<Integer>write(connection ->
          RowStore.change(connection, statement, "acc_nobody"))).as(statement).isZero());
    }
  }
}
