package laotie.server.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The arrows of the house for a tree of packages: {@code laotie} for the real one, {@code planted.laotie}
 * for the one in which each rule is broken once.
 */
final class Rules {

  private static final Set<String> BASE = Set.of("boot", "log", "http");

  /** Columns binds rows for the stores; the other two ask the database how it is. */
  private static final Set<String> SQL_BESIDE_STORES = Set.of("Columns", "Postgres", "DatabaseHealth");

  /** The libraries of core, decisions 0200 and 0213. */
  private static final String MATHEMATICS = "org.hipparchus..";
  private static final String SKETCHES = "org.apache.datasketches..";

  private final String root;

  Rules(String root) {
    this.root = root;
  }

  /** Every rule by its name. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("core knows plain Java only", coreKnowsPlainJavaOnly());
    rules.put("Hipparchus fits values and nothing else", hipparchusFitsValues());
    rules.put("DataSketches counts persons of growth and nothing else", dataSketchesCountPersons());
    rules.put("core knows no clock, chance, disk or net", coreKnowsNoOutside());
    rules.put("core areas share facts, not code", coreAreasShareFacts());
    rules.put("facts know no area", factsKnowNoArea());
    rules.put("nobody calls boot", nobodyCallsBoot());
    rules.put("log and http know no area", baseKnowsNoArea());
    rules.put("areas call each other's door only", doorsOnly());
    rules.put("areas of the server have no cycles", noCycles());
    rules.put("SQL stands in stores", sqlInStores());
    return rules;
  }

  private DescribedPredicate<JavaClass> core() {
    return resideInAPackage(root + "..").and(not(resideInAnyPackage(root + ".server..", root + ".bench..")));
  }

  private ArchRule coreKnowsPlainJavaOnly() {
    return noClasses().that(core()).should().dependOnClassesThat(
        not(resideInAPackage("java..")).and(not(resideInAPackage(root + "..")))
            .and(not(resideInAnyPackage(MATHEMATICS, SKETCHES)))
            .or(resideInAPackage(root + ".server..")));
  }

  private ArchRule hipparchusFitsValues() {
    return noClasses().that().resideInAPackage(root + "..")
        .and().resideOutsideOfPackage(root + ".growth.value..")
        .should().dependOnClassesThat(resideInAPackage(MATHEMATICS));
  }

  private ArchRule dataSketchesCountPersons() {
    return noClasses().that().resideInAPackage(root + "..")
        .and().resideOutsideOfPackage(root + ".growth")
        .should().dependOnClassesThat(resideInAPackage(SKETCHES));
  }

  private ArchRule coreKnowsNoOutside() {
    return noClasses().that(core())
        .should().dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "java.util.concurrent.."))
        .orShould().callMethod(java.time.Instant.class, "now")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(System.class, "nanoTime")
        .orShould().callMethod(Math.class, "random")
        .orShould().callConstructor(java.util.Random.class)
        .orShould().dependOnClassesThat().belongToAnyOf(
            java.io.File.class, java.io.FileInputStream.class, java.io.FileOutputStream.class,
            java.security.SecureRandom.class, java.time.Clock.class);
  }

  private ArchRule coreAreasShareFacts() {
    return slices().matching(root + ".(*)..").should().notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(root + ".fact.."))
        .ignoreDependency(resideInAPackage(root + ".sim.."), DescribedPredicate.alwaysTrue())
        .ignoreDependency(resideInAPackage(root + ".server.."), DescribedPredicate.alwaysTrue())
        .allowEmptyShould(true);
  }

  private ArchRule factsKnowNoArea() {
    return noClasses().that().resideInAPackage(root + ".fact..").should().dependOnClassesThat(
        resideInAPackage(root + "..").and(not(resideInAPackage(root + ".fact.."))));
  }

  private ArchRule nobodyCallsBoot() {
    return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackage(
        root + ".server.boot..").should().dependOnClassesThat().resideInAPackage(root + ".server.boot..");
  }

  private ArchRule baseKnowsNoArea() {
    return noClasses().that().resideInAnyPackage(root + ".server.log..", root + ".server.http..")
        .should().dependOnClassesThat(
            resideInAPackage(root + ".server..").and(
                not(resideInAnyPackage(root + ".server.log..", root + ".server.http.."))))
        .allowEmptyShould(true);
  }

  private ArchRule doorsOnly() {
    return classes().that().resideInAPackage(root + ".server..").should(callDoorsOnly());
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".server.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private ArchRule sqlInStores() {
    return noClasses().that().resideInAPackage(root + ".server..")
        .and(new DescribedPredicate<>("are no store") {
          @Override
          public boolean test(JavaClass type) {
            String name = outermost(type).getSimpleName();
            return !name.endsWith("Store") && !SQL_BESIDE_STORES.contains(name);
          }
        })
        .should().dependOnClassesThat().belongToAnyOf(
            java.sql.PreparedStatement.class, java.sql.Statement.class)
        .allowEmptyShould(true);
  }

  private ArchCondition<JavaClass> callDoorsOnly() {
    return new ArchCondition<>("call other areas by their door only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String from = areaOf(type);
          String to = areaOf(dependency.getTargetClass());
          boolean isForeign = !to.isEmpty() && !from.equals(to);
          if (isForeign && !BASE.contains(to) && !from.equals("boot") && !isDoor(dependency, to)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isDoor(Dependency dependency, String area) {
    return outermost(dependency.getTargetClass()).getSimpleName().equalsIgnoreCase(area);
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type.getBaseComponentType();
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private String areaOf(JavaClass type) {
    String prefix = root + ".server.";
    String name = type.getBaseComponentType().getPackageName() + ".";
    return name.startsWith(prefix) && name.length() > prefix.length()
        ? name.substring(prefix.length(), name.indexOf('.', prefix.length()))
        : "";
  }
}
