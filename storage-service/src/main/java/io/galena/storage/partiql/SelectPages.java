package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.partiql.SelectPlan;
import io.galena.dynamodb.partiql.Statement;
import io.galena.kit.operation.Caller;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.query.Page;
import io.galena.storage.query.PageOptions;
import io.galena.storage.query.Query;
import io.galena.storage.query.ReadTarget;
import io.galena.storage.query.Scan;
import io.galena.storage.query.Segment;
import io.galena.storage.query.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads pages of SELECTs: by a Scan, or by Queries one after the other until the page has ended by its limits. */
@Component
final class SelectPages {
    /** Strongly consistent units for the 1 MB that a page may look at. */
    private static final double MAX_UNITS = 256;

    private final StatementTables tables;
    private final Query query;
    private final Scan scan;

    SelectPages(StatementTables tables, Query query, Scan scan) {
        this.tables = tables;
        this.query = query;
        this.scan = scan;
    }

    StatementAnswer page(Statement.Select select, GivenStatement given, ReadOptions read, Caller caller) {
        var token = read.nextToken().map(text -> NextToken.of(text, given)).orElse(NextToken.BEGINNING);
        var options = options(select, read, token);
        var target = ReadTarget.of(tables.require(select, caller), options);
        var plan = SelectPlan.of(select, target.keys());
        options = options.filteredBy(plan.filter());
        if (!plan.queries().isEmpty()) {
            return queries(plan, token, given, options, caller);
        }
        var page = scan.handle(new Scan.Request(Segment.WHOLE, options), caller);
        var next = page.lastKey().map(key -> new NextToken(0, Optional.of(key)));
        return answer(shown(page), next, page.capacity(), given, options);
    }

    private StatementAnswer queries(
            SelectPlan plan, NextToken token, GivenStatement given, PageOptions options, Caller caller) {
        var items = new ArrayList<AnswerItem>();
        var capacity = Optional.<ConsumedCapacity>empty();
        var next = Optional.of(token);
        var left = options.limit();
        while (next.isPresent() && left > 0 && !isFull(capacity, options)) {
            var at = next.get();
            if (at.query() < 0 || at.query() >= plan.queries().size()) {
                throw NextToken.invalid();
            }
            var request = new Query.Request(
                    plan.queries().get(at.query()),
                    Optional.empty(),
                    plan.forward(),
                    options.after(at.startKey(), left));
            Page page;
            try {
                page = query.handle(request, caller);
            } catch (DynamoDbException e) {
                if (e.throttlingReason().isEmpty() || capacity.isEmpty()) {
                    throw e;
                }
                // The page ends where the throughput does.
                break;
            }
            items.addAll(shown(page));
            capacity = capacity.map(page.capacity()::plus).or(() -> Optional.of(page.capacity()));
            left -= page.scannedCount();
            if (page.lastKey().isPresent()) {
                next = Optional.of(new NextToken(at.query(), page.lastKey()));
                break;
            }
            next = at.query() + 1 < plan.queries().size()
                    ? Optional.of(new NextToken(at.query() + 1, Optional.empty()))
                    : Optional.empty();
        }
        return answer(items, next, capacity.orElseThrow(), given, options);
    }

    private static boolean isFull(Optional<ConsumedCapacity> capacity, PageOptions options) {
        var units = capacity.map(ConsumedCapacity::total).orElse(0.0);
        return units >= (options.consistent() ? MAX_UNITS : MAX_UNITS / 2);
    }

    private static PageOptions options(Statement.Select select, ReadOptions read, NextToken token) {
        var all = select.index().isPresent() ? Select.ALL_PROJECTED_ATTRIBUTES : Select.ALL_ATTRIBUTES;
        return new PageOptions(
                StatementTables.reference(select),
                select.index(),
                select.projection().isPresent() ? Select.SPECIFIC_ATTRIBUTES : all,
                select.projection(),
                Optional.empty(),
                token.startKey(),
                read.limit(),
                read.consistent(),
                read.capacityDetail());
    }

    private static List<AnswerItem> shown(Page page) {
        return page.items().orElseThrow();
    }

    private static StatementAnswer answer(
            List<AnswerItem> items,
            Optional<NextToken> next,
            ConsumedCapacity capacity,
            GivenStatement given,
            PageOptions options) {
        return new StatementAnswer(
                items,
                next.flatMap(NextToken::startKey),
                next.map(token -> token.text(given)),
                capacity,
                options.capacityDetail());
    }
}
