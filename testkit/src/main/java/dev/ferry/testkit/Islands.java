package dev.ferry.testkit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a file's data lies, by {@code lseek(2)} with SEEK_DATA and SEEK_HOLE (Linux). */
final class Islands {

  private static final int O_RDONLY = 0;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  /** Files below this size are read whole: asking costs more. */
  private static final long WORTH_ASKING = 64L << 20;

  private Islands() {}

  /** Ranges [from, to) that hold data; everything elsewhere is zeros. One range if unknown. */
  static List<long[]> of(Path file, long size) throws IOException {
    if (size < WORTH_ASKING || !System.getProperty("os.name").equals("Linux")) {
      return List.of(new long[] {0, size});
    }
    try (Arena arena = Arena.ofConfined()) {
      return seek(arena.allocateFrom(file.toString()), size);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<long[]> seek(MemorySegment path, long size) throws Throwable {
    MethodHandle open =
        handle("open", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    MethodHandle lseek =
        handle(
            "lseek",
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
    MethodHandle close = handle("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    int descriptor = (int) open.invokeExact(path, O_RDONLY);
    if (descriptor < 0) {
      throw new IOException("cannot open to find its holes");
    }
    List<long[]> islands = new ArrayList<>();
    long from = (long) lseek.invokeExact(descriptor, 0L, SEEK_DATA);
    while (from >= 0 && from < size) {
      long to = (long) lseek.invokeExact(descriptor, from, SEEK_HOLE);
      islands.add(new long[] {from, to});
      from = (long) lseek.invokeExact(descriptor, to, SEEK_DATA);
    }
    int ignored = (int) close.invokeExact(descriptor);
    return islands;
  }

  @SuppressWarnings("restricted") // The C library's own functions, with their own signatures.
  private static MethodHandle handle(String name, ValueLayout result, ValueLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(result, parameters));
  }
}
