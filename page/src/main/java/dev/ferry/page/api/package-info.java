/**
 * The page API of docs/page-api.md: its routes, messages and endpoints, for any door.
 *
 * <p>To add a route: a constant of {@link dev.ferry.page.api.Route} that says its method, path and
 * audience, a case of the switch in {@link dev.ferry.page.api.Api} that names the method which
 * answers it (an {@link dev.ferry.page.api.ApiEndpoint}: it reads the {@link
 * dev.ferry.page.api.ApiCall}, and answers or throws), a row of the document. The test of all
 * routes then asks it everything it must refuse. Who may ask is not decided here, but in {@code
 * guard}; nothing here knows at which door it is asked.
 */
@NullMarked
package dev.ferry.page.api;

import org.jspecify.annotations.NullMarked;
