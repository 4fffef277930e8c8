/** Triggers as users meet them: mappings made with the SDK's Lambda client, functions that are HTTP servers of the tests. */
@NullMarked
package io.galena.standalone.trigger;

import org.jspecify.annotations.NullMarked;
