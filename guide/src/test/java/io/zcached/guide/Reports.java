package io.zcached.guide;

// tag::reports[]
import io.zcached.client.ZcachedClient;

// end::reports[]
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

// tag::reports[]
@Service
class Reports {

	private final ZcachedClient cache;

	private final ZcachedClient reports;

	Reports(ZcachedClient cache, @Qualifier("reports") ZcachedClient reports) {
		this.cache = cache;
		this.reports = reports;
	}

	// end::reports[]
	void move(String key) {
		this.cache.get(key).ifPresent((value) -> this.reports.set(key, value));
	}

	// tag::reports[]

}
// end::reports[]
