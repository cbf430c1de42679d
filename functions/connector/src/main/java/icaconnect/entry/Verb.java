package icaconnect.entry;

/** What CloudFormation asks of a resource. */
enum Verb {
  CREATE,
  UPDATE,
  DELETE
}
