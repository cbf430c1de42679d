package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketNameTest {
  @ParameterizedTest
  @CsvSource({
    "lab--use1-az4--x-s3, directory bucket",
    "lab-abc123-s3alias, access point",
    "lab-olap--ol-s3, Object Lambda",
    "mfzwi23gnjvgw.mrap, multi-Region access point",
    "lab--table-s3, table bucket",
    "arn:aws:s3:us-east-1:111122223333:accesspoint/lab, access point",
    "arn:aws:s3:::lab, name alone",
    "s3://lab/runs/, prefix"
  })
  void says_what_it_is_instead(String name, String what) {
    assertThat(BucketName.problem(name).orElseThrow()).startsWith("is ").contains(what);
  }
}
