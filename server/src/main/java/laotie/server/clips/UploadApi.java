package laotie.server.clips;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import laotie.clips.ClipsReason;
import laotie.clips.Upload;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.video.Video;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Videos come in part by part, so that a broken line costs one part. */
@Path("/api/v1/uploads")
@RunOnVirtualThread
@Tag(name = "clips")
public class UploadApi {

  private final Makers makers;
  private final Uploads uploads;
  private final Video video;

  UploadApi(Makers makers, Uploads uploads, Video video) {
    this.makers = makers;
    this.uploads = uploads;
    this.video = video;
  }

  /**
   * What is to come. Name and media type are the sender's words and decide nothing.
   *
   * @param hostId for whom, when an assistant sends it
   */
  record Wanted(String name, long bytes, String mediaType, String hostId) {
    Wanted {
      hostId = Bodies.text(hostId);
    }
  }

  record Opened(String uploadId, long received, int partBytesMax) {}

  record Received(long received) {}

  record State(long received, long bytes, Instant expiresAt) {}

  @POST
  @Idempotent
  @ResponseStatus(201)
  public Opened open(Wanted wanted) {
    Makers.Maker maker = makers.require(Bodies.present(wanted).hostId());
    if (wanted.bytes() < 1) {
      throw Problem.field("/bytes", "a video has at least one byte");
    }
    if (video.ffmpeg().isEmpty()) {
      throw Problem.of(ClipsReason.TRANSCODER_MISSING, "this server has no ffmpeg");
    }
    Upload upload = uploads.open(maker.hostId(), maker.accountId(), wanted.bytes());
    return new Opened(upload.uploadId(), 0, Upload.PART_BYTES_MAX);
  }

  /** The next part; a repeat of one that arrived is refused with where to go on. */
  @PUT
  @Path("/{uploadId}/parts")
  @Consumes(MediaType.WILDCARD)
  public Received part(@PathParam("uploadId") String uploadId, @QueryParam("from") long from, byte[] part) {
    Upload upload = own(uploadId);
    return new Received(uploads.take(upload, from, part == null ? new byte[0] : part).received());
  }

  @GET
  @Path("/{uploadId}")
  public State state(@PathParam("uploadId") String uploadId) {
    Upload upload = own(uploadId);
    return new State(upload.received(), upload.bytes(), upload.expiresAt());
  }

  @DELETE
  @Path("/{uploadId}")
  public void cancel(@PathParam("uploadId") String uploadId) {
    uploads.cancel(own(uploadId).uploadId());
  }

  private Upload own(String uploadId) {
    makers.requireMember();
    Upload upload = uploads.find(Input.id("upload", uploadId));
    makers.requireOwn(upload.hostId(), "upload", uploadId);
    return upload;
  }
}
