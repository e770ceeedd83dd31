package dev.ferry.page.guard;

import java.util.List;

/**
 * What a request says of itself, as far as it decides whether it is answered. Each list holds all
 * values that were sent under a header's name, as sent.
 *
 * @param keys of {@link Guard#KEY}, or of the query where a browser sends no header
 */
public record Ask(
    List<String> hosts,
    List<String> origins,
    List<String> fetchSites,
    List<String> fetchDests,
    List<String> cookies,
    List<String> authorizations,
    List<String> ferry,
    List<String> contentTypes,
    List<String> keys) {}
