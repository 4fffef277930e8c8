package io.galena.storage.coordinator;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.history.Event.Outcome;
import io.galena.storage.history.ListTransaction;
import io.galena.storage.history.ListTransaction.Step;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.write.Change;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that append to lists and read them, in single operations and in transactions, and note what they see. */
final class ListClients {
    private final List<TableDescriptor> tables;
    private final List<String> lists;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<ListTransaction> history = Collections.synchronizedList(new ArrayList<>());

    /** Each list is an item, in one of the tables in turn. */
    ListClients(List<TableDescriptor> tables, int count) {
        this.tables = tables;
        this.lists = IntStream.range(0, count).mapToObj(i -> "list" + i).toList();
    }

    List<ListTransaction> history() {
        return List.copyOf(history);
    }

    /** Does something at random. */
    void step(ItemWriter writer, Transactions transactions, Random random) {
        var some = new ArrayList<>(lists);
        Collections.shuffle(some, random);
        var chosen = some.subList(0, 2 + random.nextInt(2));
        switch (random.nextInt(5)) {
            case 0 -> update(writer, chosen.getFirst());
            case 1, 2 -> append(transactions, chosen);
            case 3 -> appendChecked(transactions, chosen);
            default -> read(transactions, chosen);
        }
    }

    /** Reads every list, at the end. */
    void readAll(Transactions transactions) {
        read(transactions, lists);
    }

    /** UpdateItem, which tells what was there. */
    private void update(ItemWriter writer, String list) {
        var number = numbers.incrementAndGet();
        note(List.of(new Step.Append(list, number)), () -> {
            var before = writer.write(appending(list, number)).before();
            return List.of(new Step.Read(list, numbers(before)), new Step.Append(list, number));
        });
    }

    /** TransactWriteItems with appends. */
    void append(Transactions transactions, List<String> chosen) {
        var appends = chosen.stream()
                .map(list -> new Step.Append(list, numbers.incrementAndGet()))
                .toList();
        note(List.copyOf(appends), () -> {
            require(transactions.write(
                    appends.stream()
                            .map(append -> appending(append.list(), append.number()))
                            .toList(),
                    Optional.empty()));
            return List.copyOf(appends);
        });
    }

    /** A TransactGetItems, then a TransactWriteItems that appends to all lists but one, if that one is as it was. */
    private void appendChecked(Transactions transactions, List<String> chosen) {
        var checked = chosen.getFirst();
        var seen = read(transactions, List.of(checked));
        if (seen.isEmpty()) {
            return;
        }
        var appends = chosen.stream()
                .skip(1)
                .map(list -> new Step.Append(list, numbers.incrementAndGet()))
                .toList();
        note(List.copyOf(appends), () -> {
            var commands = Stream.concat(
                            Stream.of(checking(checked, seen.get())),
                            appends.stream().map(append -> appending(append.list(), append.number())))
                    .toList();
            require(transactions.write(commands, Optional.empty()));
            return Stream.concat(Stream.of(new Step.Read(checked, seen.get())), appends.stream())
                    .toList();
        });
    }

    /** TransactGetItems; returns the first list, unless it failed. */
    private Optional<List<Integer>> read(Transactions transactions, List<String> chosen) {
        var first = new ArrayList<List<Integer>>();
        note(List.of(), () -> {
            var rows = transactions.read(chosen.stream()
                    .map(list -> new WantedRow(table(list), key(table(list), list, 0)))
                    .toList());
            first.add(numbers(rows.getFirst()));
            return IntStream.range(0, chosen.size())
                    .<Step>mapToObj(i -> new Step.Read(chosen.get(i), numbers(rows.get(i))))
                    .toList();
        });
        return first.stream().findFirst();
    }

    private void note(List<Step> intended, Work work) {
        var invoked = System.nanoTime();
        try {
            add(work.run(), Outcome.OK, invoked);
        } catch (Refused | TransactionConflictException e) {
            add(intended, Outcome.FAILED, invoked);
        } catch (DynamoDbException e) {
            add(intended, e.type() == ErrorType.INTERNAL_SERVER_ERROR ? Outcome.UNKNOWN : Outcome.FAILED, invoked);
        } catch (TestingTransactions.CoordinatorDied e) {
            add(intended, Outcome.UNKNOWN, invoked);
        }
    }

    private void add(List<? extends Step> steps, Outcome outcome, long invoked) {
        history.add(new ListTransaction(List.copyOf(steps), outcome, invoked, System.nanoTime()));
    }

    private static void require(TransactionOutcome outcome) {
        if (!(outcome instanceof TransactionOutcome.Done)) {
            throw new Refused();
        }
    }

    private WriteCommand appending(String list, int number) {
        return TestingItems.deciding(table(list), list, 0, current -> {
            var before = current.map(ListClients::text).orElse("");
            return TestingItems.put(item(list, 0, "list", before + number + " "));
        });
    }

    private WriteCommand checking(String list, List<Integer> seen) {
        return TestingItems.deciding(table(list), list, 0, current -> {
            if (!numbers(current).equals(seen)) {
                throw DynamoDbException.conditionalCheckFailed(Optional.empty());
            }
            return new Change.Keep();
        });
    }

    private TableDescriptor table(String list) {
        return tables.get(lists.indexOf(list) % tables.size());
    }

    private static List<Integer> numbers(Optional<StoredRow> row) {
        return row.map(found -> Arrays.stream(text(found).split(" "))
                        .map(Integer::valueOf)
                        .collect(Collectors.toList()))
                .orElse(List.of());
    }

    private static String text(StoredRow row) {
        return row.item().find("list").orElseThrow() instanceof AttributeValue.S text ? text.value() : "";
    }

    /** The transaction was cancelled. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What a client does; returns what it has seen and done. */
    @FunctionalInterface
    private interface Work {
        List<? extends Step> run();
    }
}
