/**
 * What is in a file, in brief, as data: kind, and a bounded view of its contents. Knows no
 * terminal, no page and no protocol: those show the same data. Every file is taken for hostile:
 * what is read, decoded, unpacked and kept has limits ({@link dev.ferry.preview.PreviewLimits}),
 * nothing is rendered that can act (HTML, SVG, PDF), and odd bytes make a lesser preview, never an
 * exception. Text in it is as it stands in the file: whoever shows it escapes it.
 */
@NullMarked
package dev.ferry.preview;

import org.jspecify.annotations.NullMarked;
