package io.zcached.guide;

import java.util.Optional;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Service;

// tag::carts[]
@Service
class RedisCarts {

	private final StringRedisTemplate redis;

	RedisCarts(StringRedisTemplate redis) {
		this.redis = redis;
	}

	void store(String user, String cart) {
		this.redis.opsForValue().set("cart:" + user, cart);
	}

	Optional<String> find(String user) {
		return Optional.ofNullable(this.redis.opsForValue().get("cart:" + user));
	}

	boolean claim(String job) {
		return Boolean.TRUE.equals(this.redis.opsForValue().setIfAbsent("job:" + job, "mine"));
	}

	void drop(String user) {
		this.redis.delete("cart:" + user);
	}

}
// end::carts[]
