/**
 * What is made from the definitions of the commands, so that it cannot differ from them: completion
 * for bash, zsh and fish, and manual pages. Knows picocli's model and nothing of Ferry.
 */
@NullMarked
package dev.ferry.cli.reference;

import org.jspecify.annotations.NullMarked;
