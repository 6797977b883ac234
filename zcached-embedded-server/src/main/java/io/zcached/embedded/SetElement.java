package io.zcached.embedded;

/**
 * A value on its way into a set. Two of them are one when the server takes them for one:
 * their hashes are the same and {@link ServerEquality} holds. That is not always
 * reflexive: {@code nan}, or an array that holds one value twice, is never equal to
 * itself and stays in the set as often as it was sent.
 */
final class SetElement {

	private final Value value;

	private final int hash;

	/**
	 * Takes a value.
	 * @throws ServerDeath if there is an error in the value: the server cannot hash it
	 */
	SetElement(Value value) {
		this.value = value;
		this.hash = ServerHash.hash(value);
	}

	Value value() {
		return this.value;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SetElement element && this.hash == element.hash
				&& ServerHash.same(this.value, element.value) && ServerEquality.equal(this.value, element.value);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
