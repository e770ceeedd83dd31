/**
 * The schema of docs/events.md: what transfers tell as JSON, written and read. It is what {@code
 * --json} prints, what the page and its socket send, and what a process reads that is attached to a
 * running peer. No command, no HTTP, and nothing that a person reads lives here.
 */
@NullMarked
package dev.ferry.peer.events;

import org.jspecify.annotations.NullMarked;
