package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where an audit's evidence is.
 *
 * @param html the S3 URI of the page
 * @param json the S3 URI of the same as JSON
 * @param sha256 its digest
 * @param unknown what it leaves out, and why
 */
record AuditReport(String html, String json, String sha256, JsonNode unknown) {}
