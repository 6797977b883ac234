package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@EnableCaching
public class BooksApplication {

	public static void main(String[] args) {
		SpringApplication.run(BooksApplication.class, args);
	}

}

record Book(String isbn, String title) {
}

@Service
class Books {

	@Cacheable("books")
	public Book find(String isbn) throws InterruptedException {
		Thread.sleep(2000); // something slow
		return new Book(isbn, "The book " + isbn);
	}

}

@RestController
class BooksController {

	private final Books books;

	BooksController(Books books) {
		this.books = books;
	}

	@GetMapping("/books/{isbn}")
	Book find(@PathVariable String isbn) throws InterruptedException {
		return this.books.find(isbn);
	}

}
