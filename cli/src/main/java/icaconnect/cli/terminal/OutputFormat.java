package icaconnect.cli.terminal;

/** How an answer is printed; spelled as on the command line. */
public enum OutputFormat {
  /** For people. */
  text,
  /** One document. */
  json,
  /** One line for each thing, as soon as it is known. */
  ndjson
}
