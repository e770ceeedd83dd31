/**
 * The web page of a running peer: {@link dev.ferry.page.PageServer} puts the API ({@code api}) and
 * its files ({@code files}) behind a guarded door ({@code guard}, {@code door}); {@link
 * dev.ferry.page.HomeServer} makes a peer the running one of its home, whom other processes find;
 * {@link dev.ferry.page.Browser} opens links on the screen. What is asked and answered lives in the
 * packages below, not here.
 */
@NullMarked
package dev.ferry.page;

import org.jspecify.annotations.NullMarked;
