package icaconnect.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands and options in the words of fish.
 * https://fishshell.com/docs/current/cmds/complete.html
 */
final class FishCompletion {
  private static final String COMPLETE = "complete -c ica-connect";

  private FishCompletion() {}

  static String of(CommandLine root) {
    var lines = new ArrayList<String>();
    lines.add(COMPLETE + " -f");
    root.getSubcommands()
        .forEach((name, command) -> {
          String header = String.join(" ", command.getCommandSpec().usageMessage().header());
          lines.add(COMPLETE + " -n __fish_use_subcommand -a " + name + " -d " + quoted(header));
          command.getCommandSpec().options().stream()
              .filter(option -> !option.hidden())
              .forEach(option -> lines.add(option(name, option)));
        });
    return String.join("\n", lines);
  }

  private static String option(String command, OptionSpec option) {
    var words = new ArrayList<String>();
    words.add(COMPLETE);
    words.add("-n '__fish_seen_subcommand_from " + command + "'");
    for (String name : option.names()) {
      words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    boolean takesValue = option.arity().max() > 0;
    if (takesValue) {
      var candidates = candidates(option);
      boolean file = java.nio.file.Path.class.equals(option.type());
      words.add(file ? "-r -F" : "-x");
      if (!candidates.isEmpty()) {
        words.add("-a " + quoted(String.join(" ", candidates)));
      }
    }
    words.add("-d " + quoted(String.join(" ", option.description())));
    return String.join(" ", words);
  }

  private static List<String> candidates(OptionSpec option) {
    var candidates = new ArrayList<String>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(candidates::add);
    }
    return candidates;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
