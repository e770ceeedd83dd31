package dev.ferry.cli.view;

/**
 * The colours of terminals: ECMA-48's sixteen with the values that xterm gives them, xterm's 256 (a
 * cube of six steps each and 24 greys), or any.
 */
final class Palette {
  private static final int[] SIXTEEN = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
  };
  private static final int FIRST_CUBE = 16;
  private static final int FIRST_GREY = 232;
  private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

  private Palette() {}

  /** The number of the colour nearest to red, green and blue. */
  static int nearest(int rgb, Sight.Colours colours) {
    return switch (colours) {
      case TRUE -> rgb;
      case PALETTE -> ofPalette(rgb);
      case SIXTEEN, NONE -> ofSixteen(rgb);
    };
  }

  /** What the colour with this number looks like. */
  static int rgb(int number, Sight.Colours colours) {
    return switch (colours) {
      case TRUE -> number;
      case PALETTE -> number >= FIRST_GREY ? grey(number - FIRST_GREY) : cube(number - FIRST_CUBE);
      case SIXTEEN, NONE -> SIXTEEN[number];
    };
  }

  private static int grey(int step) {
    int level = 8 + 10 * step;
    return (level << 16) | (level << 8) | level;
  }

  private static int cube(int number) {
    return (CUBE[number / 36] << 16) | (CUBE[number / 6 % 6] << 8) | CUBE[number % 6];
  }

  /** What selects a colour, without what begins and ends the sequence. */
  static String code(int colour, Sight.Colours colours, boolean paper) {
    return switch (colours) {
      case TRUE ->
          (paper ? "48;2;" : "38;2;")
              + (colour >> 16)
              + ";"
              + ((colour >> 8) & 0xff)
              + ";"
              + (colour & 0xff);
      case PALETTE -> (paper ? "48;5;" : "38;5;") + colour;
      case SIXTEEN, NONE ->
          Integer.toString((paper ? 40 : 30) + (colour < 8 ? colour : colour + 52));
    };
  }

  private static int ofPalette(int rgb) {
    int red = step(rgb >> 16);
    int green = step((rgb >> 8) & 0xff);
    int blue = step(rgb & 0xff);
    int cube = 36 * red + 6 * green + blue;
    int mean = ((rgb >> 16) + ((rgb >> 8) & 0xff) + (rgb & 0xff)) / 3;
    int grey = Math.clamp((mean - 3) / 10, 0, 23);
    boolean isGrey = distance(rgb, grey(grey)) < distance(rgb, cube(cube));
    return isGrey ? FIRST_GREY + grey : FIRST_CUBE + cube;
  }

  private static int step(int value) {
    int best = 0;
    for (int i = 1; i < CUBE.length; i++) {
      best = Math.abs(CUBE[i] - value) < Math.abs(CUBE[best] - value) ? i : best;
    }
    return best;
  }

  private static int ofSixteen(int rgb) {
    int best = 0;
    for (int i = 1; i < SIXTEEN.length; i++) {
      best = distance(rgb, SIXTEEN[i]) < distance(rgb, SIXTEEN[best]) ? i : best;
    }
    return best;
  }

  /** The "redmean" of colour science for the poor: eyes see green best, red where it is bright. */
  private static int distance(int one, int other) {
    int mean = ((one >> 16) + (other >> 16)) / 2;
    int red = (one >> 16) - (other >> 16);
    int green = ((one >> 8) & 0xff) - ((other >> 8) & 0xff);
    int blue = (one & 0xff) - (other & 0xff);
    return (512 + mean) * red * red / 256 + 4 * green * green + (767 - mean) * blue * blue / 256;
  }
}
