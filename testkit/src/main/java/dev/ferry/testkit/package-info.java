/**
 * What several modules' tests share: trees and their snapshots, processes, broken networks, full
 * and failing disks, peers that follow a script, checks that nothing is left behind. Knows nothing
 * of Ferry: no type of another module may appear here.
 */
@NullMarked
package dev.ferry.testkit;

import org.jspecify.annotations.NullMarked;
