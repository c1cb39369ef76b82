package laotie.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.LiveFact;

/**
 * The products of a show in the order the host wants to speak of them, at most one of them pinned to the
 * foot of the video (商品卡).
 *
 * @param cards in order
 */
public record CardQueue(String showId, String hostId, List<Card> cards) {

  /** Cards that one show may have. */
  public static final int CARDS_MAX = 200;

  /** One product in the queue. */
  public record Card(String cardId, String productId, boolean isPinned) {
    public Card {
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(productId);
    }

    private Card pinned(boolean is) {
      return is == isPinned ? this : new Card(cardId, productId, is);
    }
  }

  public CardQueue {
    Objects.requireNonNull(showId);
    Objects.requireNonNull(hostId);
    cards = List.copyOf(cards);
    if (cards.stream().filter(Card::isPinned).count() > 1) {
      throw new IllegalArgumentException("more than one card of show " + showId + " is pinned");
    }
  }

  /** Puts a product at the end of the queue. */
  public Decision<CardQueue> add(String cardId, String productId) {
    if (cards.stream().anyMatch(card -> card.productId().equals(productId))) {
      return new Decision.Refused<>(LiveReason.CARD_ALREADY_QUEUED,
          "product " + productId + " has a card in show " + showId);
    }
    if (cards.size() >= CARDS_MAX) {
      return new Decision.Refused<>(LiveReason.CARDS_FULL,
          "show " + showId + " has " + cards.size() + " cards, at most " + CARDS_MAX + " may be");
    }
    List<Card> next = new ArrayList<>(cards);
    next.add(new Card(cardId, productId, false));
    return accepted(next, new LiveFact.CardQueued(showId, hostId, cardId, productId));
  }

  /** Puts the cards into the named order, which must name each card of the queue once. */
  public Decision<CardQueue> reorder(List<String> cardIds) {
    Map<String, Card> byId = new HashMap<>();
    cards.forEach(card -> byId.put(card.cardId(), card));
    List<Card> next = new ArrayList<>();
    for (String cardId : cardIds) {
      Card card = byId.remove(cardId);
      if (card != null) {
        next.add(card);
      }
    }
    if (!byId.isEmpty() || next.size() != cardIds.size()) {
      return new Decision.Refused<>(LiveReason.CARD_ORDER_STALE,
          "the order names " + cardIds.size() + " cards, show " + showId + " has other " + cards.size());
    }
    return new Decision.Accepted<>(new CardQueue(showId, hostId, next), List.of());
  }

  /** Shows a card at the foot of the video and takes the one before it down. */
  public Decision<CardQueue> pin(String cardId) {
    return change(cardId, true);
  }

  /** Takes a card down; one that is not pinned stays as it is. */
  public Decision<CardQueue> unpin(String cardId) {
    return change(cardId, false);
  }

  /** Takes a card out of the queue. */
  public Decision<CardQueue> remove(String cardId) {
    for (Card card : cards) {
      if (card.cardId().equals(cardId)) {
        List<Card> next = new ArrayList<>(cards);
        next.remove(card);
        return card.isPinned() ? accepted(next, unpinned(card)) : new Decision.Accepted<>(
            new CardQueue(showId, hostId, next), List.of());
      }
    }
    return unknown(cardId);
  }

  private Decision<CardQueue> change(String cardId, boolean pin) {
    for (Card card : cards) {
      if (card.cardId().equals(cardId)) {
        if (card.isPinned() == pin) {
          return new Decision.Accepted<>(this, List.of());
        }
        List<Card> next = cards.stream().map(other -> other.pinned(pin && other == card)).toList();
        return accepted(next, pin
            ? new LiveFact.CardPinned(showId, hostId, cardId, card.productId())
            : unpinned(card));
      }
    }
    return unknown(cardId);
  }

  private Fact unpinned(Card card) {
    return new LiveFact.CardUnpinned(showId, hostId, card.cardId(), card.productId());
  }

  private Decision<CardQueue> accepted(List<Card> next, Fact fact) {
    return new Decision.Accepted<>(new CardQueue(showId, hostId, next), List.of(fact));
  }

  private Decision<CardQueue> unknown(String cardId) {
    return new Decision.Refused<>(LiveReason.CARD_UNKNOWN, "show " + showId + " has no card " + cardId);
  }
}
