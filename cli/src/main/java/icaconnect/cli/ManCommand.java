package icaconnect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** {@code ica-connect man}: the manual page, from what {@code --help} is made of. */
@Command(
    name = "man",
    header = "Print the manual page.",
    description = {"Read it by: ica-connect man | man -l -", ""},
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
final class ManCommand implements Callable<Integer> {
  /** A line that begins with one of these is a request to roff. */
  private static final Pattern REQUEST = Pattern.compile("(?m)^([.'])");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(page(spec.root()));
    return 0;
  }

  static String page(CommandSpec root) {
    var lines = new ArrayList<String>();
    lines.add(".TH ICA-CONNECT 1 \"\" \"ica-connect " + Version.number() + "\"");
    lines.add(".SH NAME");
    lines.add("ica-connect \\- " + text(root.usageMessage().header()));
    lines.add(".SH SYNOPSIS");
    lines.add(".B ica-connect");
    lines.add("COMMAND [OPTIONS]");
    lines.add(".SH OPTIONS OF EVERY COMMAND");
    var everywhere = root.options();
    everywhere.forEach(option -> entry(lines, option));
    var names = everywhere.stream().map(OptionSpec::longestName).toList();
    root.subcommands()
        .forEach((name, command) -> {
          CommandSpec each = command.getCommandSpec();
          lines.add(".SH " + name.toUpperCase(java.util.Locale.ROOT));
          lines.add(".B ica-connect " + roff(name));
          each.positionalParameters().forEach(one -> lines.add(roff(one.paramLabel())));
          lines.add(".PP");
          lines.add(text(each.usageMessage().header()));
          lines.add(text(each.usageMessage().description()));
          each.positionalParameters().forEach(one -> entry(lines, one));
          each.options().stream()
              .filter(option -> !names.contains(option.longestName()))
              .forEach(option -> entry(lines, option));
        });
    lines.add(".SH EXIT STATUS");
    root.usageMessage()
        .exitCodeList()
        .forEach((code, words) -> {
          lines.add(".TP");
          lines.add(".B " + code);
          lines.add(roff(words));
        });
    lines.removeIf(String::isBlank);
    return String.join("\n", lines);
  }

  private static void entry(List<String> lines, OptionSpec option) {
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    lines.add(".TP");
    lines.add(".B " + roff(String.join(", ", option.names()) + value));
    lines.add(text(option.description()));
  }

  private static void entry(List<String> lines, PositionalParamSpec parameter) {
    lines.add(".TP");
    lines.add(".B " + roff(parameter.paramLabel()));
    lines.add(text(parameter.description()));
  }

  private static String text(String[] words) {
    return roff(
        String.join(" ", words)
            .replace("${DEFAULT-VALUE}", "see --help")
            .replace("${COMPLETION-CANDIDATES}", "see --help")
            .strip());
  }

  private static String roff(String text) {
    String escaped =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .codePoints()
            .mapToObj(c -> c < 128 ? Character.toString(c) : "\\[u%04X]".formatted(c))
            .collect(Collectors.joining());
    return REQUEST.matcher(escaped).replaceAll("\\\\&$1");
  }
}
