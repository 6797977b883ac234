package io.zcached.guide;

import java.util.Optional;

// tag::carts[]
import io.zcached.spring.template.ZcachedTemplate;

// end::carts[]
import org.springframework.stereotype.Service;

// tag::carts[]
@Service
class ZcachedCarts {

	private final ZcachedTemplate zcached;

	ZcachedCarts(ZcachedTemplate zcached) {
		this.zcached = zcached;
	}

	void store(String user, String cart) {
		this.zcached.set("cart:" + user, cart);
	}

	Optional<String> find(String user) {
		return this.zcached.get("cart:" + user, String.class);
	}

	boolean claim(String job) {
		return this.zcached.setIfAbsent("job:" + job, "mine");
	}

	void drop(String user) {
		this.zcached.delete("cart:" + user);
	}

}
// end::carts[]
