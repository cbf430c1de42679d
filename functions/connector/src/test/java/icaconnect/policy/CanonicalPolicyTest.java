package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':'s3:GetObject' | 'Action':['s3:GetObject']",
        "'Action':['a','b'] | 'Action':['b','a']",
        "'Principal':'*' | 'Principal':{'AWS':'*'}",
        "'Principal':{'AWS':'111122223333'} | 'Principal':{'AWS':['arn:aws:iam::111122223333:root']}",
        "'Condition':{'Bool':{'aws:x':'true'}} | 'Condition':{'bool':{'AWS:X':['true']}}",
        "'Condition':{'Bool':{'aws:x':true}} | 'Condition':{'Bool':{'aws:x':'true'}}",
        "'Condition':{'A':{'k':'1'},'B':{'k':'2'}} | 'Condition':{'B':{'k':'2'},'A':{'k':'1'}}",
        "'Condition':{'StringEquals':{'aws:PrincipalTag/a':'1'}} | 'Condition':{'StringEquals':{'aws:principaltag/A':['1']}}",
      })
  void what_differs_in_its_spelling_only_is_the_same(String one, String other) {
    assertThat(CanonicalPolicy.sameStatement(json(one), json(other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':'s3:GetObject' | 'Action':'s3:PutObject'",
        "'Action':'s3:GetObject' | 'NotAction':'s3:GetObject'",
        "'Principal':'*' | 'Principal':'111122223333'",
        "'Principal':{'AWS':'111122223333'} | 'Principal':{'AWS':'999999999999'}",
        "'Principal':{'AWS':'111122223333'} | 'Principal':{'CanonicalUser':'111122223333'}",
        "'Resource':'111122223333' | 'Resource':'arn:aws:iam::111122223333:root'",
        "'Condition':{'StringEquals':{'k':'1'}} | 'Condition':{'StringNotEquals':{'k':'1'}}",
        "'Condition':{'StringEquals':{'k':'1'}} | 'Condition':{'StringEquals':{'l':'1'}}",
        "'Condition':{'StringEquals':{'k':'1'}} | 'Condition':{'StringEquals':{'k':'2'}}",
        "'Condition':{'StringEquals':{'k':'1','K':'2'}} | 'Condition':{'StringEquals':{'k':['1','2']}}",
        "'Condition':{'ArnLike':{'k':'111122223333'}} | 'Condition':{'ArnLike':{'k':'arn:aws:iam::111122223333:root'}}",
      })
  void what_says_something_else_is_not_the_same(String one, String other) {
    assertThat(CanonicalPolicy.sameStatement(json(one), json(other))).isFalse();
  }

  @Test
  void a_document_is_the_same_with_all_its_elements_and_statements_in_their_order() {
    JsonNode document =
        json("'Version':'2012-10-17','Id':'x','Statement':[{'Sid':'a'},{'Sid':'b'}]");

    assertThat(
            CanonicalPolicy.sameDocument(
                document,
                json("'Statement':[{'Sid':'a'},{'Sid':'b'}],'Id':'x','Version':'2012-10-17'")))
        .isTrue();
    assertThat(
            CanonicalPolicy.sameDocument(
                document,
                json("'Version':'2008-10-17','Id':'x','Statement':[{'Sid':'a'},{'Sid':'b'}]")))
        .isFalse();
    assertThat(
            CanonicalPolicy.sameDocument(
                document,
                json("'Version':'2012-10-17','Id':'x','Statement':[{'Sid':'b'},{'Sid':'a'}]")))
        .isFalse();
  }

  private static JsonNode json(String fields) {
    return Json.parse(("{" + fields + "}").replace('\'', '"'));
  }
}
