package io.zcached.guide;

import java.math.BigDecimal;

/**
 * What docs/template.md stores.
 *
 * @param id of the order
 * @param price of all of it
 */
record Order(String id, BigDecimal price) {
}
