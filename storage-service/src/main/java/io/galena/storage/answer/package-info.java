/** What the operations on items answer alike: items, and the sizes of item collections. */
@NullMarked
package io.galena.storage.answer;

import org.jspecify.annotations.NullMarked;
