package io.galena.storage.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which of some things must come before which. The first ones, as many as were given, are those that are told of. */
final class Precedence {
    private final int told;
    private final List<List<Integer>> after = new ArrayList<>();

    Precedence(int told) {
        this.told = told;
        for (var i = 0; i < told; i++) {
            addNode();
        }
    }

    /** Adds a thing that is not told of. */
    int addNode() {
        after.add(new ArrayList<>());
        return after.size() - 1;
    }

    void add(int before, int then) {
        if (before != then) {
            after.get(before).add(then);
        }
    }

    /** A cycle, by those of its members that are told of: what cannot be put into an order, by taking away what can. */
    Optional<List<Integer>> cycle() {
        var before = new int[after.size()];
        after.forEach(all -> all.forEach(then -> before[then]++));
        var free = new ArrayDeque<Integer>();
        for (var i = 0; i < before.length; i++) {
            if (before[i] == 0) {
                free.add(i);
            }
        }
        var left = after.size();
        for (var next = free.poll(); next != null; next = free.poll()) {
            left--;
            for (var then : after.get(next)) {
                before[then]--;
                if (before[then] == 0) {
                    free.add(then);
                }
            }
        }
        return left == 0 ? Optional.empty() : Optional.of(walk(before));
    }

    /** Goes from one that is left to another before it, until it comes to one again. */
    private List<Integer> walk(int[] left) {
        var from = new int[after.size()];
        Arrays.fill(from, -1);
        var start = -1;
        for (var i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                start = i;
                break;
            }
        }
        for (var i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                for (var then : after.get(i)) {
                    from[then] = left[then] > 0 ? i : from[then];
                }
            }
        }
        var met = new ArrayList<Integer>();
        var current = start;
        while (!met.contains(current)) {
            met.add(current);
            current = from[current];
        }
        return met.subList(met.indexOf(current), met.size()).reversed().stream()
                .filter(node -> node < told)
                .toList();
    }
}
