package dev.ferry.cli.ask;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The questions about one offer, until there is an answer. Used by one thread. */
final class Dialogue {
  private static final int PAGE = 40;
  private static final int NUMBER = 5;
  private static final int SIZE = 8;

  private final Person person;
  private final Offer offer;
  private final Runnable trust;
  private @Nullable Groups groups;
  private long listed;

  /**
   * A dialogue about {@code offer}.
   *
   * @param trust makes the peer a trusted one
   */
  Dialogue(Person person, Offer offer, Runnable trust) {
    this.person = person;
    this.offer = offer;
    this.trust = trust;
  }

  /** Asks until it is decided. */
  Answer decide() throws InterruptedException {
    while (true) {
      Optional<String> typed = person.ask(question());
      if (typed.isEmpty()) {
        return new Answer.Decline("nobody was there to be asked");
      }
      @Nullable Answer answer = answer(typed.get().toLowerCase(Locale.ROOT));
      if (answer != null) {
        return answer;
      }
    }
  }

  private String question() {
    if (isChanged()) {
      return "ACCEPT IN SPITE OF THE CHANGED IDENTITY? Type yes in full, or [n]o:";
    }
    StringBuilder question = new StringBuilder("Accept? [y]es [n]o");
    if (hasEntries()) {
      question.append(" [l]ist");
      question.append(offer.manifest().entries() > 1 ? " [s]ome" : "");
    }
    if (canUpdate()) {
      question.append(" [u]pdate existing");
    }
    if (canTrust()) {
      question.append(" [t]rust and accept");
    }
    return question.append(':').toString();
  }

  /** The answer that {@code word} is, or null if the question must be asked again. */
  private @Nullable Answer answer(String word) throws InterruptedException {
    boolean known = true;
    switch (word) {
      case "yes" -> {
        return new Answer.All(null);
      }
      case "y" -> {
        if (!isChanged()) {
          return new Answer.All(null);
        }
        known = false;
      }
      case "n", "no" -> {
        return new Answer.Decline("");
      }
      case "t", "trust" -> {
        if (canTrust()) {
          trust.run();
          return new Answer.All(null);
        }
        known = false;
      }
      case "u", "update" -> {
        if (canUpdate()) {
          return new Answer.All(ClashPolicy.UPDATE);
        }
        known = false;
      }
      case "s", "some" -> {
        return hasEntries() ? some() : null;
      }
      case "l", "list" -> list();
      default -> known = false;
    }
    if (!known) {
      person.tell("Please type one of the letters in brackets.");
    }
    return null;
  }

  private boolean isChanged() {
    return offer.from().standing() == Standing.CHANGED;
  }

  private boolean canTrust() {
    return offer.from().standing() == Standing.UNKNOWN || offer.from().standing() == Standing.KNOWN;
  }

  private boolean canUpdate() {
    return !isChanged()
        && offer.plan().changed() > 0
        && offer.plan().policy() != ClashPolicy.UPDATE;
  }

  private boolean hasEntries() {
    return offer.manifest().entries() > 0;
  }

  private void list() {
    try {
      Groups parts = groups();
      listPage(parts);
    } catch (IOException e) {
      tellUnreadable(e);
    }
    long more = offer.manifest().entries() - listed;
    if (more > 0) {
      person.tell("  ... " + Units.count(more) + " more; l shows the next ones");
    } else {
      listed = 0;
    }
  }

  private void listPage(Groups parts) throws IOException {
    try (Manifest.Cursor cursor = offer.manifest().walkFrom(listed)) {
      long end = Math.min(offer.manifest().entries(), listed + PAGE);
      for (Entry entry = cursor.next();
          entry != null && listed < end;
          entry = listed < end ? cursor.next() : null) {
        int number = parts.numberOf(entry.path().toString());
        person.tell(number(number == 0 ? "" : Integer.toString(number)) + describe(entry));
        listed++;
      }
    }
  }

  private static String describe(Entry entry) {
    String path = ShortName.ofPath(entry.path().toString());
    return switch (entry) {
      case FileEntry file -> Columns.padLeft(Units.bytes(file.size()), SIZE) + "  " + path;
      case FolderEntry folder -> Columns.padLeft("", SIZE) + "  " + path + "/";
      case LinkEntry link ->
          Columns.padLeft("link", SIZE) + "  " + path + " -> " + ShortName.ofPath(link.target());
    };
  }

  private static String number(String text) {
    return Columns.padLeft(text, NUMBER) + "  ";
  }

  /** What a person would choose among; looked at when first asked for. */
  private Groups groups() throws IOException {
    Groups known = groups;
    if (known == null) {
      known = Groups.of(offer.manifest());
      groups = known;
    }
    return known;
  }

  /** Lists the parts and asks which of them; null if none. */
  @Nullable Answer some() throws InterruptedException {
    try {
      tell(groups());
      while (true) {
        Optional<String> typed =
            person.ask("Which? Numbers (1,3-5), names or patterns (*.jpg); Enter goes back:");
        if (typed.isEmpty() || typed.get().isBlank()) {
          return null;
        }
        Answer chosen = chosen(typed.get());
        if (chosen != null) {
          return chosen;
        }
      }
    } catch (IOException e) {
      tellUnreadable(e);
      return null;
    }
  }

  /** What {@code typed} chooses; null, and told why, if that is nothing. */
  @Nullable Answer chosen(String typed) throws IOException {
    Selection.Chosen chosen = Selection.parse(typed, groups().paths()).from(offer.manifest());
    if (chosen.nothing().isEmpty() && chosen.entries().size() > 0) {
      person.tell("Chosen: " + OfferText.amount(chosen.files(), chosen.bytes()));
      return new Answer.Some(chosen.entries());
    }
    complain(chosen.nothing());
    return null;
  }

  private void complain(List<String> items) throws IOException {
    int last = groups().list().size();
    for (String item : items) {
      String shown = ShortName.ofTitle(item);
      person.tell(
          item.matches("[\\d-]+")
              ? "There is no " + shown + " here: the list has 1 to " + last + "."
              : "Nothing here is called " + shown + ".");
    }
  }

  private void tellUnreadable(IOException e) {
    person.tell("The list cannot be read: " + DisplayName.escape(String.valueOf(e.getMessage())));
  }

  private void tell(Groups groups) {
    List<Groups.Group> list = groups.list();
    for (int i = 0; i < Math.min(PAGE, list.size()); i++) {
      Groups.Group group = list.get(i);
      person.tell(
          number(Integer.toString(i + 1))
              + ShortName.ofPath(group.path())
              + (group.files() == 0 ? "" : "  " + OfferText.amount(group.files(), group.bytes())));
    }
    if (list.size() > PAGE || groups.isCut()) {
      person.tell(
          "  ... and "
              + (groups.isCut() ? "many" : Units.count(list.size() - PAGE))
              + " more, which patterns and numbers take as well; l shows their numbers");
    }
  }
}
