package icaconnect.cli.options;

import icaconnect.cli.aws.Caller;
import icaconnect.cli.deployed.Reach;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.UsageError;
import icaconnect.evidence.Harmless;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, spelled as the AWS CLI spells them. */
public final class Globals {
  @Option(
      names = "--stack",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      defaultValue = "ica-connect",
      description = "The stack of ICA Bucket Connect (default: ${DEFAULT-VALUE}).")
  private String stack;

  @Option(
      names = "--region",
      scope = ScopeType.INHERIT,
      paramLabel = "REGION",
      description = "The AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile's.")
  private String region;

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "The profile of the AWS configuration files; else AWS_PROFILE.")
  private String profile;

  @Option(
      names = "--endpoint-url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Where AWS is, such as http://127.0.0.1:4566; else AWS_ENDPOINT_URL.")
  private String endpointUrl;

  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or ndjson (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Of the text, print the result only.")
  private boolean quiet;

  private final Surroundings around;

  public Globals(Surroundings around) {
    this.around = around;
  }

  /** What the command prints on. */
  public Paper paper(CommandSpec command) {
    return new Paper(
        command.commandLine().getOut(),
        command.commandLine().getErr(),
        format,
        quiet,
        looked() && wantsColours(System.getenv()),
        looked() && !"dumb".equals(System.getenv("TERM")));
  }

  /** What is reached by these options. */
  public Reach reach() {
    return around.reaching().of(region, profile, endpointUrl);
  }

  public Surroundings around() {
    return around;
  }

  private boolean looked() {
    return around.person().looks() && format == OutputFormat.text;
  }

  /** Who calls AWS, where. */
  public Caller caller() {
    return new Caller(region, profile, endpointUrl);
  }

  /**
   * @throws UsageError where nobody can be asked
   */
  public void mustBeAskable() {
    if (!looked()) {
      throw new UsageError("Nobody can be asked here: give --yes to go on without a question.");
    }
  }

  /** Whether the person at the terminal says yes. */
  public boolean confirms(String question) {
    mustBeAskable();
    String answer = around.person().answer(Harmless.of(question) + " [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  /** The command line that does this with the same options. */
  public String again(String command) {
    var again = new StringBuilder("ica-connect ").append(command);
    add(again, "--region", region);
    add(again, "--profile", profile);
    add(again, "--endpoint-url", endpointUrl);
    return again.toString();
  }

  private static void add(StringBuilder line, String option, String value) {
    if (value != null) {
      line.append(' ').append(option).append(' ').append(value);
    }
  }

  /** The stack's name. */
  public String stack() {
    return stack;
  }

  /** The region on the command line or in the environment, for commands that ask nobody. */
  public String regionOr(String otherwise) {
    return region != null
        ? region
        : System.getenv()
            .getOrDefault(
                "AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", otherwise));
  }

  /** https://no-color.org */
  public static boolean wantsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
