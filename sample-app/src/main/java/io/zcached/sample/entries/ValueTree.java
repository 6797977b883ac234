package io.zcached.sample.entries;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A value and what is in it, each with its type.
 *
 * @param label key in a map or position in a list, {@code null} for a set's element and
 * for the value itself
 * @param type zcached's word for the type, such as {@code ordered set}
 * @param text a scalar in words, exact to the last digit; {@code null} for a collection
 * @param size characters or elements, those included that are not shown
 * @param children the first elements; empty for a scalar
 */
record ValueTree(@Nullable String label, String type, @Nullable String text, int size, List<ValueTree> children) {
}
