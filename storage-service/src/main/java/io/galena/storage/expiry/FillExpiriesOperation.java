package io.galena.storage.expiry;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.FillExpiries;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.InternalOperation;
import io.galena.storage.shard.Shards;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Notes the expiry of some items, for about a second. */
@Component
final class FillExpiriesOperation implements InternalOperation<FillExpiries.Request, FillExpiries.Answer> {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Catalog catalog;
    private final Shards shards;

    FillExpiriesOperation(Catalog catalog, Shards shards) {
        this.catalog = catalog;
        this.shards = shards;
    }

    @Override
    public String name() {
        return FillExpiries.NAME;
    }

    @Override
    public Class<FillExpiries.Request> requestType() {
        return FillExpiries.Request.class;
    }

    @Override
    public FillExpiries.Answer handle(FillExpiries.Request request) {
        return new FillExpiries.Answer(table(request).flatMap(table -> fill(table, request)));
    }

    private Optional<TableDescriptor> table(FillExpiries.Request request) {
        return catalog.find(request.tableId())
                .flatMap(table -> table.version() < request.version() ? catalog.reload(table) : Optional.of(table))
                .filter(table -> table.id() == request.tableId());
    }

    private Optional<byte[]> fill(TableDescriptor table, FillExpiries.Request request) {
        if (table.version() < request.version()) {
            throw new IllegalStateException("Table " + table.id() + " is not known in version " + request.version());
        }
        var deadline = System.nanoTime() + STEP.toNanos();
        var reached = Optional.of(request.after().orElseGet(() -> new byte[0]));
        try (var connection = shards.require(request.shard()).pool().getConnection()) {
            while (reached.isPresent() && System.nanoTime() - deadline < 0) {
                reached = ExpiryNotes.note(connection, table, reached.get());
            }
            return reached;
        } catch (SQLException e) {
            if (SqlFailures.isMissingTable(e)) {
                return Optional.empty();
            }
            throw new IllegalStateException("Expiries of table " + table.id() + " cannot be noted", e);
        }
    }
}
