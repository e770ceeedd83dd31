/**
 * Stories of people at the pages, in Chromium, with real peers behind. Nothing that the pages need
 * lives here.
 */
@NullMarked
package dev.ferry.browser;

import org.jspecify.annotations.NullMarked;
