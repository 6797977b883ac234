package io.zcached.spring.boot.aot;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachedTypesAotProcessor}, by ahead-of-time processing of contexts.
 */
class CachedTypesAotProcessorTests {

	@Test
	void recordOfACacheableMethodIsBoundWithWhatIsInside() {
		RuntimeHints hints = hintsFor(Books.class);
		assertBound(hints, Book.class);
		assertBound(hints, Author.class);
	}

	@Test
	void elementsOfCollectionsOptionalsAndFuturesAreBound() {
		RuntimeHints hints = hintsFor(Wrapping.class);
		assertBound(hints, InList.class);
		assertBound(hints, InOptional.class);
		assertBound(hints, InFuture.class);
	}

	@Test
	void cachePutCachingAndComposedAnnotationsCount() {
		RuntimeHints hints = hintsFor(Composed.class);
		assertBound(hints, InList.class);
		assertBound(hints, InOptional.class);
		assertBound(hints, InFuture.class);
	}

	@Test
	void annotationOnAnInterfaceCounts() {
		assertBound(hintsFor(Implementation.class), Book.class);
	}

	@Test
	void whatKeysAreMadeOfCanBeRead() {
		RuntimeHints hints = hintsFor(Keyed.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Author.class.getRecordComponents()[0].getAccessor())).accepts(hints);
		assertThat(SimpleKey.class.getDeclaredFields()).filteredOn((field) -> field.getType() == Object[].class)
			.singleElement()
			.satisfies((field) -> assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(field)).accepts(hints));
	}

	@Test
	void recordsInsideOfKeysCanBeReadHoweverDeep() {
		RuntimeHints hints = hintsFor(DeeplyKeyed.class);
		for (Class<?> type : List.of(Book.class, Author.class, InList.class, InOptional.class, InFuture.class,
				Paged.class, Isbn.class, Node.class)) {
			assertThat(type.getRecordComponents()).isNotEmpty()
				.allSatisfy((component) -> assertThat(
						RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
					.as(component + " of " + type)
					.accepts(hints));
		}
	}

	@Test
	void typesThatASubclassNamesAreBoundAndCanBeRead() {
		RuntimeHints hints = hintsFor(OfBooks.class);
		assertBound(hints, Book.class);
		assertBound(hints, Paged.class);
		assertBound(hintsFor(OfAuthors.class), Author.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(InList.class.getRecordComponents()[0].getAccessor())).accepts(hints);
	}

	@Test
	void whatIsNotCachedIsNotBound() {
		assertThat(RuntimeHintsPredicates.reflection().onType(Book.class)).rejects(hintsFor(Evicting.class));
	}

	private static void assertBound(RuntimeHints hints, Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
			.as("constructor of " + type)
			.accepts(hints);
		assertThat(type.getRecordComponents()).isNotEmpty()
			.allSatisfy((component) -> assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.as(component.toString())
				.accepts(hints));
	}

	private static RuntimeHints hintsFor(Class<?> bean) {
		TestGenerationContext generation = new TestGenerationContext();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(bean);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
		}
		return generation.getRuntimeHints();
	}

	record Author(String name) {
	}

	record Book(String title, Author author) {
	}

	record InList(int number) {
	}

	record InOptional(int number) {
	}

	record InFuture(int number) {
	}

	static class Books {

		@Cacheable("books")
		public Book find(String isbn) {
			throw new UnsupportedOperationException(isbn);
		}

	}

	static class Keyed {

		@CacheEvict("books")
		public void evict(Author author, String title) {
		}

	}

	record Paged<T>(T content) {
	}

	record Node(Node next, int number) {
	}

	sealed interface Reference permits Isbn {

	}

	record Isbn(String text) implements Reference {
	}

	static class DeeplyKeyed {

		@Cacheable("books")
		public String find(Book book, List<InList> list, Map<String, InOptional[]> map, Paged<Set<InFuture>> paged,
				Optional<Reference> reference, Node node) {
			throw new UnsupportedOperationException();
		}

	}

	static class Generic<K, V> {

		@Cacheable("books")
		public V find(K key) {
			throw new UnsupportedOperationException();
		}

		@Cacheable("pages")
		public CompletableFuture<Paged<V>> page(int number) {
			throw new UnsupportedOperationException();
		}

	}

	static class OfBooks extends Generic<InList, Book> {

	}

	static class OfAuthors extends Generic<InList, List<Author>> {

	}

	static class Wrapping {

		@Cacheable("lists")
		public List<InList> list() {
			return List.of();
		}

		@Cacheable("optionals")
		public Optional<InOptional> optional() {
			return Optional.empty();
		}

		@Cacheable("futures")
		public CompletableFuture<InFuture> future() {
			return new CompletableFuture<>();
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Cacheable("composed")
	@interface Remembered {

	}

	static class Composed {

		@CachePut("puts")
		public InList put() {
			return new InList(1);
		}

		@Caching(cacheable = @Cacheable("caching"))
		public InOptional caching() {
			return new InOptional(1);
		}

		@Remembered
		public InFuture remembered() {
			return new InFuture(1);
		}

	}

	interface Contract {

		@Cacheable("books")
		Book find(String isbn);

	}

	static class Implementation implements Contract {

		@Override
		public Book find(String isbn) {
			throw new UnsupportedOperationException(isbn);
		}

	}

	static class Evicting {

		@CacheEvict("books")
		public Book evict() {
			throw new UnsupportedOperationException();
		}

		public Book other() {
			throw new UnsupportedOperationException();
		}

	}

}
