package icaconnect.cli.terminal;

/** Who looks at the output, if anybody does. */
public interface Person {
  /** Whether anybody looks, and can be asked. */
  boolean looks();

  /** What they answer; null where they end the input instead. */
  String answer(String question);

  /** A script, a pipe, a schedule. */
  Person NOBODY =
      new Person() {
        @Override
        public boolean looks() {
          return false;
        }

        @Override
        public String answer(String question) {
          throw new IllegalStateException("there is nobody to answer: " + question);
        }
      };
}
