package dev.ferry.cli.shell;

import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.TerminalSize;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions that jobs have for the person, until the prompt asks them one after the other.
 * Thread-safe.
 */
final class Questions implements Asker {
  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Deque<Question> open = new ArrayDeque<>();
  private final Supplier<TerminalSize> size;

  /** {@code size} tells how large the terminal is now. */
  Questions(Supplier<TerminalSize> size) {
    this.size = size;
  }

  @Override
  public TerminalSize size() {
    return size.get();
  }

  /** One of them. */
  static final class Question {
    private final String text;
    private final boolean secret;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable String answer;
    private volatile boolean refused;
    private volatile boolean withdrawn;

    private Question(String text, boolean secret) {
      this.text = text;
      this.secret = secret;
    }

    String text() {
      return text;
    }

    boolean secret() {
      return secret;
    }

    boolean isWithdrawn() {
      return withdrawn;
    }

    /** The person's line. */
    void answer(String line) {
      answer = line.strip();
      done.countDown();
    }

    /** The person does not want to be asked this. */
    void refuse() {
      refused = true;
      done.countDown();
    }
  }

  @Override
  public Optional<String> ask(String text, boolean secret, BooleanSupplier stopping)
      throws InterruptedException {
    Question question = new Question(text, secret);
    synchronized (this) {
      open.add(question);
    }
    try {
      while (!question.done.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stopping.getAsBoolean()) {
          throw new InterruptedException("the command stops");
        }
      }
    } catch (InterruptedException e) {
      question.withdrawn = true;
      synchronized (this) {
        open.remove(question);
      }
      throw e;
    }
    if (question.refused) {
      throw new InterruptedException("the person does not answer");
    }
    return Optional.ofNullable(question.answer);
  }

  /** The next one to be asked. */
  synchronized @Nullable Question next() {
    return open.poll();
  }

  /** Whether there is any. */
  synchronized boolean any() {
    return !open.isEmpty();
  }
}
