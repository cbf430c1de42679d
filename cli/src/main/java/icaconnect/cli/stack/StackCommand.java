package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.answer.AnswerPage;
import icaconnect.cli.deployed.Deployment;
import icaconnect.cli.deployed.Reach;
import icaconnect.cli.execution.Ending;
import icaconnect.cli.execution.Executions;
import icaconnect.cli.execution.Following;
import icaconnect.cli.execution.Outcomes;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.evidence.Harmless;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works with a deployed stack. */
abstract class StackCommand implements Callable<Integer> {
  protected final Globals globals;

  @Spec private CommandSpec spec;

  private Paper paper;
  private Reach reach;
  private Deployment stack;

  StackCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public final Integer call() {
    paper = globals.paper(spec);
    reach = globals.reach();
    return run().number();
  }

  abstract ExitCode run();

  Paper paper() {
    return paper;
  }

  /** As it was when it was first asked for. */
  Deployment stack() {
    if (stack == null) {
      stack = reach.stack(globals.stack());
    }
    return stack;
  }

  Executions executions() {
    return reach.executions();
  }

  /** Starts the workflow of this output, follows it and answers what it answered. */
  JsonNode follow(String machine, JsonNode input) {
    return follow(machine, input, Outcomes.UNCOUNTED);
  }

  JsonNode follow(String machine, JsonNode input, Outcomes outcomes) {
    var executions = executions();
    return follow(executions, executions.start(stack().output(machine), input), outcomes);
  }

  JsonNode follow(Executions executions, String arn) {
    return follow(executions, arn, Outcomes.UNCOUNTED);
  }

  JsonNode follow(Executions executions, String arn, Outcomes outcomes) {
    return new Following(
            executions, paper, globals.around().clock(), globals.around().pause(), outcomes)
        .toTheEnd(arn, globals.again("follow " + arn));
  }

  /** Prints the answer, and ends as it says. */
  ExitCode told(JsonNode outcome, String whatChanges) {
    return told(paper, outcome, whatChanges);
  }

  static ExitCode told(Paper paper, JsonNode outcome, String whatChanges) {
    switch (paper.format()) {
      case json -> paper.json(outcome);
      case ndjson -> paper.event("outcome", outcome);
      case text -> new AnswerPage(paper).outcome(outcome, whatChanges);
    }
    return Ending.of(outcome);
  }

  /** Says of a planned connect that it would be in vain, where it would. */
  void warn(JsonNode planned) {
    if (paper.format() == OutputFormat.text
        && Ending.of(planned) == ExitCode.DONE
        && Ending.ofPlan(planned) != ExitCode.DONE) {
      paper.line(Ink.RED, Ending.WOULD_NOT_WORK);
    }
  }

  /** There is no such connection. */
  ExitCode notConnected(String bucket) {
    paper.err().println("ica-connect: " + Harmless.line(bucket) + " is not connected.");
    return ExitCode.REFUSED;
  }

  static boolean changed(JsonNode outcome) {
    return outcome.path("steps").valueStream().anyMatch(step -> step.path("changed").asBoolean());
  }
}
