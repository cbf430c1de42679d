package icaconnect.door;

import icaconnect.localstack.LocalStack;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** What the application's functions have logged. */
final class FunctionLogs {
  private final CloudWatchLogsClient logs;

  FunctionLogs(LocalStack localStack) {
    logs = localStack.client(CloudWatchLogsClient.builder());
  }

  String everything() {
    return logs.describeLogGroupsPaginator().logGroups().stream()
        .map(group -> of(group.logGroupName()))
        .collect(Collectors.joining("\n"));
  }

  String of(String group) {
    return logs.describeLogStreamsPaginator(r -> r.logGroupName(group)).logStreams().stream()
        .flatMap(stream ->
            logs
                .getLogEvents(r ->
                    r.logGroupName(group).logStreamName(stream.logStreamName()).startFromHead(true))
                .events()
                .stream())
        .map(event -> event.message())
        .collect(Collectors.joining("\n"));
  }
}
