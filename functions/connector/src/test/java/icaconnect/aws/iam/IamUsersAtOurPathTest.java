package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.entry.Pages;
import icaconnect.step.AwsAccount;
import icaconnect.step.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.User;

class IamUsersAtOurPathTest {
  private static final Installation LAB =
      new Installation("lab", new AwsAccount("aws", "111122223333", "eu-west-2"));
  private static final String PATH = "/ica-connect/lab/eu-west-2/";

  private final List<ListUsersRequest> asked = new ArrayList<>();

  @Test
  void users_of_this_stack_and_region_are_asked_for_page_by_page() {
    var users =
        answering(
            false,
            ListUsersResponse.builder().isTruncated(true).marker("two").build(),
            ListUsersResponse.builder().users(user("ica-a", PATH)).build());

    assertThat(users.page(Optional.empty()))
        .isEqualTo(new Pages.Page(List.of(), Optional.of("two")));
    assertThat(users.page(Optional.of("two")))
        .isEqualTo(new Pages.Page(List.of("ica-a"), Optional.empty()));
    assertThat(asked)
        .containsExactly(
            ListUsersRequest.builder().pathPrefix(PATH).build(),
            ListUsersRequest.builder().pathPrefix(PATH).marker("two").build());
  }

  @Test
  void an_answer_that_breaks_off_is_not_taken_for_the_end() {
    var users = answering(false, ListUsersResponse.builder().isTruncated(true).build());

    assertThatThrownBy(() -> users.page(Optional.empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  /**
   * The attack: their connections are disconnected, and a key that a person has made stays live.
   */
  @Test
  void users_of_earlier_connections_are_seen_and_none_of_another_stacks() {
    var users =
        answering(
            true,
            ListUsersResponse.builder()
                .users(
                    user("ica-earlier", "/ica-connect/"),
                    user("ica-now", PATH),
                    user("ica-other-stack", "/ica-connect/lab-2/eu-west-2/"),
                    user("ica-other-region", "/ica-connect/lab/eu-west-1/"),
                    user("ica-below", PATH + "below/"))
                .build());

    assertThat(users.page(Optional.empty()).names())
        .containsExactly("ica-earlier", "ica-now", "ica-below");
    assertThat(asked)
        .containsExactly(ListUsersRequest.builder().pathPrefix("/ica-connect/").build());
  }

  private static User user(String name, String path) {
    return User.builder().userName(name).path(path).build();
  }

  private IamUsersAtOurPath answering(boolean earlier, ListUsersResponse... answers) {
    return new IamUsersAtOurPath(
        new IamClient() {
          @Override
          public ListUsersResponse listUsers(ListUsersRequest request) {
            asked.add(request);
            return answers[asked.size() - 1];
          }

          @Override
          public String serviceName() {
            return "iam";
          }

          @Override
          public void close() {}
        },
        LAB,
        earlier);
  }
}
