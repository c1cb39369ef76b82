package laotie.fans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laotie.fact.Channel;
import laotie.fact.Decision;
import laotie.fact.FansFact;
import laotie.fact.Origin;
import laotie.fact.Relation;
import org.junit.jupiter.api.Test;

class FollowingTest {

  private static final Origin ORIGIN = new Origin("exp_1", Channel.FEED, Relation.STRANGER, "d", "n");
  private static final Following.Wish WISH = new Following.Wish("v", "h", "view_1", ORIGIN);

  @Test
  void followsAStrangerOnce() {
    assertThat(Following.follow(WISH, Relation.STRANGER, 0))
        .isEqualTo(
            new Decision.Accepted<>(
                Relation.FOLLOWER, List.of(new FansFact.Followed("v", "h", "view_1", ORIGIN))));
    assertThat(Following.follow(WISH, Relation.FOLLOWER, 1))
        .isEqualTo(new Decision.Accepted<>(Relation.FOLLOWER, List.of()));
  }

  @Test
  void doesNotMakeAFanAFollower() {
    assertThat(((Decision.Accepted<Relation>) Following.follow(WISH, Relation.FAN, 1)).value())
        .isEqualTo(Relation.FAN);
  }

  @Test
  void refusesToFollowHimself() {
    var decision = Following.follow(new Following.Wish("h", "h", "", ORIGIN), Relation.STRANGER, 0);
    assertThat(((Decision.Refused<Relation>) decision).reason()).isEqualTo(FansReason.FOLLOWS_HIMSELF);
  }

  @Test
  void takesItBackOnce() {
    assertThat(((Decision.Accepted<Relation>) Following.unfollow("v", "h", Relation.FOLLOWER)).facts())
        .containsExactly(new FansFact.Unfollowed("v", "h"));
    assertThat(((Decision.Accepted<Relation>) Following.unfollow("v", "h", Relation.STRANGER)).facts())
        .isEmpty();
  }

  @Test
  void refusesOneHostTooMany() {
    int max = Following.FOLLOWS_MAX;
    assertThat(Following.follow(WISH, Relation.STRANGER, max - 1)).isInstanceOf(Decision.Accepted.class);
    var decision = Following.follow(WISH, Relation.STRANGER, max);
    assertThat(((Decision.Refused<Relation>) decision).reason()).isEqualTo(FansReason.FOLLOWS_FULL);
    assertThat(Following.follow(WISH, Relation.FOLLOWER, max)).isInstanceOf(Decision.Accepted.class);
  }
}
