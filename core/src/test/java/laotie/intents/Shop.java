package laotie.intents;

import java.util.List;
import java.util.Optional;

/** A shelf for the tests of this area: a tea shop with something pinned and something explained. */
final class Shop {

  static final Shelf SHELF = Shelf.of(List.of(
      new Shelf.Item("tea", "云雾绿茶 明前头采", List.of("50g", "250g")),
      new Shelf.Item("bowl", "手绘白瓷盖碗三件套", List.of("白", "青花")),
      new Shelf.Item("scarf", "Wool scarf with fringes", List.of("red", "grey")),
      new Shelf.Item("boots", "Leather chelsea boots", List.of("black", "tan"))));

  /** Tea is pinned; the bowl was explained just before. */
  static final Scene SCENE = new Scene(SHELF, Optional.of("tea"), Optional.of("bowl"));

  private Shop() {}
}
