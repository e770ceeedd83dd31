package dev.ferry.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rules of a packet filter do with strangers, roughly: whether they let in what no rule
 * speaks of, and whether one speaks of the port. More only the kernel knows.
 */
enum PacketFilter {
  /** What no rule speaks of comes in. */
  OPEN,
  /** It is kept out, but there is a rule with the port. */
  NAMED,
  /** It is kept out, and no rule names the port. */
  CLOSED;

  private static final Pattern CHAIN = Pattern.compile("chain (\\S+) \\{");
  private static final Pattern JUMP = Pattern.compile("\\b(?:jump|goto) (\\S+)");

  /** A rule without a condition; counters are none. */
  private static final Pattern SHUTS =
      Pattern.compile("(counter packets \\d+ bytes \\d+ )?(drop|reject( with .*)?)");

  /** Reads what {@code nft list ruleset} prints. */
  static PacketFilter ofNft(String rules, int port) {
    List<String> path = rulesOfInput(rules);
    boolean shut =
        path.stream()
            .anyMatch(rule -> rule.contains("policy drop") || SHUTS.matcher(rule).matches());
    return verdict(shut, path, port);
  }

  private static PacketFilter verdict(boolean shut, List<String> rules, int port) {
    Pattern names = Pattern.compile("(?<!\\d)" + port + "(?!\\d)");
    return !shut
        ? OPEN
        : rules.stream().anyMatch(rule -> names.matcher(rule).find()) ? NAMED : CLOSED;
  }

  /** The rules of the chains that what comes in passes through, whatever table they are in. */
  private static List<String> rulesOfInput(String rules) {
    Map<String, List<String>> chains = chains(rules);
    Deque<String> left = new ArrayDeque<>();
    chains.forEach((name, lines) -> {
      if (lines.stream().anyMatch(line -> line.startsWith("type filter hook input"))) {
        left.add(name);
      }
    });
    List<String> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (!left.isEmpty()) {
      String name = left.pop();
      if (seen.add(name)) {
        for (String line : chains.getOrDefault(name, List.of())) {
          found.add(line);
          Matcher jump = JUMP.matcher(line);
          if (jump.find()) {
            left.add(name.substring(0, name.lastIndexOf('/') + 1) + jump.group(1));
          }
        }
      }
    }
    return found;
  }

  /** The lines of each chain, by table and name. */
  private static Map<String, List<String>> chains(String rules) {
    Map<String, List<String>> chains = new LinkedHashMap<>();
    String table = "";
    List<String> current = new ArrayList<>();
    for (String raw : rules.split("\n", -1)) {
      String line = raw.strip();
      Matcher chain = CHAIN.matcher(line);
      if (line.startsWith("table ")) {
        table = line;
      } else if (chain.matches()) {
        current = chains.computeIfAbsent(table + "/" + chain.group(1), _ -> new ArrayList<>());
      } else if (!line.isEmpty() && !line.equals("}")) {
        current.add(line);
      }
    }
    return chains;
  }

  /** Reads what {@code iptables -S} prints. */
  static PacketFilter ofIptables(String rules, int port) {
    List<String> lines = rules.lines().map(String::strip).toList();
    boolean shut =
        lines.stream()
            .anyMatch(line -> line.matches("-P INPUT DROP|-A INPUT -j (DROP|REJECT)( .*)?"));
    return verdict(shut, lines, port);
  }
}
