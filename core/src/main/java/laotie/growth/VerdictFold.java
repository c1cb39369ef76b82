package laotie.growth;

import java.util.Collection;
import java.util.List;
import laotie.fact.Fold;
import laotie.fact.GuardFact.AccountBanned;
import laotie.fact.GuardFact.AccountCleared;
import laotie.fact.GuardFact.AccountSuspected;
import laotie.fact.GuardFact.AccountUnbanned;
import laotie.fact.Recorded;

/** What the guard says of each account, by its id: the tier of whatever it did and will do. */
public record VerdictFold() implements Fold<String, Verdict> {

  static final int VERSION = 1;

  @Override
  public Collection<String> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case AccountBanned banned -> List.of(banned.accountId());
      case AccountUnbanned unbanned -> List.of(unbanned.accountId());
      case AccountSuspected suspected -> List.of(suspected.accountId());
      case AccountCleared cleared -> List.of(cleared.accountId());
      default -> List.of();
    };
  }

  @Override
  public Verdict zero() {
    return Verdict.NONE;
  }

  @Override
  public Verdict add(Verdict state, String key, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    long never = Verdict.NEVER;
    return state.merge(switch (recorded.fact()) {
      case AccountBanned banned -> new Verdict(at, never, never, never);
      case AccountUnbanned unbanned -> new Verdict(never, at, never, never);
      case AccountSuspected suspected -> new Verdict(never, never, at, never);
      case AccountCleared cleared -> new Verdict(never, never, never, at);
      default -> Verdict.NONE;
    });
  }

  @Override
  public Verdict merge(Verdict left, Verdict right) {
    return left.merge(right);
  }

  /** Version, then the four instants. */
  @Override
  public byte[] encode(Verdict state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.signed(state.bannedAt());
    out.signed(state.unbannedAt());
    out.signed(state.suspectedAt());
    out.signed(state.clearedAt());
    return out.bytes();
  }

  @Override
  public Verdict decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("verdict of version " + version + ", known is " + VERSION);
    }
    Verdict verdict = new Verdict(in.signed(), in.signed(), in.signed(), in.signed());
    in.end();
    return verdict;
  }
}
