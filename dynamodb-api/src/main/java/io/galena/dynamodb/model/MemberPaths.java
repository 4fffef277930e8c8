package io.galena.dynamodb.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Lists the members of a structure and of the structures in it. */
final class MemberPaths {
    private final SequencedSet<String> paths = new LinkedHashSet<>();

    private MemberPaths() {}

    static SequencedSet<String> of(StructureShape structure) {
        var members = new MemberPaths();
        members.add("", structure);
        return Collections.unmodifiableSequencedSet(members.paths);
    }

    private void add(String prefix, Shape shape) {
        switch (shape) {
            case StructureShape structure -> {
                for (var member : structure.members()) {
                    paths.add(prefix + member.name());
                    add(prefix + member.name() + ".", member.shape());
                }
            }
            case ListShape list -> add(prefix, list.element());
            case MapShape map -> add(prefix, map.value());
            case TextShape _,
                    IntegerShape _,
                    DecimalShape _,
                    BooleanShape _,
                    BlobShape _,
                    TimeShape _,
                    AttributeValueShape _,
                    AttributeMapShape _ -> {}
        }
    }
}
