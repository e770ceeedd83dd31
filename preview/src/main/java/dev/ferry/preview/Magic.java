package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
          sign(0, "II*\0", Kind.PICTURE, "image/tiff", "TIFF picture"),
          sign(0, "MM\0*", Kind.PICTURE, "image/tiff", "TIFF picture"),
          sign(0, "8BPS", Kind.PICTURE, "image/vnd.adobe.photoshop", "Photoshop picture"),
          sign(0, "\0\0\1\0", Kind.PICTURE, "image/vnd.microsoft.icon", "icon"),
          sign(0, "\0\0\0\fJXL ", Kind.PICTURE, "image/jxl", "JPEG XL picture"),
          sign(0, "\0\0\0\fjP  ", Kind.PICTURE, "image/jp2", "JPEG 2000 picture"),
          sign(4, "ftypheic", Kind.PICTURE, "image/heic", "HEIC picture"),
          sign(4, "ftypheix", Kind.PICTURE, "image/heic", "HEIC picture"),
          sign(4, "ftypmif1", Kind.PICTURE, "image/heif", "HEIF picture"),
          sign(4, "ftypavif", Kind.PICTURE, "image/avif", "AVIF picture"),
          sign(4, "ftypqt  ", Kind.VIDEO, "video/quicktime", "QuickTime video"),
          sign(4, "ftypM4A ", Kind.AUDIO, "audio/mp4", "MPEG-4 audio"),
          sign(4, "ftypM4B ", Kind.AUDIO, "audio/mp4", "MPEG-4 audiobook"),
          sign(4, "ftyp3g", Kind.VIDEO, "video/3gpp", "3GPP video"),
          sign(4, "ftyp", Kind.VIDEO, "video/mp4", "MPEG-4 video"),
          sign(8, "WAVEfmt ", Kind.AUDIO, "audio/x-wav", "WAV audio"),
          sign(8, "AVI LIST", Kind.VIDEO, "video/x-msvideo", "AVI video"),
          sign(0, "\u001aE\u00df\u00a3", Kind.VIDEO, "video/x-matroska", "Matroska or WebM video"),
          sign(0, "FLV\1", Kind.VIDEO, "video/x-flv", "Flash video"),
          sign(0, "\0\0\1\u00ba", Kind.VIDEO, "video/mpeg", "MPEG video"),
          sign(0, "\0\0\1\u00b3", Kind.VIDEO, "video/mpeg", "MPEG video"),
          sign(0, "OggS", Kind.AUDIO, "audio/ogg", "Ogg audio"),
          sign(0, "fLaC", Kind.AUDIO, "audio/flac", "FLAC audio"),
          sign(0, "ID3", Kind.AUDIO, "audio/mpeg", "MP3 audio"),
          sign(0, "MThd", Kind.AUDIO, "audio/midi", "MIDI music"),
          sign(8, "AIFF", Kind.AUDIO, "audio/aiff", "AIFF audio"),
          sign(0, "#!AMR", Kind.AUDIO, "audio/amr", "AMR audio"),
          sign(0, "%PDF-", Kind.DOCUMENT, "application/pdf", "PDF document"),
          sign(0, "%!PS", Kind.DOCUMENT, "application/postscript", "PostScript document"),
          sign(0, "{\\rtf", Kind.DOCUMENT, "application/rtf", "RTF document"),
          sign(0, "AT&TFORM", Kind.DOCUMENT, "image/vnd.djvu", "DjVu document"),
          sign(
              0,
              "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
              Kind.DOCUMENT,
              "application/x-ole-storage",
              "old Office document"),
          sign(0, "PK\3\4", Nature.ZIP),
          sign(0, "PK\5\6", Nature.ZIP),
          sign(0, "\u001f\u008b\b", Nature.GZIP),
          sign(257, "ustar", Nature.TAR),
          sign(
              0,
              "7z\u00bc\u00af'\u001c",
              Kind.ARCHIVE,
              "application/x-7z-compressed",
              "7z archive"),
          sign(0, "Rar!\u001a\7", Kind.ARCHIVE, "application/vnd.rar", "RAR archive"),
          sign(0, "BZh", Kind.ARCHIVE, "application/x-bzip2", "bzip2 file"),
          sign(0, "\u00fd7zXZ\0", Kind.ARCHIVE, "application/x-xz", "xz file"),
          sign(0, "(\u00b5/\u00fd", Kind.ARCHIVE, "application/zstd", "Zstandard file"),
          sign(0, "\4\"M\u0018", Kind.ARCHIVE, "application/x-lz4", "LZ4 file"),
          sign(0, "MSCF", Kind.ARCHIVE, "application/vnd.ms-cab-compressed", "cabinet archive"),
          sign(
              0,
              "!<arch>\ndebian",
              Kind.ARCHIVE,
              "application/vnd.debian.binary-package",
              "Debian package"),
          sign(0, "!<arch>\n", Kind.ARCHIVE, "application/x-archive", "ar archive"),
          sign(0, "\u00ed\u00ab\u00ee\u00db", Kind.ARCHIVE, "application/x-rpm", "RPM package"),
          sign(32769, "CD001", Kind.ARCHIVE, "application/x-iso9660-image", "disc image"),
          sign(0, "\u007fELF", Kind.PROGRAM, "application/x-elf", "Linux program or library"),
          sign(
              0,
              "MZ",
              Kind.PROGRAM,
              "application/vnd.microsoft.portable-executable",
              "Windows program or library"),
          sign(
              0,
              "\u00cf\u00fa\u00ed\u00fe",
              Kind.PROGRAM,
              "application/x-mach-binary",
              "macOS program or library"),
          sign(
              0,
              "\u00ca\u00fe\u00ba\u00be\0\0\0",
              Kind.PROGRAM,
              "application/java-vm",
              "Java class"),
          sign(0, "\0asm", Kind.PROGRAM, "application/wasm", "WebAssembly program"),
          sign(0, "SQLite format 3\0", Kind.OTHER, "application/vnd.sqlite3", "SQLite database"),
          sign(0, "PAR1", Kind.OTHER, "application/vnd.apache.parquet", "Parquet table"),
          sign(0, "\u0089HDF", Kind.OTHER, "application/x-hdf5", "HDF5 data"),
          sign(0, "OTTO", Kind.OTHER, "font/otf", "font"),
          sign(0, "\0\1\0\0\0", Kind.OTHER, "font/ttf", "font"),
          sign(0, "wOFF", Kind.OTHER, "font/woff", "web font"),
          sign(0, "wOF2", Kind.OTHER, "font/woff2", "web font"));

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

  private static Sign sign(int offset, String bytes, Kind kind, String mediaType, String format) {
    return new Sign(offset, bytes, new Nature(kind, mediaType, format));
  }
}
