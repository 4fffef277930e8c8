package io.galena.standalone.coverage;

import io.galena.kit.operation.Operation;
import io.galena.standalone.TestingGalena;
import java.util.SortedMap;
import java.util.TreeMap;

/** All operations of all services. */
final class ServedOperations {
    private ServedOperations() {}

    static SortedMap<String, Operation<?, ?>> byName() {
        var operations = new TreeMap<String, Operation<?, ?>>();
        for (Operation<?, ?> operation : TestingGalena.shared(1).beans(Operation.class)) {
            operations.put(operation.name(), operation);
        }
        return operations;
    }
}
