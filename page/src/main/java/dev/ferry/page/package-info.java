/**
 * The web page of a running peer: {@link dev.ferry.page.PageServer} puts the API ({@code api})
 * behind a guarded door ({@code guard}, {@code door}). Nothing else lives here.
 */
@NullMarked
package dev.ferry.page;

import org.jspecify.annotations.NullMarked;
