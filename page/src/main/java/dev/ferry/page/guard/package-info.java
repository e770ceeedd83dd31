/**
 * Who may ask what at a door that browsers reach: nobody, unless every check says so. No endpoint
 * lives here.
 */
@NullMarked
package dev.ferry.page.guard;

import org.jspecify.annotations.NullMarked;
