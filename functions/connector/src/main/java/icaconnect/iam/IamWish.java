package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;

/** What a connection wants of IAM. */
record IamWish(Mark mark, IamNames names, JsonNode document, boolean adoptExisting) {}
