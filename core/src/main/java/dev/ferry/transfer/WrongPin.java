package dev.ferry.transfer;

import java.time.Duration;

/**
 * Somebody wanted to offer something and gave a wrong PIN.
 *
 * @param alias what whoever proved this key is known by here, not escaped; empty if it is nobody
 *     known. What it calls itself is not looked at before the PIN
 * @param host the address it calls from
 * @param triesLeft before there is a delay; 0 if there is one already
 * @param delay until the next try is looked at; zero if it may come at once
 */
public record WrongPin(String alias, String host, int triesLeft, Duration delay) {}
