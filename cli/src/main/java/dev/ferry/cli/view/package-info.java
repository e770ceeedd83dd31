/**
 * Shows previews of files on a terminal. Takes them as data from dev.ferry.preview and reads no
 * file itself; every text is escaped here, just before it is shown.
 */
@NullMarked
package dev.ferry.cli.view;

import org.jspecify.annotations.NullMarked;
