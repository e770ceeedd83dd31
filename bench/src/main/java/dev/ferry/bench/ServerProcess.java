package dev.ferry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server started for the benchmark on a port of 127.0.0.1. */
final class ServerProcess implements AutoCloseable {

  private static final long READY_SECONDS = 20;

  private final Process process;
  private final Thread atExit;

  private ServerProcess(Process process) {
    this.process = process;
    this.atExit = new Thread(() -> destroy(process));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts it and waits until the port answers. */
  static ServerProcess start(Path log, int port, String... words) throws IOException {
    ServerProcess server = new ServerProcess(Shell.serve(log, words));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!answers(port)) {
      if (!server.process.isAlive() || System.nanoTime() > deadline) {
        server.close();
        throw new IOException(
            String.join(" ", words) + " does not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return server;
  }

  /** A port that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The process. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    destroy(process);
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
