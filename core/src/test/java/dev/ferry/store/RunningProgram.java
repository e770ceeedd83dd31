package dev.ferry.store;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;

/** Runs as the peer of a home until its input ends, and says so; or says that another one does. */
final class RunningProgram {
  private RunningProgram() {}

  /** The home is the only argument. */
  public static void main(String[] args) throws Exception {
    Home home = Home.at(Path.of(args[0]));
    try (RunningLock lock = RunningLock.tryTake(home, Map.of()).orElse(null);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      if (lock == null) {
        System.out.println("taken");
        return;
      }
      server.bind(UnixDomainSocketAddress.of(lock.socket().orElseThrow()));
      lock.announce();
      System.out.println("runs");
      while (System.in.read() >= 0) {
        // Until the end.
      }
    }
  }
}
