package dev.ferry.page.guard;

import java.util.List;

/**
 * What a request says of itself, as far as it decides whether it is answered. Each list holds all
 * values that were sent under a header's name, as sent.
 */
public record Ask(
    List<String> hosts,
    List<String> origins,
    List<String> fetchSites,
    List<String> fetchDests,
    List<String> cookies,
    List<String> authorizations,
    List<String> ferry,
    List<String> contentTypes) {}
