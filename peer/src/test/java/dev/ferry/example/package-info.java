/** The README's example for Java programs, and the proof that it runs. */
@NullMarked
package dev.ferry.example;

import org.jspecify.annotations.NullMarked;
