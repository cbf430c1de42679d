package icaconnect.organisation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.LabBucket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Four accounts in two regions, connected and taken back by one manifest that both hubs get, by
 * {@code make organisation}: too long for every run. {@code organisation.buckets} says how many.
 */
@OnLocalStack
class WholeOrganisation {
  private static final int BUCKETS = Integer.getInteger("organisation.buckets", 200);
  private static final Duration LONGEST = Duration.ofMinutes(90);
  private static final List<Region> REGIONS = List.of(Region.US_EAST_1, Region.EU_WEST_2);
  private static final List<Member> MEMBERS =
      List.of(
          new Member(LocalStack.ACCOUNT, Region.US_EAST_1),
          new Member("222233334444", Region.US_EAST_1),
          new Member("444455556666", Region.EU_WEST_2),
          new Member("777788889999", Region.EU_WEST_2));

  private final LocalStack localStack;
  private Organisation organisation;
  private List<Lab> labs;

  WholeOrganisation(LocalStack localStack) {
    this.localStack = localStack;
  }

  /** An account with the application in one region. */
  private record Member(String account, Region region) {}

  /** A bucket of an account, and what it was before. */
  private record Lab(Member member, LabBucket bucket, LabBucket.Configuration original) {}

  @BeforeEach
  void an_application_in_each_account_and_a_hub_in_each_region() {
    MEMBERS.stream()
        .skip(1)
        .forEach(member -> localStack.elsewhere(member.account(), member.region()));
    organisation = new Organisation(localStack, REGIONS);
    MEMBERS.forEach(member -> organisation.join(member.account(), member.region()));
    labs =
        IntStream.range(0, BUCKETS)
            .mapToObj(i -> lab(MEMBERS.get(i * MEMBERS.size() / BUCKETS)))
            .toList();
    REGIONS.forEach(region -> organisation.manifest(region, "organisation.csv", manifest()));
  }

  @Test
  void every_bucket_is_connected_reported_in_one_place_and_given_back_as_it_was() {
    ask("connect", "CONNECTED");

    reported("Bucket Connected");
    assertThat(labs)
        .allSatisfy(lab ->
            assertThat(lab.bucket().cors())
                .hasSize(lab.original().cors().size() + 1)
                .containsAll(lab.original().cors()));
    assertThat(MEMBERS).allSatisfy(member -> assertThat(left(member)).isEqualTo(2 * of(member)));

    ask("disconnect", "DISCONNECTED");

    reported("Bucket Disconnected");
    assertThat(labs)
        .allSatisfy(lab -> assertThat(lab.bucket().configuration()).isEqualTo(lab.original()));
    assertThat(MEMBERS).allSatisfy(member -> assertThat(left(member)).isZero());
  }

  /** Both hubs at the same time, each of which does its own region's lines, two at a time. */
  private void ask(String action, String outcome) {
    String input =
        """
        {"manifest": "manifests/organisation.csv", "action": "%s", "concurrency": 2}
        """
            .formatted(action);
    var start = Instant.now();
    Map<Region, List<String>> outcomes;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          REGIONS.stream()
              .collect(
                  toMap(
                      region -> region,
                      region ->
                          CompletableFuture.supplyAsync(
                              () -> organisation.outcomes(region, input, LONGEST), threads)));
      outcomes =
          asked.entrySet().stream()
              .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    System.out.printf(
        "%s: %d buckets of %d accounts in %.0f s, %.2f s a bucket; load at the end %.1f%n",
        action,
        BUCKETS,
        MEMBERS.size(),
        seconds,
        seconds / BUCKETS,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());

    for (Region region : REGIONS) {
      assertThat(outcomes.get(region))
          .containsExactlyElementsOf(
              labs.stream()
                  .map(lab ->
                      String.join(
                          " ",
                          lab.member().account(),
                          lab.member().region().id(),
                          lab.bucket().name(),
                          lab.member().region() == region ? outcome : "ELSEWHERE",
                          ""))
                  .toList());
    }
  }

  /** The hub that hears them all has heard of every bucket, and its report has no other sum. */
  private void reported(String announcement) {
    Deadline.await(
        Duration.ofMinutes(3),
        () -> announcement + " of " + BUCKETS + ", after " + organisation.everything(),
        () ->
            organisation.everything().values().stream().filter(announcement::equals).count()
                == BUCKETS);

    var report = organisation.report();

    assertThat(report.path("connections").asInt()).isEqualTo(BUCKETS);
    assertThat(report.path("accounts").valueStream())
        .extracting(sum ->
            String.join(
                " ",
                sum.path("account").asText(),
                sum.path("region").asText(),
                sum.path("announced").asText(),
                sum.path("connections").asText()))
        .containsExactlyInAnyOrderElementsOf(
            MEMBERS.stream()
                .map(member ->
                    String.join(
                        " ",
                        member.account(),
                        member.region().id(),
                        announcement,
                        Long.toString(of(member))))
                .toList());
  }

  private Lab lab(Member member) {
    var s3 = localStack.client(member.account(), member.region(), S3Client.builder());
    var bucket = LabBucket.create(s3, member.region()).withConfigurationOfOthers();
    return new Lab(member, bucket, bucket.configuration());
  }

  private String manifest() {
    return labs.stream()
        .map(lab ->
            String.join(
                ",",
                lab.member().account(),
                lab.member().region().id(),
                lab.bucket().name(),
                "runs/"))
        .collect(joining("\n", "account,region,bucket,prefix\n", "\n"));
  }

  private long of(Member member) {
    return labs.stream().collect(groupingBy(Lab::member, counting())).getOrDefault(member, 0L);
  }

  /** The users and secrets that the application has made in the account. */
  private long left(Member member) {
    long users =
        localStack
            .client(member.account(), member.region(), IamClient.builder())
            .listUsersPaginator(r -> r.pathPrefix("/ica-connect/"))
            .users()
            .stream()
            .count();
    long secrets =
        localStack
            .client(member.account(), member.region(), SecretsManagerClient.builder())
            .listSecretsPaginator(r -> r.includePlannedDeletion(true))
            .stream()
            .flatMap(page -> page.secretList().stream())
            .filter(secret -> secret.name().startsWith("ica-connect/"))
            .count();
    return users + secrets;
  }
}
