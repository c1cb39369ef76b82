package laotie.server.live;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import laotie.live.CardQueue;
import laotie.live.Show;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Ids;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The queue of cards of a show. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "live")
public class CardApi {

  private final Actors actors;
  private final Shows shows;
  private final Cards cards;
  private final RoomNews news;

  CardApi(Actors actors, Shows shows, Cards cards, RoomNews news) {
    this.actors = actors;
    this.shows = shows;
    this.cards = cards;
    this.news = news;
  }

  /** The product to put on a card. */
  record Wanted(String productId) {
    Wanted {
      productId = Bodies.text(productId);
    }
  }

  /** Every card of the queue once, in the wanted order. */
  record Order(List<String> cardIds) {
    Order {
      cardIds = cardIds == null ? List.of() : List.copyOf(cardIds);
    }
  }

  @GET
  @Path("/shows/{showId}/cards")
  public Page<Live.CardView> list(@PathParam("showId") String showId) {
    Show show = shows.show(Input.id("show", showId));
    return new Page<>(cards.of(showId, show.head().hostId()), "");
  }

  @POST
  @Path("/shows/{showId}/cards")
  @Idempotent
  @ResponseStatus(201)
  public Live.CardView add(@PathParam("showId") String showId, Wanted wanted) {
    Show show = actors.actable(showId);
    String productId = Input.id("product", Bodies.present(wanted).productId());
    cards.requireOffered(productId, show.head().hostId());
    String cardId = Ids.next("card");
    Cards.Changed changed = cards.change(showId, queue -> queue.add(cardId, productId));
    news.cards(show.head().roomId(), changed);
    return changed.views().stream().filter(card -> card.cardId().equals(cardId)).findFirst()
        .orElseThrow(() -> Problem.notFound("product", productId));
  }

  @PUT
  @Path("/shows/{showId}/cards/order")
  public Page<Live.CardView> reorder(@PathParam("showId") String showId, Order order) {
    Show show = actors.actable(showId);
    List<String> cardIds = Bodies.present(order).cardIds();
    if (cardIds.size() > CardQueue.CARDS_MAX) {
      throw Problem.field("/cardIds", "at most " + CardQueue.CARDS_MAX + " cards");
    }
    Cards.Changed changed = cards.change(showId, queue -> queue.reorder(cardIds));
    news.cards(show.head().roomId(), changed);
    return new Page<>(changed.views(), "");
  }

  @PUT
  @Path("/shows/{showId}/cards/{cardId}/pin")
  public Page<Live.CardView> pin(
      @PathParam("showId") String showId, @PathParam("cardId") String cardId) {
    Show show = actors.actable(showId);
    Cards.Changed changed = cards.change(showId, queue -> queue.pin(cardId));
    news.pinned(show.head().roomId(), changed);
    return new Page<>(changed.views(), "");
  }

  @DELETE
  @Path("/shows/{showId}/cards/{cardId}/pin")
  public Page<Live.CardView> unpin(
      @PathParam("showId") String showId, @PathParam("cardId") String cardId) {
    Show show = actors.actable(showId);
    Cards.Changed changed = cards.change(showId, queue -> queue.unpin(cardId));
    news.unpinned(show.head().roomId(), changed);
    return new Page<>(changed.views(), "");
  }

  @DELETE
  @Path("/shows/{showId}/cards/{cardId}")
  public void remove(@PathParam("showId") String showId, @PathParam("cardId") String cardId) {
    Show show = actors.actable(showId);
    Cards.Changed changed = cards.change(showId, queue -> queue.remove(cardId));
    news.cards(show.head().roomId(), changed);
  }
}
