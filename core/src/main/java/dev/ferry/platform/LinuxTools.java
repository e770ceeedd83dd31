package dev.ferry.platform;

/**
 * What all files and folders of the Linux platform share.
 *
 * @param scratches memory for system calls
 * @param waits for calls that may take seconds
 */
record LinuxTools(ScratchPool scratches, LongWaits waits) {
  LinuxTools() {
    this(new ScratchPool(), new LongWaits());
  }
}
