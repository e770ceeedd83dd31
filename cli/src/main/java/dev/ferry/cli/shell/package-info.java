/**
 * The shell: a prompt, or a script, that runs the commands of Ferry one after the other and beside
 * each other against one peer, which receives and shares meanwhile. Here live reading and splitting
 * lines, the jobs and what they are told, offers that wait for an answer, completion, the menu, and
 * the place on another peer that one has gone to. Commands themselves live in dev.ferry.cli, which
 * the shell knows only as {@link dev.ferry.cli.shell.Commands}; what a transfer looks like is the
 * business of dev.ferry.cli.show.
 */
@NullMarked
package dev.ferry.cli.shell;

import org.jspecify.annotations.NullMarked;
