package io.galena.standalone.coverage;

import io.galena.kit.operation.Operation;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;

/**
 * All operations of all services, made without their collaborators: an operation reads its request with nothing but the
 * request.
 */
final class ServedOperations {
    private ServedOperations() {}

    static SortedMap<String, Operation<?, ?>> byName() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Operation.class));
        var instances = new SpringObjenesis();
        var operations = new TreeMap<String, Operation<?, ?>>();
        for (var candidate : scanner.findCandidateComponents("io.galena")) {
            var type = ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()), null);
            var operation = (Operation<?, ?>) instances.newInstance(type);
            operations.put(operation.name(), operation);
        }
        return operations;
    }
}
