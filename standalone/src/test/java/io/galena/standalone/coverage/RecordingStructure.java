package io.galena.standalone.coverage;

import io.galena.dynamodb.model.MemberType;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which members are read, by their paths. Asking whether a member is there does not count: that is how operations
 * refuse members that they do not serve.
 */
record RecordingStructure(Structure structure, String prefix, Set<String> paths) implements Structure {
    @Override
    public boolean has(String member) {
        return structure.has(member);
    }

    @Override
    public <T> Optional<T> find(String member, MemberType<T> type) {
        paths.add(prefix + member);
        return structure
                .find(member, type)
                .map(value ->
                        type.withEach(value, inner -> new RecordingStructure(inner, prefix + member + ".", paths)));
    }
}
