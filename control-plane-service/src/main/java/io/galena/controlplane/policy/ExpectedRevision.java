package io.galena.controlplane.policy;

import io.galena.controlplane.table.ResourcePolicy;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;

/**
 * What a request expects of the policy that is there: nothing, a certain revision, or that there is none.
 *
 * @param revisionId the text of the request
 */
record ExpectedRevision(Optional<String> revisionId) {
    private static final String NO_POLICY = "NO_POLICY";

    static ExpectedRevision of(Structure input) {
        return new ExpectedRevision(input.string("ExpectedRevisionId"));
    }

    /** @throws DynamoDbException POLICY_NOT_FOUND when it is otherwise */
    void require(Optional<ResourcePolicy> present) {
        revisionId.ifPresent(expected -> {
            if (!expected.equals(present.map(ResourcePolicy::revisionId).orElse(NO_POLICY))) {
                throw notFound();
            }
        });
    }

    /** In the words of the service's documentation. */
    static DynamoDbException notFound() {
        return new DynamoDbException(
                ErrorType.POLICY_NOT_FOUND,
                "The operation tried to access a nonexistent resource-based policy. If you specified an ExpectedRevisionId,"
                        + " it's possible that a policy is present for the resource but its revision ID didn't match the expected"
                        + " value.");
    }
}
