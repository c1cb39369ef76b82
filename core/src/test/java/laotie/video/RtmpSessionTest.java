package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtmpSessionTest {

  private final RtmpSession session = new RtmpSession();
  private final ChunkWriter client = new ChunkWriter();

  private static byte[] hello() {
    byte[] hello = new byte[1 + 1536];
    new Random(5).nextBytes(hello);
    hello[0] = 3;
    return hello;
  }

  private byte[] command(int stream, Amf... values) {
    return client.write(3, new RtmpMessage(RtmpMessage.COMMAND, stream, 0, Amf.write(values)));
  }

  private static byte[] replies(List<RtmpEvent> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (RtmpEvent event : events) {
      if (event instanceof RtmpEvent.Reply reply) {
        out.writeBytes(reply.bytes());
      }
    }
    return out.toByteArray();
  }

  private static List<List<Amf>> commandsIn(byte[] bytes) {
    List<List<Amf>> commands = new ArrayList<>();
    for (RtmpMessage message : new ChunkReader().feed(bytes, 0, bytes.length)) {
      if (message.type() == RtmpMessage.COMMAND) {
        commands.add(Amf.readAll(message.body()));
      }
    }
    return commands;
  }

  private void shakeHands() {
    session.feed(hello());
    session.feed(new byte[1536]);
  }

  private List<RtmpEvent> askToPublish() {
    shakeHands();
    session.feed(command(0, new Amf.Text("connect"), new Amf.Number(1),
        new Amf.Fields(Map.of("app", new Amf.Text("live")))));
    session.feed(command(0, new Amf.Text("createStream"), new Amf.Number(2), new Amf.Nothing()));
    return session.feed(command(1, new Amf.Text("publish"), new Amf.Number(3), new Amf.Nothing(),
        new Amf.Text("rm_1?key=secret"), new Amf.Text("live")));
  }

  @Test
  void answersTheHandshakeWithItsEchoWhateverThePieces() {
    byte[] hello = hello();
    List<RtmpEvent> events = new ArrayList<>();
    for (byte b : hello) {
      events.addAll(session.feed(new byte[] {b}));
    }
    byte[] answer = replies(events);
    assertThat(answer).hasSize(1 + 2 * 1536);
    assertThat(answer[0]).isEqualTo((byte) 3);
    assertThat(java.util.Arrays.copyOfRange(answer, 1537, 3073))
        .isEqualTo(java.util.Arrays.copyOfRange(hello, 1, 1537));
  }

  @Test
  void halfAHandshakeAnswersNothing() {
    assertThat(session.feed(java.util.Arrays.copyOf(hello(), 900))).isEmpty();
  }

  @Test
  void refusesAnotherVersionAtTheFirstByte() {
    assertThatThrownBy(() -> session.feed("GET / HTTP/1.1".getBytes())).hasMessageContaining("version");
  }

  @Test
  void handshakeAndCommandsMayComeInOnePiece() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(hello());
    all.writeBytes(new byte[1536]);
    all.writeBytes(command(0, new Amf.Text("connect"), new Amf.Number(1),
        new Amf.Fields(Map.of("app", new Amf.Text("live")))));
    byte[] answer = replies(session.feed(all.toByteArray()));
    byte[] after = java.util.Arrays.copyOfRange(answer, 3073, answer.length);
    assertThat(commandsIn(after)).singleElement().satisfies(values ->
        assertThat(((Amf.Fields) values.get(3)).text("code")).isEqualTo("NetConnection.Connect.Success"));
  }

  @Test
  void asksTheDoorForTheKey() {
    assertThat(askToPublish()).containsExactly(new RtmpEvent.PublishAsked("live", "rm_1?key=secret"));
    assertThat(session.isAsking()).isTrue();
  }

  @Test
  void aWrongKeyIsABadName() {
    askToPublish();
    List<RtmpEvent> events = session.refuse("The stream key is wrong.");
    assertThat(commandsIn(replies(events))).singleElement().satisfies(values ->
        assertThat(((Amf.Fields) values.get(3)).text("code")).isEqualTo("NetStream.Publish.BadName"));
    assertThat(session.feed(client.write(4, new RtmpMessage(9, 1, 0, new byte[50])))).isEmpty();
  }

  @Test
  void mediaBeforeTheAnswerWaitsAndFollows() {
    askToPublish();
    byte[] picture = {0x17, 1, 0, 0, 0, 1, 2, 3};
    assertThat(session.feed(client.write(4, new RtmpMessage(9, 1, 77, picture)))).isEmpty();
    assertThat(session.accept()).anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(
        RtmpEvent.Media.class,
        media -> assertThat(((MediaTag.VideoFrame) media.tag()).dtsMs()).isEqualTo(77)));
  }

  @Test
  void mediaWithoutPublishingIsIgnored() {
    shakeHands();
    assertThat(session.feed(client.write(4, new RtmpMessage(9, 1, 0, new byte[] {0x17, 1, 0, 0, 0, 1}))))
        .isEmpty();
  }

  @Test
  void pingIsAnsweredWithPong() {
    shakeHands();
    byte[] ping = {0, 6, 1, 2, 3, 4};
    byte[] answer = replies(session.feed(client.write(2, new RtmpMessage(4, 0, 0, ping))));
    assertThat(new ChunkReader().feed(answer, 0, answer.length)).singleElement().satisfies(message ->
        assertThat(message.body()).containsExactly(0, 7, 1, 2, 3, 4));
  }

  @Test
  void acknowledgesEveryHalfWindow() {
    askToPublish();
    session.accept();
    int acknowledgements = 0;
    for (int i = 0; i < 100; i++) {
      byte[] answer = replies(session.feed(client.write(4, new RtmpMessage(3, 0, 0, new byte[60_000]))));
      acknowledgements += (int) new ChunkReader().feed(answer, 0, answer.length).stream()
          .filter(message -> message.type() == RtmpMessage.ACKNOWLEDGEMENT).count();
    }
    assertThat(acknowledgements).isEqualTo(4);
  }

  @Test
  void aggregatesAreTakenApartWithTheirTimesMoved() {
    askToPublish();
    session.accept();
    byte[] aggregate = java.util.HexFormat.of().parseHex(
        "0900000600006400000000" + "170100000001" + "00000011"
            + "0800000300007800000000" + "af0105" + "0000000e");
    List<RtmpEvent> events = session.feed(client.write(4, new RtmpMessage(22, 1, 5000, aggregate)));
    assertThat(events).hasSize(2);
    assertThat(((RtmpEvent.Media) events.get(1)).tag())
        .isInstanceOfSatisfying(MediaTag.AudioFrame.class, s -> assertThat(s.atMs()).isEqualTo(5020));
  }

  @Test
  void unpublishIsTold() {
    askToPublish();
    session.accept();
    assertThat(session.feed(command(0, new Amf.Text("deleteStream"), new Amf.Number(5), new Amf.Nothing(),
        new Amf.Number(1)))).containsExactly(new RtmpEvent.Unpublished());
  }

  @Test
  void randomBytesAfterTheHandshakeAreReadOrRefused() {
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      RtmpSession each = new RtmpSession();
      each.feed(hello());
      each.feed(new byte[1536]);
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      try {
        each.feed(bytes);
      } catch (ProtocolFault refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void randomMediaOfALetInPublisherIsReadOrRefused() {
    Random random = new Random(12);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = new byte[random.nextInt(60)];
      random.nextBytes(body);
      if (body.length > 1) {
        body[0] = (byte) (random.nextBoolean() ? 0x17 : random.nextInt(256));
        body[1] = (byte) random.nextInt(2);
      }
      try {
        MediaTag.video(i, body);
        MediaTag.audio(i, body);
        MediaTag.data(body);
      } catch (ProtocolFault refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }
}
