package io.galena.dynamodb.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** A structure: members by name, each of a type of its own. Members are known by their index from here on. */
final class StructureShape implements Shape {
    private final String name;
    private final List<Member> members;
    private final List<FirstCheck> firstChecks;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final PropertyNameMatcher matcher;
    private final boolean constrained;

    StructureShape(String name, List<Member> members, List<FirstCheck> firstChecks) {
        this.name = name;
        this.members = List.copyOf(members);
        this.firstChecks = List.copyOf(firstChecks);
        for (int i = 0; i < members.size(); i++) {
            indexes.put(members.get(i).name(), i);
        }
        this.matcher = RequestReader.matcher(members);
        this.constrained = isConstrained(members);
    }

    private static boolean isConstrained(List<Member> members) {
        for (var member : members) {
            if (member.required() || member.shape().hasConstraints()) {
                return true;
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    List<Member> members() {
        return members;
    }

    int size() {
        return members.size();
    }

    Member member(int index) {
        return members.get(index);
    }

    /** The place of a member that the model is known to have. */
    int index(String member) {
        var index = indexes.get(member);
        if (index == null) {
            throw new IllegalArgumentException(name + " has no member " + member);
        }
        return index;
    }

    @Override
    public String javaName() {
        return ServiceJson.javaName(name);
    }

    @Override
    public ParsedStructure read(JsonParser parser, Position position) {
        ServiceJson.requireStructure(parser, this, position);
        var values = new @Nullable Object[members.size()];
        int index = parser.nextNameMatch(matcher);
        while (index != PropertyNameMatcher.MATCH_END_OBJECT) {
            boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
            if (index >= 0) {
                values[index] = isNull ? null : members.get(index).shape().read(parser, Position.MEMBER);
            } else {
                parser.skipChildren();
            }
            index = parser.nextNameMatch(matcher);
        }
        return new ParsedStructure(this, values);
    }

    @Override
    public boolean hasConstraints() {
        return constrained;
    }

    /**
     * Throws what is to be answered alone and before all other violations.
     *
     * @param structure the whole request
     */
    void checkFirst(ParsedStructure structure) {
        for (var check : firstChecks) {
            check.check(structure);
        }
    }

    @Override
    public void check(Object value, Violations violations) {
        var structure = (ParsedStructure) value;
        for (int i = 0; i < members.size() && !violations.full(); i++) {
            var member = members.get(i);
            violations.enter(member.pathName());
            violations.checkMember(member, structure.at(i));
            violations.leave();
        }
    }

    @Override
    public void print(Object value, StringBuilder text) {
        var structure = (ParsedStructure) value;
        text.append(name);
        var separator = "(";
        for (int i = 0; i < members.size(); i++) {
            text.append(separator).append(members.get(i).pathName()).append('=');
            Violations.print(members.get(i).shape(), structure.at(i), text);
            separator = ", ";
        }
        text.append(')');
    }
}
