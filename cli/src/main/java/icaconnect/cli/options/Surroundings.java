package icaconnect.cli.options;

import icaconnect.cli.deployed.Reaching;
import icaconnect.cli.terminal.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What is around a command line.
 *
 * @param pause lets so much time pass
 */
public record Surroundings(
    Person person, Clock clock, Consumer<Duration> pause, Reaching reaching) {}
