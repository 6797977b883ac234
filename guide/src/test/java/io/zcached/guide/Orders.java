package io.zcached.guide;

import java.util.Optional;

// tag::orders[]
import io.zcached.spring.template.ZcachedTemplate;

// end::orders[]
import org.springframework.stereotype.Service;

// tag::orders[]
@Service
class Orders {

	private final ZcachedTemplate zcached;

	Orders(ZcachedTemplate zcached) {
		this.zcached = zcached;
	}

	void remember(Order order) {
		this.zcached.set("order:" + order.id(), order);
	}

	Optional<Order> find(String id) {
		return this.zcached.get("order:" + id, Order.class);
	}

}
// end::orders[]
