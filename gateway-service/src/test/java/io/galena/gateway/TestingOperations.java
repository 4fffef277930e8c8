package io.galena.gateway;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.CatalogChanges;
import io.galena.kit.catalog.CredentialDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.InternalOperation;
import io.galena.kit.operation.Operation;
import io.galena.kit.security.Secret;
import io.galena.kit.security.SecretBox;
import io.galena.kit.transport.OperationConfiguration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.core.JsonGenerator;

/** Stands in for the services behind a gateway under test. */
@Configuration(proxyBeanMethods = false)
@Import(OperationConfiguration.class)
class TestingOperations {
    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String ACCOUNT = "123456789012";

    @Bean
    Operation<?, ?> listTables() {
        return new ListTables();
    }

    @Bean
    InternalOperation<?, ?> catalogChanges(SecretBox box) {
        return new Changes(box);
    }

    /**
     * Answers as many names as {@code Limit} says; {@code ExclusiveStartTableName} may ask for a delay in milliseconds
     * ({@code sleep-100}) or for an answer of at least so many bytes ({@code large-1000}).
     */
    private static final class ListTables implements Operation<Structure, Structure> {
        @Override
        public String name() {
            return "ListTables";
        }

        @Override
        public Structure read(Structure input, Caller caller) {
            return input;
        }

        @Override
        public Structure handle(Structure request, Caller caller) {
            request.string("ExclusiveStartTableName")
                    .filter(start -> start.startsWith("sleep-"))
                    .ifPresent(start -> sleep(Long.parseLong(start.substring("sleep-".length()))));
            return request;
        }

        @Override
        public void write(Structure answer, JsonGenerator json) {
            json.writeArrayPropertyStart("TableNames");
            for (int i = 0; i < answer.integer("Limit").orElse(1L); i++) {
                json.writeString("table-" + i);
            }
            json.writeEndArray();
            answer.string("ExclusiveStartTableName")
                    .filter(start -> start.startsWith("large-"))
                    .ifPresent(start -> json.writeStringProperty(
                            "Padding", "x".repeat(Integer.parseInt(start.substring("large-".length())))));
        }

        private static void sleep(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Changes(SecretBox box) implements InternalOperation<CatalogChanges.Request, CatalogChanges.Answer> {
        @Override
        public String name() {
            return CatalogChanges.NAME;
        }

        @Override
        public Class<CatalogChanges.Request> requestType() {
            return CatalogChanges.Request.class;
        }

        @Override
        public CatalogChanges.Answer handle(CatalogChanges.Request request) {
            if (request.since() > 0) {
                ListTables.sleep(request.waitMillis());
            }
            var credential = new CredentialDescriptor(ACCESS_KEY, ACCOUNT, box.seal(ACCESS_KEY, Secret.of(SECRET_KEY)));
            return new CatalogChanges.Answer(
                    "test",
                    1,
                    true,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(credential),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
