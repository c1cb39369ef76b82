package laotie.server.live;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.IntentsFact;
import laotie.server.goods.Goods;
import laotie.server.intents.Intents;

/** Brings a host's answer to those who asked and still sit in his room; the others have a notice. */
@Singleton
final class AnswerNews {

  private final RoomHub hub;
  private final Neighbours neighbours;
  private final Intents intents;

  AnswerNews(RoomHub hub, Neighbours neighbours, Intents intents) {
    this.hub = hub;
    this.neighbours = neighbours;
    this.intents = intents;
  }

  void tell(List<IntentsFact.Answered> answers) {
    List<IntentsFact.Answered> here =
        answers.stream().filter(answer -> roomOf(answer.hostId()).isPresent()).toList();
    if (here.isEmpty()) {
      return;
    }
    Map<String, Intents.Said> said =
        intents.answersTo(here.stream().map(IntentsFact.Answered::commentId).toList());
    Map<String, Goods.ProductView> products = neighbours.products(
        said.values().stream().flatMap(one -> one.productId().stream()).distinct().toList());
    for (IntentsFact.Answered answer : here) {
      Intents.Said one = said.get(answer.commentId());
      if (one != null) {
        roomOf(answer.hostId()).ifPresent(room -> room.answered(answer.viewerId(),
            new Frame.Answer(answer.commentId(), one.productId().map(products::get),
                Optional.of(one.words()).filter(words -> !words.isEmpty()))));
      }
    }
  }

  private Optional<Room> roomOf(String hostId) {
    return neighbours.findHost(hostId).flatMap(host -> hub.ifOpen(host.roomId()));
  }
}
