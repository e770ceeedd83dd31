/** Asks a person about offers, one at a time, and answers for the person where a rule says so. */
@NullMarked
package dev.ferry.cli.ask;

import org.jspecify.annotations.NullMarked;
