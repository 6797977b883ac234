package io.zcached.guide;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

import static io.zcached.guide.Library.slowly;

// tag::books[]
@Service
class Books {

	@Cacheable("books")
	public Book find(String isbn) {
		return slowly(isbn);
	}

}
// end::books[]
