package dev.ferry.preview;

/** A file of which only its kind and its size are shown. */
public record Other(About about, String problem) implements Preview {}
