package dev.ferry.localsend;

import dev.ferry.transfer.Outgoing;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One upload of one parcel with its token. Used once, by one thread. */
final class UploadAttempt {
  private final LocalSendClient client;
  private final Outgoing outgoing;
  private final PushProgress progress;
  private final Parcel parcel;
  private @Nullable HoldBack body;
  private boolean whole;

  UploadAttempt(LocalSendClient client, Outgoing outgoing, PushProgress progress, Parcel parcel) {
    this.client = client;
    this.outgoing = outgoing;
    this.progress = progress;
    this.parcel = parcel;
  }

  /**
   * Sends it, and hears what the device says. Blocks.
   *
   * @throws SourceChangedException if the file was taken back: the device has not all of it
   * @throws IOException if the connection is lost
   */
  UploadAnswer run(String session, String token) throws IOException {
    UploadAnswer answer = client.upload(session, parcel.id(), token, parcel.size(), this::write);
    // Who says so before the end may have the old version, or none at all.
    return answer instanceof UploadAnswer.Taken && !whole
        ? new UploadAnswer.Refused(200, "it did not want the end of the file")
        : answer;
  }

  private void write(OutputStream out) throws IOException {
    switch (parcel) {
      case Parcel.OfFile file -> writeFile(file, out);
      case Parcel.OfText text -> text.writeTo(out);
    }
    whole = true;
  }

  private void writeFile(Parcel.OfFile file, OutputStream out) throws IOException {
    HoldBack held = new HoldBack(out, file.size(), () -> outgoing.isWithdrawn(file.index()));
    body = held;
    progress.begin(held);
    outgoing.send(file.index(), file.file(), held);
    held.release();
  }

  /** Whether any of it left, so that the device knows of the attempt. */
  boolean began() {
    return whole || (body != null && body.count() > 0);
  }

  /** Its bytes count no more as under way. */
  void end() {
    if (body != null) {
      progress.end(body);
    }
  }
}
