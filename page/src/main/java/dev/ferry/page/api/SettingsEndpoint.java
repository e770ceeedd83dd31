package dev.ferry.page.api;

import dev.ferry.json.Fields;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.store.Home;
import dev.ferry.store.Settings;
import dev.ferry.store.StoreException;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The settings of the home: shown, and changed in its file. Thread-safe; blocks on disk. */
final class SettingsEndpoint {
  private final RunningPeer running;
  private final EventLog events;
  private final Settings atStart;

  /** Takes what the file says now for what the peer was started with. */
  SettingsEndpoint(RunningPeer running, EventLog events) throws IOException {
    this.running = running;
    this.events = events;
    this.atStart = load();
  }

  private Settings load() throws IOException {
    return Settings.load(Home.at(running.peer().self().home()), System.getenv());
  }

  void get(ApiCall call) throws IOException {
    call.ok(put(JsonLine.object()));
  }

  /** Adds all of them; returns {@code line}. */
  JsonLine put(JsonLine line) throws IOException {
    return put(line, load());
  }

  private JsonLine put(JsonLine line, Settings now) {
    boolean restart =
        !now.alias().equals(atStart.alias())
            || !now.inbox().equals(atStart.inbox())
            || now.port() != atStart.port();
    return line.put("alias", now.alias())
        .put("inbox", now.inbox().toString())
        .put("port", now.port())
        .put("accept", running.acceptance().rule().word())
        .put("restart", restart);
  }

  synchronized void change(ApiCall call) throws IOException {
    Fields wanted = call.body();
    Settings changed;
    try {
      changed = with(load(), wanted);
    } catch (StoreException | IllegalArgumentException e) {
      throw new ProblemException(Problem.USAGE, String.valueOf(e.getMessage()));
    }
    changed.save();
    if (wanted.has(Settings.ACCEPT)) {
      running.acceptance().change(running.peer().acceptRule());
    }
    events.tell("settings", line -> put(line, changed));
    call.ok(put(JsonLine.object(), changed));
  }

  private static Settings with(Settings before, Fields wanted) throws IOException {
    Settings changed = before;
    changed = with(changed, Settings.ALIAS, wanted.optionalText("alias"));
    changed = with(changed, Settings.INBOX, wanted.optionalText("inbox"));
    changed = with(changed, Settings.ACCEPT, wanted.optionalText("accept"));
    long port = wanted.count("port", -1);
    return with(changed, Settings.PORT, port < 0 ? null : Long.toString(port));
  }

  private static Settings with(Settings before, String key, @Nullable String value)
      throws StoreException {
    return value == null ? before : before.with(key, value.strip());
  }
}
