package io.zcached.spring.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Values that their JSON keeps, and others that it changes.
 */
abstract class AbstractReadBackTests extends AbstractZcachedCacheTests {

	static class Hidden {

		private int hidden;

		public int shown;

		Hidden() {
		}

		Hidden(int hidden) {
			this.hidden = hidden;
		}

	}

	static class HiddenWithEquals extends Hidden {

		HiddenWithEquals() {
		}

		HiddenWithEquals(int hidden) {
			super(hidden);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof HiddenWithEquals;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	static class Unset {

		private final int value;

		Unset() {
			this(0);
		}

		Unset(int initial) {
			this.value = initial;
		}

		public int getValue() {
			return this.value;
		}

		public int getDouble() {
			return this.value * 2;
		}

	}

	static class Open {

		public int value;

		Open() {
		}

		Open(int value) {
			this.value = value;
		}

	}

	static class Transient {

		public transient int lost;

		Transient() {
		}

		Transient(int lost) {
			this.lost = lost;
		}

		@Override
		public String toString() {
			return "Transient";
		}

	}

	/** Has a field that is computed when it is asked for, and no part of what it is. */
	static class Lazy {

		public @Nullable String text;

		private transient int hash;

		Lazy() {
		}

		Lazy(String text) {
			this.text = text;
		}

		Lazy withHash() {
			this.hash = hashCode();
			return this;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Lazy lazy && Objects.equals(this.text, lazy.text);
		}

		@Override
		public int hashCode() {
			return (this.hash != 0) ? this.hash : Objects.hashCode(this.text);
		}

	}

	/** As entities are: equal if their identifiers are. */
	static class Partial {

		public int id;

		@JsonIgnore
		public @Nullable String secret;

		Partial() {
		}

		Partial(int id, @Nullable String secret) {
			this.id = id;
			this.secret = secret;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Partial partial && partial.id == this.id;
		}

		@Override
		public int hashCode() {
			return this.id;
		}

	}

	static class Node {

		public @Nullable String name;

		public @Nullable Node next;

		Node() {
		}

		Node(String name) {
			this.name = name;
		}

	}

	static class Parent {

		@JsonManagedReference
		public List<Child> children = new ArrayList<>();

	}

	static class Child {

		@JsonBackReference
		public @Nullable Parent parent;

		Child() {
		}

		Child(Parent parent) {
			this.parent = parent;
		}

	}

	static class Base {

		public int x = 1;

	}

	static class Sub extends Base {

		public int y = 2;

	}

	static class Named extends ArrayList<String> {

		private static final long serialVersionUID = 1L;

		Named() {
		}

		Named(String element) {
			super(List.of(element));
		}

	}

	enum Unlike {

		FIRST, SECOND;

		@JsonCreator
		static Unlike of(String text) {
			return FIRST;
		}

	}

	sealed interface Shape permits Square {

	}

	record Square(int side) implements Shape {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Circle.class))
	interface Round {

	}

	record Circle(int radius) implements Round {
	}

	record Known(Round round) {
	}

	record Ignoring(String shown, @JsonIgnore String hidden) {
	}

	record WriteOnly(String shown, @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String hidden) {
	}

	record Holder(Base base) {
	}

	record Holders(List<Base> bases) {
	}

	record Altering(String text) {

		Altering {
			text = text.trim() + "!";
		}

	}

	record Point(int x, int y) {
	}

	record Anything(Object value) {
	}

	record Numeric(Number value) {
	}

	record Sorted(SortedSet<Integer> values) {
	}

	record Shapes(Shape shape) {
	}

	record Comparing(Comparable<?> value) {
	}

	record Lists(List<String> values) {
	}

	record Sets(Set<String> values) {
	}

	record Gathered(Collection<?> values) {
	}

	record Hashed(HashSet<Partial> set, HashMap<String, Partial> map) {
	}

	record Keyed(Map<Long, String> values) {
	}

	record Chosen(Unlike value) {
	}

	record Arrayed(Object[] values) {
	}

	record Bytes(byte[] bytes, long[] longs) {
	}

	record Optionally(Optional<Base> value) {
	}

	record Counting(AtomicInteger value) {
	}

	record Matching(Pattern pattern) {
	}

	record Dated(Date value) {
	}

	record Timed(TimeUnit unit) {
	}

	record Failing(String text) {

		@JsonProperty
		String computed() {
			throw new IllegalStateException("secret");
		}

	}

}
