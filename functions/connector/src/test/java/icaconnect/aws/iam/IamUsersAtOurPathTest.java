package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.entry.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.User;

class IamUsersAtOurPathTest {
  private static final String PATH = "/ica-connect/lab/eu-west-2/";

  private final List<ListUsersRequest> asked = new ArrayList<>();

  @Test
  void users_of_this_stack_and_region_are_asked_for_page_by_page() {
    var users =
        answering(
            ListUsersResponse.builder().isTruncated(true).marker("two").build(),
            ListUsersResponse.builder().users(User.builder().userName("ica-a").build()).build());

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
    var users = answering(ListUsersResponse.builder().isTruncated(true).build());

    assertThatThrownBy(() -> users.page(Optional.empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  private IamUsersAtOurPath answering(ListUsersResponse... answers) {
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
        PATH);
  }
}
