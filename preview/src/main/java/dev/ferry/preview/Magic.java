package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ferry.manifest.FileKind;
import java.util.List;
import java.util.Optional;

/**
 * What files begin with. The numbers are those of the formats' specifications, as collected in the
 * list of file signatures of the free desktops (shared-mime-info) and of file(1).
 */
final class Magic {
  /**
   * A signature.
   *
   * @param offset where it stands
   * @param bytes what stands there, as Latin-1
   * @param nature what that means
   */
  private record Sign(int offset, String bytes, Nature nature) {
    boolean isIn(byte[] head) {
      if (head.length < offset + bytes.length()) {
        return false;
      }
      for (int i = 0; i < bytes.length(); i++) {
        if ((head[offset + i] & 0xff) != bytes.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Sign> SIGNS =
      List.of(
          sign(0, "\u0089PNG\r\n\u001a\n", Nature.PNG),
          sign(0, "\u00ff\u00d8\u00ff", Nature.JPEG),
          sign(0, "GIF87a", Nature.GIF),
          sign(0, "GIF89a", Nature.GIF),
          sign(8, "WEBPVP8", Nature.WEBP),
          sign(0, "II*\0", FileKind.PICTURE, "image/tiff", "TIFF picture"),
          sign(0, "MM\0*", FileKind.PICTURE, "image/tiff", "TIFF picture"),
          sign(0, "8BPS", FileKind.PICTURE, "image/vnd.adobe.photoshop", "Photoshop picture"),
          sign(0, "\0\0\1\0", FileKind.PICTURE, "image/vnd.microsoft.icon", "icon"),
          sign(0, "\0\0\0\fJXL ", FileKind.PICTURE, "image/jxl", "JPEG XL picture"),
          sign(0, "\0\0\0\fjP  ", FileKind.PICTURE, "image/jp2", "JPEG 2000 picture"),
          sign(4, "ftypheic", FileKind.PICTURE, "image/heic", "HEIC picture"),
          sign(4, "ftypheix", FileKind.PICTURE, "image/heic", "HEIC picture"),
          sign(4, "ftypmif1", FileKind.PICTURE, "image/heif", "HEIF picture"),
          sign(4, "ftypavif", FileKind.PICTURE, "image/avif", "AVIF picture"),
          sign(4, "ftypqt  ", FileKind.VIDEO, "video/quicktime", "QuickTime video"),
          sign(4, "ftypM4A ", FileKind.AUDIO, "audio/mp4", "MPEG-4 audio"),
          sign(4, "ftypM4B ", FileKind.AUDIO, "audio/mp4", "MPEG-4 audiobook"),
          sign(4, "ftyp3g", FileKind.VIDEO, "video/3gpp", "3GPP video"),
          sign(4, "ftyp", FileKind.VIDEO, "video/mp4", "MPEG-4 video"),
          sign(8, "WAVEfmt ", FileKind.AUDIO, "audio/x-wav", "WAV audio"),
          sign(8, "AVI LIST", FileKind.VIDEO, "video/x-msvideo", "AVI video"),
          sign(
              0,
              "\u001aE\u00df\u00a3",
              FileKind.VIDEO,
              "video/x-matroska",
              "Matroska or WebM video"),
          sign(0, "FLV\1", FileKind.VIDEO, "video/x-flv", "Flash video"),
          sign(0, "\0\0\1\u00ba", FileKind.VIDEO, "video/mpeg", "MPEG video"),
          sign(0, "\0\0\1\u00b3", FileKind.VIDEO, "video/mpeg", "MPEG video"),
          sign(0, "OggS", FileKind.AUDIO, "audio/ogg", "Ogg audio"),
          sign(0, "fLaC", FileKind.AUDIO, "audio/flac", "FLAC audio"),
          sign(0, "ID3", FileKind.AUDIO, "audio/mpeg", "MP3 audio"),
          sign(0, "MThd", FileKind.AUDIO, "audio/midi", "MIDI music"),
          sign(8, "AIFF", FileKind.AUDIO, "audio/aiff", "AIFF audio"),
          sign(0, "#!AMR", FileKind.AUDIO, "audio/amr", "AMR audio"),
          sign(0, "%PDF-", FileKind.DOCUMENT, "application/pdf", "PDF document"),
          sign(0, "%!PS", FileKind.DOCUMENT, "application/postscript", "PostScript document"),
          sign(0, "{\\rtf", FileKind.DOCUMENT, "application/rtf", "RTF document"),
          sign(0, "AT&TFORM", FileKind.DOCUMENT, "image/vnd.djvu", "DjVu document"),
          sign(
              0,
              "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
              FileKind.DOCUMENT,
              "application/x-ole-storage",
              "old Office document"),
          sign(0, "PK\3\4", Nature.ZIP),
          sign(0, "PK\5\6", Nature.ZIP),
          sign(0, "\u001f\u008b\b", Nature.GZIP),
          sign(257, "ustar", Nature.TAR),
          sign(
              0,
              "7z\u00bc\u00af'\u001c",
              FileKind.ARCHIVE,
              "application/x-7z-compressed",
              "7z archive"),
          sign(0, "Rar!\u001a\7", FileKind.ARCHIVE, "application/vnd.rar", "RAR archive"),
          sign(0, "BZh", FileKind.ARCHIVE, "application/x-bzip2", "bzip2 file"),
          sign(0, "\u00fd7zXZ\0", FileKind.ARCHIVE, "application/x-xz", "xz file"),
          sign(0, "(\u00b5/\u00fd", FileKind.ARCHIVE, "application/zstd", "Zstandard file"),
          sign(0, "\4\"M\u0018", FileKind.ARCHIVE, "application/x-lz4", "LZ4 file"),
          sign(0, "MSCF", FileKind.ARCHIVE, "application/vnd.ms-cab-compressed", "cabinet archive"),
          sign(
              0,
              "!<arch>\ndebian",
              FileKind.ARCHIVE,
              "application/vnd.debian.binary-package",
              "Debian package"),
          sign(0, "!<arch>\n", FileKind.ARCHIVE, "application/x-archive", "ar archive"),
          sign(0, "\u00ed\u00ab\u00ee\u00db", FileKind.ARCHIVE, "application/x-rpm", "RPM package"),
          sign(32769, "CD001", FileKind.ARCHIVE, "application/x-iso9660-image", "disc image"),
          sign(0, "\u007fELF", FileKind.PROGRAM, "application/x-elf", "Linux program or library"),
          sign(
              0,
              "MZ",
              FileKind.PROGRAM,
              "application/vnd.microsoft.portable-executable",
              "Windows program or library"),
          sign(
              0,
              "\u00cf\u00fa\u00ed\u00fe",
              FileKind.PROGRAM,
              "application/x-mach-binary",
              "macOS program or library"),
          sign(
              0,
              "\u00ca\u00fe\u00ba\u00be\0\0\0",
              FileKind.PROGRAM,
              "application/java-vm",
              "Java class"),
          sign(0, "\0asm", FileKind.PROGRAM, "application/wasm", "WebAssembly program"),
          sign(
              0, "SQLite format 3\0", FileKind.OTHER, "application/vnd.sqlite3", "SQLite database"),
          sign(0, "PAR1", FileKind.OTHER, "application/vnd.apache.parquet", "Parquet table"),
          sign(0, "\u0089HDF", FileKind.OTHER, "application/x-hdf5", "HDF5 data"),
          sign(0, "OTTO", FileKind.OTHER, "font/otf", "font"),
          sign(0, "\0\1\0\0\0", FileKind.OTHER, "font/ttf", "font"),
          sign(0, "wOFF", FileKind.OTHER, "font/woff", "web font"),
          sign(0, "wOF2", FileKind.OTHER, "font/woff2", "web font"));

  private Magic() {}

  /** What a file that begins with {@code head} is; empty if no signature says. */
  static Optional<Nature> of(byte[] head) {
    if (isBmp(head)) {
      return Optional.of(Nature.BMP);
    }
    return SIGNS.stream().filter(sign -> sign.isIn(head)).findFirst().map(Sign::nature);
  }

  /** Two letters are no signature yet: the size of the header that follows must be one of BMP's. */
  private static boolean isBmp(byte[] head) {
    return head.length > 18
        && new String(head, 0, 2, ISO_8859_1).equals("BM")
        && List.of(12, 40, 52, 56, 64, 108, 124).contains(head[14] & 0xff)
        && head[15] == 0
        && head[16] == 0
        && head[17] == 0;
  }

  private static Sign sign(int offset, String bytes, Nature nature) {
    return new Sign(offset, bytes, nature);
  }

  private static Sign sign(
      int offset, String bytes, FileKind kind, String mediaType, String format) {
    return new Sign(offset, bytes, new Nature(kind, mediaType, format));
  }
}
