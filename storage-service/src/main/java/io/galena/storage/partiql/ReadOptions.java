package io.galena.storage.partiql;

import io.galena.storage.capacity.ReturnConsumedCapacity;
import java.util.Optional;

/**
 * What an ExecuteStatement says besides the statement. Most of it counts for reads only.
 *
 * @param limit how many items the page looks at
 */
record ReadOptions(boolean consistent, int limit, Optional<String> nextToken, ReturnConsumedCapacity capacityDetail) {}
