package io.zcached.spring.boot.test.docs;

import io.zcached.client.ZcachedClient;

import org.springframework.stereotype.Service;

/**
 * What is tested.
 */
@Service
class Greetings {

	private final ZcachedClient zcached;

	Greetings(ZcachedClient zcached) {
		this.zcached = zcached;
	}

	String greet(String name) {
		return this.zcached.get("greeting:" + name, String.class).orElse("Hello, " + name);
	}

}
