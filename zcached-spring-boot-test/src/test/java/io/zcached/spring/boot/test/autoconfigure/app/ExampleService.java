package io.zcached.spring.boot.test.autoconfigure.app;

import io.zcached.client.ZcachedClient;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * A component of the application, which a slice must be told of.
 */
@Service
public class ExampleService {

	private final ZcachedClient client;

	private int calls;

	ExampleService(ZcachedClient client) {
		this.client = client;
	}

	public boolean has(String key) {
		return this.client.exists(key);
	}

	@Cacheable("squares")
	public Integer square(int number) {
		this.calls++;
		return number * number;
	}

	public int calls() {
		return this.calls;
	}

}
