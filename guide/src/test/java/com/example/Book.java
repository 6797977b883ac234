package com.example;

/**
 * What {@code zcached.cache.caches.books.value-type} names in docs/cache.md.
 *
 * @param isbn number of the book
 * @param title its title
 */
public record Book(String isbn, String title) {
}
