package icaconnect.inspect;

import icaconnect.connection.Ours;
import icaconnect.step.EarlierRecord;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user of a connection that is to go: who made it tells whose its keys are, and, where the
 * record is lost, what is ours in a policy. A name that only the record has, which every step can
 * write, is believed of a user of our own, by its path, with this bucket's tag.
 */
record LeavingUser(Step step, InspectPort port) {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
  private static final Pattern USER_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  Optional<FoundUser> found() {
    String named = step.connection().userName();
    return Stream.of(StepName.CREDENTIAL, StepName.IAM)
        .flatMap(entry -> step.journalled(entry).stream())
        .flatMap(entry -> Optional.ofNullable(entry.path("userName").textValue()).stream())
        .filter(name -> !name.equals(named) && USER_NAME.matcher(name).matches())
        .distinct()
        .flatMap(name -> port.user(name).stream())
        .filter(this::isOurs)
        .findFirst()
        .or(() -> port.user(named));
  }

  private boolean isOurs(FoundUser user) {
    return EarlierRecord.isOfBucket(step, user.arn(), user.bucket())
        || (Ours.isEarlierUser(user.arn())
            && user.bucket().filter(step.bucket()::equals).isPresent());
  }
}
