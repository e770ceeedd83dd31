/**
 * The files that the pages are made of, and how a browser gets them: whose page it is decides the
 * door. Nothing here knows the API, and nothing of a person's is given here.
 */
@NullMarked
package dev.ferry.page.files;

import org.jspecify.annotations.NullMarked;
