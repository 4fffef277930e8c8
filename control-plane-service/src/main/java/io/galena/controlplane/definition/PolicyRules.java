package io.galena.controlplane.definition;

import static io.galena.controlplane.definition.PolicyDocument.invalid;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What statements of a resource's policy may say. The reasons are in the words that AWS has for policies of other resources. */
final class PolicyRules {
    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> EFFECTS = Set.of("Allow", "Deny");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern ACCOUNT =
            Pattern.compile("\\*|[0-9]{12}|arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:.+|A[A-Z0-9]{15,}");
    private static final Pattern ACTION = Pattern.compile("\\*|(?i:dynamodb):[a-zA-Z*?]+");

    private final String arn;

    /** @param arn of the resource that statements must be about */
    PolicyRules(String arn) {
        this.arn = arn;
    }

    /** Checks a statement. */
    void check(JsonNode statement) {
        if (!statement.isObject()) {
            throw invalid("Syntax errors in policy");
        }
        requireKnown(statement, MEMBERS);
        requireOptionalText(statement, "Sid");
        var effect = require(statement, "Effect");
        if (!effect.isString() || !EFFECTS.contains(effect.asString())) {
            throw invalid("Invalid effect: " + effect.asString(effect.toString()));
        }
        checkPrincipal(either(statement, "Principal"));
        for (var action : texts(either(statement, "Action"), "Policy has invalid action")) {
            require(ACTION.matcher(action).matches(), "Policy has invalid action");
        }
        for (var resource : texts(either(statement, "Resource"), "Policy has invalid resource")) {
            require(isAboutResource(resource), "Policy has invalid resource");
        }
        var conditions = statement.get("Condition");
        require(conditions == null || isConditions(conditions), "Syntax errors in policy");
    }

    static void requireKnown(JsonNode object, Set<String> members) {
        for (var name : object.propertyNames()) {
            require(members.contains(name), "Unknown field " + name);
        }
    }

    static void requireOptionalText(JsonNode object, String member) {
        var text = object.get(member);
        require(text == null || text.isString(), "Syntax errors in policy");
    }

    static JsonNode require(JsonNode object, String member) {
        var value = object.get(member);
        if (value == null) {
            throw invalid("Missing required field " + member);
        }
        return value;
    }

    /** A member or its negation: exactly one must be there. */
    private static JsonNode either(JsonNode statement, String member) {
        var negation = statement.get("Not" + member);
        if (negation == null) {
            return require(statement, member);
        }
        require(!statement.has(member), "Syntax errors in policy");
        return negation;
    }

    private static void checkPrincipal(JsonNode principal) {
        if (principal.isString() && principal.asString().equals("*")) {
            return;
        }
        var reason = "Invalid principal in policy";
        require(principal.isObject() && !principal.isEmpty(), reason);
        principal.properties().forEach(entry -> {
            require(PRINCIPALS.contains(entry.getKey()), reason);
            var names = texts(entry.getValue(), reason);
            require(
                    !entry.getKey().equals("AWS")
                            || names.stream()
                                    .allMatch(name -> ACCOUNT.matcher(name).matches()),
                    reason);
        });
    }

    /** A policy of a table may be about the table's indexes too. */
    private boolean isAboutResource(String resource) {
        return isMatch(resource, arn) || (!arn.contains("/stream/") && resource.startsWith(arn + "/index/"));
    }

    /** Whether a text is one that a pattern with {@code *} and {@code ?} stands for; in time that the product of their lengths bounds. */
    private static boolean isMatch(String pattern, String text) {
        var p = 0;
        var t = 0;
        var star = -1;
        var resumed = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resumed = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resumed;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    private static boolean isConditions(JsonNode conditions) {
        return conditions.isObject() && conditions.valueStream().allMatch(JsonNode::isObject);
    }

    /** One text, or a list of some. */
    private static List<String> texts(JsonNode value, String otherwise) {
        if (value.isString()) {
            return List.of(value.asString());
        }
        require(value.isArray() && !value.isEmpty() && value.valueStream().allMatch(JsonNode::isString), otherwise);
        return value.valueStream().map(JsonNode::asString).toList();
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw invalid(otherwise);
        }
    }
}
