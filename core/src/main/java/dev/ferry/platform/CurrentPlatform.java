package dev.ferry.platform;

import org.jspecify.annotations.Nullable;

/** Finds the platform when it is first asked for, so that a short command need not. */
final class CurrentPlatform {
  static final Platform BEST = best();

  private CurrentPlatform() {}

  private static Platform best() {
    @Nullable Platform linux = LinuxPlatform.find();
    return linux != null ? linux : PortablePlatform.SHARED;
  }
}
