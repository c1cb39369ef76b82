package laotie.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of the house hold, and each rule fails where it is broken on purpose. */
class ArchitectureTest {

  private static JavaClasses house;
  private static JavaClasses planted;

  @BeforeAll
  static void read() {
    ClassFileImporter importer = new ClassFileImporter();
    house = importer.importPaths(Path.of("../core/target/classes"), Path.of("target/classes"));
    planted = importer.importPaths(Path.of("target/test-classes/planted"));
  }

  static Stream<String> rules() {
    return new Rules("laotie").all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(String rule) {
    EvaluationResult result = new Rules("laotie").all().get(rule).evaluate(house);
    assertThat(result.getFailureReport().getDetails()).as(rule).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void failsWhereItIsBrokenOnPurpose(String rule) {
    Map<String, com.tngtech.archunit.lang.ArchRule> rules = new Rules("planted.laotie").all();
    assertThat(rules.get(rule).evaluate(planted).hasViolation()).as(rule).isTrue();
  }
}
