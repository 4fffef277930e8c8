package io.galena.storage.request;

import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.expression.KeyRules;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.util.List;

/** The rule that expressions must not look into attributes of keys, applied to a table and all its indexes. */
public final class KeyPaths {
    private KeyPaths() {}

    /**
     * Checks the paths of one expression.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION when one leads into an attribute of a key
     */
    public static void check(List<DocumentPath> paths, TableDescriptor table) {
        KeyRules.requireScalarKeys(
                paths,
                table.keys(),
                KeyChecks.indexes(table).map(IndexDescriptor::keys).toList());
    }
}
