package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationAccessTest {
  private static final String PATTERN = "arn:aws:iam::111122223333:role/ica-connect/lab/*";
  private static final List<ApplicationRole> ROLES =
      List.of(
          new ApplicationRole(
              "arn:aws:iam::111122223333:role/ica-connect/lab/InspectRole",
              "lab-Inspect",
              Set.of("s3:ListBucket", "s3:GetBucketVersioning")),
          new ApplicationRole(
              "arn:aws:iam::111122223333:role/ica-connect/lab/BucketPolicyRole",
              "lab-BucketPolicy",
              Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy")));

  /** AWS's blog example of a bucket for one role and the root user. */
  private static final String ONLY_ADMIN =
      """
      {'Effect':'Deny','Principal':'*','Action':'s3:*',
       'Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*'],
       'Condition':{'OPERATOR':{'aws:PrincipalArn':
         ['arn:aws:iam::111122223333:role/lab-admin','arn:aws:iam::111122223333:root']}}}\
      """;

  @Test
  void names_each_function_that_a_statement_stops() {
    var found = obstacles(ONLY_ADMIN.replace("OPERATOR", "StringNotEquals"));

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().certain()).isTrue();
    assertThat(found.getFirst().principals())
        .extracting(Principal::label)
        .containsExactly(
            "this application's function lab-Inspect",
            "this application's function lab-BucketPolicy");
    assertThat(found.getFirst().actions())
        .contains("s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy");
  }

  /** AWS's identity perimeter, in both spellings; the functions' account is the bucket's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}'}",
        "'StringNotEqualsIfExists':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}",
      })
  void a_perimeter_around_the_buckets_own_organisation_stops_none(String condition) {
    assertThat(
            obstacles(
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{"
                    + condition
                    + ",'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StringNotEquals", "StringNotLike", "ArnNotLike", "ArnNotEquals"})
  void one_pattern_lets_all_of_them_in_whatever_the_operator(String operator) {
    var stopping = obstacles(ONLY_ADMIN.replace("OPERATOR", operator)).getFirst().statement();
    JsonNode before = stopping.json().deepCopy();

    JsonNode edited =
        Exceptions.add(
            stopping.json(), ApplicationAccess.place(stopping, PATTERN), List.of(PATTERN));

    assertThat(obstacles(edited.toString())).isEmpty();
    assertThat(stopping.json()).isEqualTo(before);
    assertThat(ApplicationAccess.edit(List.of(stopping), PATTERN))
        .isEqualTo(
            "Add "
                + PATTERN
                + " to /Statement/0/Condition/"
                + (operator.equals("StringNotEquals") ? "ArnNotLike" : operator)
                + "/aws:PrincipalArn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"arn:aws:iam::111122223333:role/lab-*", "arn:aws:iam::111122223333:role/lab-?"})
  void a_pattern_is_added_only_where_it_is_matched_as_one(String pattern) {
    var stopping = obstacles(ONLY_ADMIN.replace("OPERATOR", "StringNotEquals")).getFirst();

    assertThat(ApplicationAccess.place(stopping.statement(), pattern))
        .isEqualTo("/Condition/ArnNotLike/aws:PrincipalArn");
    assertThat(
            ApplicationAccess.place(stopping.statement(), "arn:aws:iam::111122223333:role/lab-one"))
        .isEqualTo("/Condition/StringNotEquals/aws:PrincipalArn");
  }

  @Test
  void knows_what_functions_cannot_send() {
    assertThat(obstacles(deny("'Bool':{'aws:SecureTransport':'false'}"))).isEmpty();
    assertThat(obstacles(deny("'Null':{'ec2:SourceInstanceARN':'false'}"))).isEmpty();
    assertThat(obstacles(deny("'DateLessThan':{'aws:CurrentTime':'2021-01-01'}"))).isEmpty();
    assertThat(obstacles(deny("'StringNotEquals':{'s3:prefix':'home/'}")).getFirst().certain())
        .isTrue();
    assertThat(obstacles(deny("'StringNotEquals':{'aws:SourceVpce':'vpce-1'}")).getFirst())
        .matches(perhaps -> !perhaps.certain());
  }

  @Test
  void a_roles_id_is_in_no_list_of_other_kinds_of_ids() {
    assertThat(
            obstacles(
                    deny(
                        "'StringNotLike':{'aws:userid':['AIDA*','111122223333','111122223333:*']}"))
                .getFirst()
                .certain())
        .isTrue();
    assertThat(
            obstacles(deny("'StringNotLike':{'aws:userid':'AROAEXAMPLEEXAMPLE123:*'}"))
                .getFirst()
                .certain())
        .isFalse();
    assertThat(obstacles(deny("'StringNotLike':{'aws:userid':'*:lab-*'}"))).isEmpty();
  }

  @Test
  void not_principal_spares_a_function_whose_role_session_and_account_it_lists() {
    String listed =
        """
        {'Effect':'Deny','NotPrincipal':{'AWS':['111122223333',
          'arn:aws:iam::111122223333:role/ica-connect/lab/InspectRole',
          'arn:aws:sts::111122223333:assumed-role/InspectRole/lab-Inspect']},
         'Action':'s3:*','Resource':'arn:aws:s3:::lab-genomics'}\
        """;

    assertThat(obstacles(listed).getFirst().principals())
        .extracting(Principal::label)
        .containsExactly("this application's function lab-BucketPolicy");
  }

  @Test
  void what_allows_or_is_about_objects_is_in_nobodys_way() {
    assertThat(obstacles("{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}"))
        .isEmpty();
    assertThat(
            obstacles(
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::lab-genomics/*'}"))
        .isEmpty();
  }

  private static String deny(String condition) {
    return "{'Effect':'Deny','Principal':'*','Action':'s3:ListBucket','Resource':'*','Condition':{"
        + condition
        + "}}";
  }

  private static List<Obstacle> obstacles(String statement) {
    var policy =
        Json.parse(("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"'));
    return ApplicationAccess.obstacles(
        policy,
        "arn:aws:s3:::lab-genomics",
        "us-east-1",
        ROLES,
        Instant.parse("2026-11-25T12:00:00Z"));
  }
}
