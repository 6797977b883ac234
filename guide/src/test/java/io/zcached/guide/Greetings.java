package io.zcached.guide;

// tag::greetings[]
import io.zcached.client.ZcachedClient;

// end::greetings[]
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

// tag::greetings[]
@RestController
class Greetings {

	private final ZcachedClient zcached;

	Greetings(ZcachedClient zcached) {
		this.zcached = zcached;
	}

	@GetMapping("/greetings/{name}")
	String greet(@PathVariable String name) {
		return this.zcached.get("greeting:" + name, String.class).orElse("Hello, " + name);
	}

}
// end::greetings[]
