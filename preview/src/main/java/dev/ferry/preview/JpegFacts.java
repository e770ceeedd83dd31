package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the segments before the data of a JPEG say (ITU-T T.81, annex B; Exif 2.32, 4.6). Read here
 * since the JDK's reader gives the orientation only with all other metadata, and fails on some.
 *
 * @param orientation how the picture was held, 1 to 8 as in Exif; 1 if it is not said
 * @param progressive whether it comes in passes over the whole picture
 */
record JpegFacts(int orientation, boolean progressive) {
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int PROGRESSIVE = 0xc2;
  private static final int ORIENTATION = 0x0112;

  /** The facts in the first bytes of a JPEG. */
  static JpegFacts of(byte[] head) {
    int orientation = 1;
    boolean progressive = false;
    int at = 2;
    while (at + 4 <= head.length && (head[at] & 0xff) == 0xff) {
      int marker = head[at + 1] & 0xff;
      int length = ((head[at + 2] & 0xff) << 8) | (head[at + 3] & 0xff);
      if (marker == START_OF_SCAN || length < 2) {
        break;
      }
      if (marker == APP1 && orientation == 1) {
        orientation = orientation(head, at + 4, Math.min(head.length, at + 2 + length));
      }
      progressive |= marker == PROGRESSIVE;
      at += 2 + length;
    }
    return new JpegFacts(orientation, progressive);
  }

  private static int orientation(byte[] head, int from, int end) {
    if (end - from < 14 || !new String(head, from, 6, ISO_8859_1).equals("Exif\0\0")) {
      return 1;
    }
    ByteBuffer tiff = ByteBuffer.wrap(head, from + 6, end - from - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return 1;
    }
    int fields = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < fields; i++) {
      int field = directory + 2 + 12 * i;
      if (field + 12 > tiff.limit()) {
        break;
      }
      if ((tiff.getShort(field) & 0xffff) == ORIENTATION) {
        int value = tiff.getShort(field + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
