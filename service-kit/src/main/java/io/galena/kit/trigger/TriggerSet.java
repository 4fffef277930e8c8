package io.galena.kit.trigger;

import java.util.List;
import java.util.Optional;

/** All triggers of a region. They are few and change rarely, so they go from place to place as one. */
public record TriggerSet(List<FunctionDescriptor> functions, List<MappingDescriptor> mappings) {
    /** No triggers. */
    public static final TriggerSet EMPTY = new TriggerSet(List.of(), List.of());

    public TriggerSet {
        functions = List.copyOf(functions);
        mappings = List.copyOf(mappings);
    }

    /** The function of a mapping; it may have been deleted. */
    public Optional<FunctionDescriptor> function(MappingDescriptor mapping) {
        return functions.stream()
                .filter(function -> function.account().equals(mapping.account())
                        && function.name().equals(mapping.function()))
                .findFirst();
    }
}
