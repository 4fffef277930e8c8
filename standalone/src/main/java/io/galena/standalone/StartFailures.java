package io.galena.standalone;

import io.galena.kit.security.MasterKeyException;
import io.galena.postgres.EmbeddedPostgresException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.web.server.PortInUseException;

/** Turns the exception that ended a start into what its user reads. */
final class StartFailures {
    private StartFailures() {}

    /** One sentence for what the user can mend; for a defect of ours the stack trace too. */
    static void report(Throwable failure, PrintStream out) {
        // The innermost knows best: Spring wraps what goes wrong in a bean or a property.
        var sentence =
                causes(failure).flatMap(cause -> sentence(cause).stream()).reduce((outer, inner) -> inner);
        if (sentence.isPresent()) {
            out.println("galena: " + sentence.get());
        } else {
            out.println("galena: The start failed: " + failure);
            failure.printStackTrace(out);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** The name of a property as its user wrote it: an option, an environment variable or a property. */
    private static String typed(ConfigurationProperty property) {
        if (property.getOrigin() instanceof PropertySourceOrigin origin) {
            var name = origin.getPropertyName();
            return origin.getPropertySource().getName().equals(CommandLine.SOURCE)
                    ? name.replaceFirst("^galena\\.", "--")
                    : name;
        }
        return property.getName().toString();
    }

    private static Optional<String> sentence(Throwable cause) {
        return switch (cause) {
            case StartFailure known -> Optional.of(String.valueOf(known.getMessage()));
            case EmbeddedPostgresException known -> Optional.of(String.valueOf(known.getMessage()));
            case MasterKeyException known -> Optional.of(String.valueOf(known.getMessage()));
            case PortInUseException known ->
                Optional.of(String.valueOf(
                        ListenAddress.inUse(known.getPort(), known).getMessage()));
            case BindException known
            when known.getProperty() != null ->
                Optional.of("The value '" + known.getProperty().getValue() + "' of " + typed(known.getProperty())
                        + " is not understood.");
            default -> Optional.empty();
        };
    }
}
