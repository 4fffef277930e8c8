package io.galena.storage.throughput;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.List;

/** What one request has taken of several meters, to be given back if the request comes to nothing. For one thread. */
final class Taking {
    private final Meters meters;
    private final List<Taken> taken = new ArrayList<>();

    Taking(Meters meters) {
        this.meters = meters;
    }

    /** @throws DynamoDbException as {@link Meter#take} */
    void take(Meter meter, long hash, double units) {
        meter.take(hash, units, meters.now());
        taken.add(new Taken(meter, hash, units));
    }

    /** Takes whether there is anything left or not. */
    void charge(Meter meter, long hash, double units) {
        meter.charge(hash, units, meters.now());
        taken.add(new Taken(meter, hash, units));
    }

    void giveBack() {
        taken.forEach(one -> one.meter().charge(one.hash(), -one.units(), meters.now()));
        taken.clear();
    }

    private record Taken(Meter meter, long hash, double units) {}
}
