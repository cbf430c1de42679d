package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which actions carry which key:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
class KeysOfActionsTest {
  @ParameterizedTest(name = "{0} is among the keys of {1}")
  @CsvSource({
    "s3:prefix, s3:listbucket",
    "s3:prefix, s3:listbucketversions",
    "s3:max-keys, s3:listbucket",
    "s3:x-amz-acl, s3:putobject",
    "s3:x-amz-acl, s3:putobjectacl",
    "s3:x-amz-server-side-encryption, s3:putobject",
    "s3:requestobjecttag/team, s3:putobject",
    "s3:requestobjecttag/team, s3:putobjecttagging",
    "s3:requestobjecttagkeys, s3:putobjectversiontagging",
    "s3:existingobjecttag/team, s3:getobject",
    "s3:existingobjecttag/team, s3:getobjectversion",
    "s3:existingobjecttag/team, s3:putobjecttagging",
    "s3:versionid, s3:getobjectversion",
    "s3:versionid, s3:deleteobjectversion",
    "s3:object-lock-mode, s3:putobjectretention",
    "s3:object-lock-legal-hold, s3:putobjectlegalhold",
    "s3:if-match, s3:deleteobject",
    "s3:x-amz-storage-class, s3:putobjectacl",
    "s3:buckettag/team, s3:getobject",
    "aws:resourcetag/team, s3:getobject",
    "aws:requesttag/team, s3:tagresource",
    "s3:authtype, s3:getobject",
    "aws:principaltag/team, s3:getobject",
    "aws:sourceip, s3:listbucket",
  })
  void what_an_action_may_carry_is_not_absent(String key, String action) {
    assertThat(KeysOfActions.isAbsent(key, action)).isFalse();
  }

  @ParameterizedTest(name = "{0} is not among the keys of {1}")
  @CsvSource({
    "s3:prefix, s3:getobject",
    "s3:delimiter, s3:putobject",
    "s3:x-amz-acl, s3:getobject",
    "s3:x-amz-server-side-encryption, s3:getobject",
    "s3:requestobjecttag/team, s3:getobject",
    "s3:requestobjecttagkeys, s3:deleteobject",
    "s3:existingobjecttag/team, s3:putobject",
    "s3:existingobjecttag/team, s3:deleteobject",
    "s3:existingobjecttag/team, s3:listbucket",
    "s3:versionid, s3:getobject",
    "s3:versionid, s3:listbucketversions",
    "s3:object-lock-mode, s3:getobject",
    "s3:if-match, s3:getobject",
    "s3:if-match, s3:deleteobjectversion",
    "s3:existingobjecttag/team, s3:restoreobject",
    "s3:destinationregion, s3:putobject",
    "s3:logtype, s3:getobject",
    "s3:x-amz-bucket-namespace, s3:listbucket",
    "s3:accesspointtag/env, s3:getobject",
    "s3:accessgrantscope, s3:getobject",
    "s3:accessgrantslocationscope, s3:getobject",
    "s3:isreplicationpauserequest, s3:putbucketnotification",
    "s3:requestjoboperation, s3:putobject",
    "s3:annotation-prefix, s3:listbucket",
    "s3:prefix, kms:decrypt",
    "aws:requesttag/team, s3:putobject",
    "aws:tagkeys, s3:putobjecttagging",
  })
  void what_no_request_of_the_action_carries_is_absent(String key, String action) {
    assertThat(KeysOfActions.isAbsent(key, action)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:prefix",
        "s3:x-amz-acl",
        "s3:requestobjecttag/team",
        "s3:existingobjecttag/team",
        "s3:versionid",
        "aws:requesttag/a/b"
      })
  void what_only_some_actions_carry_differs(String key) {
    assertThat(KeysOfActions.differ(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:sourceip", "s3:authtype", "aws:principaltag/team", "s3:tlsversion"})
  void what_every_action_may_carry_does_not_differ(String key) {
    assertThat(KeysOfActions.differ(key)).isFalse();
  }
}
