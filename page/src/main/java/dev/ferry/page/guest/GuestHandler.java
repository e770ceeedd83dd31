package dev.ferry.page.guest;

import dev.ferry.direct.ProblemAnswers;
import dev.ferry.direct.Refusal;
import dev.ferry.http.Exchange;
import dev.ferry.page.files.PageFiles;
import dev.ferry.page.guard.SecurityHeaders;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Everything that the guests' listener answers. In this order: how often an address asks, under
 * which name, for which link, whether that is open and the way known, from which page, its PIN.
 * Thread-safe; blocks the thread of each request.
 */
final class GuestHandler extends Handler.Abstract {
  private static final String PARTS = "/web/";
  private static final int REQUESTS_AT_ONCE = 600;
  private static final int REQUESTS_A_SECOND = 100;
  private static final int WRONG_LINKS_AT_ONCE = 20;
  private static final double WRONG_LINKS_A_SECOND = 0.2;

  private final Function<String, Optional<GuestLink>> links;
  private final GuestGate gate;
  private final PageFiles page;
  private final GuestEntry entry;
  private final GuestDownloads downloads;
  private final GuestUploads uploads;
  private final ProblemAnswers answers = new ProblemAnswers();
  private final AddressBudget requests =
      new AddressBudget(REQUESTS_AT_ONCE, REQUESTS_A_SECOND, System::nanoTime);
  private final AddressBudget wrongLinks =
      new AddressBudget(WRONG_LINKS_AT_ONCE, WRONG_LINKS_A_SECOND, System::nanoTime);

  /** Serves the links that {@code links} finds by their ids. */
  GuestHandler(
      Function<String, Optional<GuestLink>> links,
      GuestGate gate,
      PageFiles page,
      GuestEntry entry,
      GuestDownloads downloads,
      GuestUploads uploads) {
    this.links = links;
    this.gate = gate;
    this.page = page;
    this.entry = entry;
    this.downloads = downloads;
    this.uploads = uploads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    SecurityHeaders.ofData(exchange);
    answers.run(exchange, () -> answer(exchange));
    return true;
  }

  private void answer(Exchange exchange) throws IOException {
    if (!requests.take(exchange.inetAddress())) {
      throw new TransferException(Problem.BUSY, "too many requests at once; try again later");
    }
    gate.checkHost(exchange);
    String path = exchange.rawPath();
    if (path.startsWith(PARTS)) {
      part(exchange, path);
      return;
    }
    if (!path.startsWith(GuestLinks.ROOT)) {
      throw new TransferException(Problem.NOT_FOUND, "nothing is at this path");
    }
    String[] parts = path.substring(GuestLinks.ROOT.length()).split("/", 2);
    String rest = parts.length == 1 ? "" : parts[1];
    GuestLink link;
    try {
      link = link(exchange, parts[0]);
    } catch (Refusal e) {
      if (!rest.isEmpty() || !isBrowser(exchange)) {
        throw e;
      }
      page.giveToTell(exchange, e.status());
      return;
    }
    GuestRoute.Match match =
        GuestRoute.of(rest)
            .orElseThrow(() -> new TransferException(Problem.NOT_FOUND, "nothing is at this path"));
    checkMethod(exchange, match.route());
    gate.checkOrigin(exchange, match.route());
    entry.checkPin(exchange, link, match.route());
    try (GuestLink.Use _ = link.use(exchange.hangUp())) {
      serve(exchange, link, match);
    }
  }

  /** What the page is made of, which is the same for everybody. */
  private void part(Exchange exchange, String path) throws IOException {
    if (!exchange.method().equals("GET")) {
      exchange.setHeader(HttpHeader.ALLOW, "GET");
      throw new Refusal(Problem.BAD_REQUEST, 405, "this is not done here");
    }
    page.give(exchange, path);
  }

  /** A link that is open. */
  private GuestLink link(Exchange exchange, String id) throws Refusal {
    Optional<GuestLink> link = links.apply(id);
    if (link.isEmpty() && !wrongLinks.take(exchange.inetAddress())) {
      throw new Refusal(Problem.BUSY, 429, "too many links that do not exist; try later");
    }
    GuestLink found = link.orElseThrow(GuestLink::unknown);
    entry.checkOpen(found);
    return found;
  }

  /** A person, whom the page tells what is wrong with a link; programs read the answer itself. */
  private static boolean isBrowser(Exchange exchange) {
    String likes = exchange.header("Accept");
    return exchange.method().equals("GET") && likes != null && likes.contains("text/html");
  }

  private static void checkMethod(Exchange exchange, GuestRoute route) throws Refusal {
    if (!route.methods().contains(exchange.method())) {
      exchange.setHeader(
          HttpHeader.ALLOW, route.methods().stream().sorted().collect(Collectors.joining(", ")));
      throw new Refusal(Problem.BAD_REQUEST, 405, "this is not done here");
    }
  }

  private void serve(Exchange exchange, GuestLink link, GuestRoute.Match match) throws IOException {
    switch (match.route()) {
      case PAGE -> page.give(exchange, "/");
      case INFO -> entry.info(exchange, link);
      case PIN -> entry.pin(exchange, link);
      case ENTRIES -> downloads.entries(exchange, link);
      case FILE -> downloads.file(exchange, link, match.tail());
      case ZIP -> downloads.zip(exchange, link);
      case OFFER -> uploads.offer(exchange, link);
      case UPLOAD -> uploads.upload(exchange, link, match.tail());
      case PAYLOAD -> uploads.payload(exchange, link, match.tail());
      case DONE -> uploads.done(exchange, link, match.tail());
    }
  }
}
