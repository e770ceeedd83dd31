package dev.ferry.localsend;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener is told, as "+ alias address", "~ alias address", "- alias address". */
final class Sightings implements DeviceListener {
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void seen(Device device) {
    told.add("+ " + shown(device));
  }

  @Override
  public void changed(Device before, Device after) {
    told.add("~ " + shown(after));
  }

  @Override
  public void gone(Device device) {
    told.add("- " + shown(device));
  }

  List<String> told() {
    return List.copyOf(told);
  }

  private static String shown(Device device) {
    return device.alias()
        + " "
        + device.address().getHostAddress()
        + (device.proven() ? " proven" : "");
  }
}
