package laotie.video;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The boxes of fragmented MP4 (ISO 14496-12, -14, -15; Opus in ISOBMFF 0.6.8): one {@code moov} for a
 * generation, then a {@code moof} and {@code mdat} for every fragment.
 */
final class Boxes {

  static final int VIDEO_TRACK = 1;
  static final int AUDIO_TRACK = 2;

  /** Ticks of a second in the picture's track: RTMP's own milliseconds. */
  static final int VIDEO_TIMESCALE = 1000;

  private static final int FLAGS_KEYFRAME = 0x02000000;
  private static final int FLAGS_OTHER = 0x01010000;
  private static final byte[] MATRIX = bytes()
      .u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000).done();

  private Boxes() {}

  /**
   * One sample of a fragment.
   *
   * @param duration in the track's time scale
   * @param compositionOffset in the track's time scale, signed
   */
  record Sample(long duration, int compositionOffset, boolean isKeyframe, byte[] bytes) {}

  /**
   * The samples of one track in one fragment.
   *
   * @param baseTime decode time of the first sample, in the track's time scale
   */
  record Run(int track, long baseTime, List<Sample> samples) {}

  static byte[] init(Optional<AvcConfig> video, Optional<AudioConfig> audio) {
    byte[] header = full("mvhd", 0, 0, bytes()
        .zeros(8).u32(1000).u32(0).u32(0x10000).u16(0x100).zeros(10).raw(MATRIX).zeros(24).u32(3).done());
    Writer moov = bytes().raw(header);
    Writer extends_ = bytes();
    video.ifPresent(config -> {
      moov.raw(videoTrack(config));
      extends_.raw(trackDefaults(VIDEO_TRACK));
    });
    audio.ifPresent(config -> {
      moov.raw(audioTrack(config));
      extends_.raw(trackDefaults(AUDIO_TRACK));
    });
    moov.raw(box("mvex", extends_.done()));
    byte[] brands = box("ftyp", bytes().text("iso6").u32(0).text("iso6").text("mp41").text("cmfc").done());
    return bytes().raw(brands).raw(box("moov", moov.done())).done();
  }

  static byte[] fragment(int sequence, List<Run> runs) {
    byte[] first = moof(sequence, runs, 0);
    byte[] moof = moof(sequence, runs, first.length + 8);
    Writer out = bytes().raw(moof);
    int payload = 8;
    for (Run run : runs) {
      for (Sample sample : run.samples()) {
        payload = Math.addExact(payload, sample.bytes().length);
      }
    }
    out.u32(payload).text("mdat");
    runs.forEach(run -> run.samples().forEach(sample -> out.raw(sample.bytes())));
    return out.done();
  }

  private static byte[] moof(int sequence, List<Run> runs, int dataOffset) {
    Writer moof = bytes().raw(full("mfhd", 0, 0, bytes().u32(sequence).done()));
    int offset = dataOffset;
    for (Run run : runs) {
      Writer samples = bytes().u32(run.samples().size()).u32(offset);
      for (Sample sample : run.samples()) {
        samples.u32(sample.duration()).u32(sample.bytes().length)
            .u32(sample.isKeyframe() ? FLAGS_KEYFRAME : FLAGS_OTHER).u32(sample.compositionOffset());
        offset += sample.bytes().length;
      }
      moof.raw(box("traf", bytes()
          .raw(full("tfhd", 0, 0x020000, bytes().u32(run.track()).done()))
          .raw(full("tfdt", 1, 0, bytes().u64(run.baseTime()).done()))
          .raw(full("trun", 1, 0xf01, samples.done()))
          .done()));
    }
    return box("moof", moof.done());
  }

  private static byte[] trackDefaults(int track) {
    return full("trex", 0, 0, bytes().u32(track).u32(1).zeros(12).done());
  }

  private static byte[] videoTrack(AvcConfig config) {
    byte[] entry = box("avc1", bytes()
        .zeros(6).u16(1).zeros(16).u16(config.width()).u16(config.height())
        .u32(0x480000).u32(0x480000).u32(0).u16(1).zeros(32).u16(24).u16(0xffff)
        .raw(box("avcC", config.record())).done());
    byte[] media = full("vmhd", 0, 1, bytes().zeros(8).done());
    Track track = new Track(VIDEO_TRACK, VIDEO_TIMESCALE, "vide", config.width(), config.height());
    return track(track, media, entry);
  }

  private static byte[] audioTrack(AudioConfig config) {
    Writer entry = bytes().zeros(6).u16(1).zeros(8).u16(config.channels()).u16(16).zeros(4)
        .u16(config.sampleRate() > 0xffff ? 0 : config.sampleRate()).u16(0);
    byte[] sample = switch (config.codec()) {
      case AAC -> box("mp4a", entry.raw(streamDescriptor(config)).done());
      case OPUS -> box("Opus", entry.raw(box("dOps", config.specific())).done());
    };
    byte[] media = full("smhd", 0, 0, bytes().zeros(4).done());
    return track(new Track(AUDIO_TRACK, config.sampleRate(), "soun", 0, 0), media, sample);
  }

  private record Track(int id, int timescale, String kind, int width, int height) {}

  private static byte[] track(Track track, byte[] mediaHeader, byte[] sampleEntry) {
    byte[] header = full("tkhd", 0, 3, bytes()
        .zeros(8).u32(track.id()).zeros(8).zeros(8).zeros(4)
        .u16(track.width() == 0 ? 0x100 : 0).u16(0).raw(MATRIX)
        .u32((long) track.width() << 16).u32((long) track.height() << 16).done());
    byte[] tables = bytes()
        .raw(full("stsd", 0, 0, bytes().u32(1).raw(sampleEntry).done()))
        .raw(full("stts", 0, 0, bytes().u32(0).done()))
        .raw(full("stsc", 0, 0, bytes().u32(0).done()))
        .raw(full("stsz", 0, 0, bytes().zeros(8).done()))
        .raw(full("stco", 0, 0, bytes().u32(0).done()))
        .done();
    byte[] references = full("dref", 0, 0, bytes().u32(1).raw(full("url ", 0, 1, new byte[0])).done());
    byte[] information = bytes()
        .raw(mediaHeader).raw(box("dinf", references)).raw(box("stbl", tables)).done();
    byte[] media = bytes()
        .raw(full("mdhd", 0, 0, bytes().zeros(8).u32(track.timescale()).u32(0).u16(0x55c4).u16(0).done()))
        .raw(full("hdlr", 0, 0, bytes().u32(0).text(track.kind()).zeros(12).text("laotie").zeros(1).done()))
        .raw(box("minf", information)).done();
    return box("trak", bytes().raw(header).raw(box("mdia", media)).done());
  }

  /** {@code esds} (ISO 14496-1, 7.2.6): the AudioSpecificConfig in its three wrappings. */
  private static byte[] streamDescriptor(AudioConfig config) {
    byte[] specific = descriptor(5, config.specific());
    byte[] decoder = descriptor(4, bytes().u8(0x40).u8(0x15).zeros(3).u32(0).u32(0).raw(specific).done());
    byte[] layer = descriptor(6, new byte[] {2});
    byte[] stream = descriptor(3, bytes().u16(AUDIO_TRACK).u8(0).raw(decoder).raw(layer).done());
    return full("esds", 0, 0, stream);
  }

  private static byte[] descriptor(int tag, byte[] body) {
    return bytes().u8(tag).u8(0x80).u8(0x80 | body.length >> 14).u8(0x80 | body.length >> 7 & 0x7f)
        .u8(body.length & 0x7f).raw(body).done();
  }

  private static byte[] box(String type, byte[] body) {
    return bytes().u32(8 + body.length).text(type).raw(body).done();
  }

  private static byte[] full(String type, int version, int flags, byte[] body) {
    return box(type, bytes().u32((long) version << 24 | flags).raw(body).done());
  }

  private static Writer bytes() {
    return new Writer();
  }

  private static final class Writer {
    private byte[] out = new byte[256];
    private int size;

    private void grow(int more) {
      if (size + more > out.length) {
        out = Arrays.copyOf(out, Math.max(size + more, out.length * 2));
      }
    }

    Writer u8(int value) {
      grow(1);
      out[size++] = (byte) value;
      return this;
    }

    Writer u16(int value) {
      return u8(value >> 8).u8(value);
    }

    Writer u32(long value) {
      return u16((int) (value >> 16)).u16((int) value);
    }

    Writer u64(long value) {
      return u32(value >> 32).u32(value);
    }

    Writer zeros(int count) {
      grow(count);
      size += count;
      return this;
    }

    Writer text(String ascii) {
      return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Writer raw(byte[] bytes) {
      grow(bytes.length);
      System.arraycopy(bytes, 0, out, size, bytes.length);
      size += bytes.length;
      return this;
    }

    byte[] done() {
      return Arrays.copyOf(out, size);
    }
  }
}
