package io.galena.storage.request;

import io.galena.kit.catalog.TableReference;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.Caller;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The tables that operations on items may use: those of the caller's account that are not being created or deleted. */
@Component
public final class Tables {
    private final Catalog catalog;

    public Tables(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The table that a request names.
     *
     * @throws DynamoDbException RESOURCE_NOT_FOUND when there is none, or it is being created or deleted
     */
    public TableDescriptor require(TableReference table, Caller caller) {
        return catalog.find(caller.account(), table.name())
                // What was seen in deletion may be gone by now, and another table have its name.
                .flatMap(found -> isInUse(found) ? Optional.of(found) : catalog.reload(found))
                .filter(Tables::isInUse)
                .orElseThrow(() -> new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found"));
    }

    private static boolean isInUse(TableDescriptor table) {
        return table.status() == TableStatus.ACTIVE || table.status() == TableStatus.UPDATING;
    }
}
