package dev.ferry.transfer;

/**
 * A share as others see it in a list.
 *
 * @param id its id
 * @param title what a person would call it, not escaped
 * @param locked whether it needs a PIN that was not given; then the numbers are 0
 * @param entries how many entries it has
 * @param files how many of them are files
 * @param bytes the files' sizes added up
 */
public record ShareInfo(
    String id, String title, boolean locked, long entries, long files, long bytes) {}
