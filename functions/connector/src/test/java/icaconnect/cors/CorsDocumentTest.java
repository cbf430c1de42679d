package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorsDocumentTest {
  /** Written out, so that every element counts. */
  @Test
  void has_the_size_of_the_document_that_is_sent() {
    var full =
        new CorsRule(
            Optional.of("lab & \"friends\""),
            List.of("x-amz-*", "<any>"),
            List.of("GET", "PUT"),
            List.of("https://lab.example", "https://größe.example"),
            List.of("ETag", "x-amz-meta-run"),
            Optional.of(3000));
    var bare =
        new CorsRule(
            Optional.empty(),
            List.of(),
            List.of("HEAD"),
            List.of("*"),
            List.of(),
            Optional.empty());

    assertThat(CorsDocument.size(List.of(full, bare)))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>\
            <CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <CORSRule>\
            <ID>lab &amp; &quot;friends&quot;</ID>\
            <AllowedHeader>x-amz-*</AllowedHeader><AllowedHeader>&lt;any&gt;</AllowedHeader>\
            <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>\
            <AllowedOrigin>https://lab.example</AllowedOrigin>\
            <AllowedOrigin>https://größe.example</AllowedOrigin>\
            <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-meta-run</ExposeHeader>\
            <MaxAgeSeconds>3000</MaxAgeSeconds>\
            </CORSRule>\
            <CORSRule><AllowedMethod>HEAD</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule>\
            </CORSConfiguration>\
            """
                .getBytes(StandardCharsets.UTF_8)
                .length);
  }
}
