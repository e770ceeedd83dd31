package dev.ferry.localsend;

/**
 * Told which devices come and go: one call at a time, in order, on whatever thread noticed. The
 * calls must be quick.
 */
public interface DeviceListener {
  /** A device is there. */
  void seen(Device device);

  /** It says something else of itself now, has another address, or has proven its fingerprint. */
  void changed(Device before, Device after);

  /** It has not been heard of for long. */
  void gone(Device device);
}
