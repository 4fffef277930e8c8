package io.galena.storage.history;

import io.galena.storage.history.ListTransaction.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for anomalies in a history of transactions that append to lists and read them, as Elle does: what was read tells the
 * order of the appends, that order tells which transaction must come before which, and a cycle of these (with real time) means that
 * no order explains the history. The history must end with a read of every list.
 */
public final class ListAppendChecker {
    private final List<ListTransaction> history;
    private final Map<String, List<Integer>> orders = new TreeMap<>();
    private final Map<Integer, Integer> writers = new HashMap<>();
    private final Precedence precedence;

    private ListAppendChecker(List<ListTransaction> history) {
        this.history = history;
        this.precedence = new Precedence(history.size());
    }

    /** The first anomaly that is found, in words. */
    public static Optional<String> anomaly(List<ListTransaction> history) {
        return new ListAppendChecker(List.copyOf(history)).search();
    }

    private Optional<String> search() {
        forEach(Step.Append.class, (transaction, append) -> writers.put(append.number(), transaction));
        return findOrders().or(this::findLost).or(this::findAborted).or(() -> {
            forEach(Step.Read.class, this::addRead);
            orders.values().forEach(this::addAppends);
            addRealTime();
            return precedence
                    .cycle()
                    .map(cycle -> "A cycle of " + cycle.size() + ": "
                            + cycle.stream().map(history::get).limit(6).toList());
        });
    }

    /** All reads of a list must be beginnings of the longest one. */
    private Optional<String> findOrders() {
        forEach(
                Step.Read.class,
                (transaction, read) -> orders.merge(
                        read.list(), read.seen(), (one, other) -> one.size() >= other.size() ? one : other));
        for (var order : orders.entrySet()) {
            if (new HashSet<>(order.getValue()).size() < order.getValue().size()) {
                return Optional.of("A number is in list " + order.getKey() + " twice: " + order.getValue());
            }
        }
        var wrong = new ArrayList<String>();
        forEach(Step.Read.class, (transaction, read) -> {
            var longest = order(read.list());
            if (!longest.subList(0, read.seen().size()).equals(read.seen())) {
                wrong.add("List " + read.list() + " was read as " + read.seen() + " and as " + longest);
            }
        });
        return wrong.stream().findFirst();
    }

    private Optional<String> findLost() {
        var lost = new ArrayList<String>();
        forEach(Step.Append.class, (transaction, append) -> {
            var isThere = order(append.list()).contains(append.number());
            if (history.get(transaction).outcome() == Event.Outcome.OK && !isThere) {
                lost.add("An acknowledged append is lost: " + append);
            }
        });
        return lost.stream().findFirst();
    }

    private Optional<String> findAborted() {
        return orders.values().stream()
                .flatMap(List::stream)
                .filter(number -> !writers.containsKey(number)
                        || history.get(writer(number)).outcome() == Event.Outcome.FAILED)
                .findFirst()
                .map(number -> "A number was read that nobody appended: " + number);
    }

    private void addAppends(List<Integer> order) {
        for (var i = 1; i < order.size(); i++) {
            precedence.add(writer(order.get(i - 1)), writer(order.get(i)));
        }
    }

    /** A reader comes after the writer of what it saw last, and before the writer of what comes next. */
    private void addRead(int transaction, Step.Read read) {
        if (history.get(transaction).outcome() == Event.Outcome.FAILED) {
            return;
        }
        var order = order(read.list());
        var length = read.seen().size();
        if (length > 0) {
            precedence.add(writer(order.get(length - 1)), transaction);
        }
        if (length < order.size()) {
            precedence.add(transaction, writer(order.get(length)));
        }
    }

    /** What returned comes before what was invoked later: through a chain of the moments of return. */
    private void addRealTime() {
        var returned = new ArrayList<Integer>();
        for (var i = 0; i < history.size(); i++) {
            if (history.get(i).outcome() == Event.Outcome.OK) {
                returned.add(i);
            }
        }
        returned.sort(Comparator.comparingLong(i -> history.get(i).returned()));
        var moments = new TreeMap<Long, Integer>();
        var previous = -1;
        for (var transaction : returned) {
            var moment = precedence.addNode();
            precedence.add(transaction, moment);
            if (previous >= 0) {
                precedence.add(previous, moment);
            }
            moments.put(history.get(transaction).returned(), moment);
            previous = moment;
        }
        for (var i = 0; i < history.size(); i++) {
            var before = moments.lowerEntry(history.get(i).invoked());
            if (before != null && history.get(i).outcome() != Event.Outcome.FAILED) {
                precedence.add(before.getValue(), i);
            }
        }
    }

    /** A list as it was in the end. */
    private List<Integer> order(String list) {
        return orders.getOrDefault(list, List.of());
    }

    /** The transaction that appended a number. */
    private int writer(Integer number) {
        return Objects.requireNonNull(writers.get(number));
    }

    private <S extends Step> void forEach(Class<S> kind, StepReader<S> reader) {
        for (var i = 0; i < history.size(); i++) {
            for (var step : history.get(i).steps()) {
                if (kind.isInstance(step)) {
                    reader.take(i, kind.cast(step));
                }
            }
        }
    }

    /** Takes the steps of transactions, which are known by their places in the history. */
    @FunctionalInterface
    private interface StepReader<S> {
        void take(int transaction, S step);
    }
}
