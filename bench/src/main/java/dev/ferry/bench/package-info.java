/** Benchmarks. Nothing depends on this package. */
@NullMarked
package dev.ferry.bench;

import org.jspecify.annotations.NullMarked;
