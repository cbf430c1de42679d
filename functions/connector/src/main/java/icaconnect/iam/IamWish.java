package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;

/** What a connection wants of IAM. */
record IamWish(String bucket, IamNames names, JsonNode document, boolean adoptExisting) {}
