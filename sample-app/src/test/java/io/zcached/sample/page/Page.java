package io.zcached.sample.page;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page as a person uses it: finds things by what they are called, and waits until
 * they show what is expected.
 */
final class Page {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** What a browser says of each answer that is a refusal. */
	private static final String REFUSED = "Failed to load resource: the server responded with a status of ";

	private final Browser browser;

	private final String address;

	Page(Browser browser, String port) {
		this.browser = browser;
		this.address = "http://127.0.0.1:" + port + "/";
	}

	void open(Look look) {
		this.browser.look(look);
		this.browser.driver().get(this.address);
		awaitText("#page-state", "Live");
		awaitText("#health", "Health UP");
	}

	/** So that the application is rid of the page. */
	void leave() {
		this.browser.driver().get("about:blank");
		this.browser.complaints();
	}

	/** Complaints of the console, except of answers that refuse what they should. */
	List<String> complaints() {
		return this.browser.complaints().stream().filter((complaint) -> !complaint.contains(REFUSED)).toList();
	}

	Browser browser() {
		return this.browser;
	}

	WebElement find(String css) {
		return this.browser.driver().findElement(By.cssSelector(css));
	}

	List<WebElement> findAll(String css) {
		return this.browser.driver().findElements(By.cssSelector(css));
	}

	String text(String css) {
		return find(css).getText();
	}

	/** The texts of all that match, as the browser has them at one moment. */
	List<?> texts(String css) {
		return (List<?>) run("return [...document.querySelectorAll(arguments[0])].map((found) => found.textContent)",
				css);
	}

	void click(String css) {
		await(() -> find(css).isEnabled());
		find(css).click();
	}

	/** Presses the button of this name within the part of the page. */
	void press(String part, String name) {
		find(part).findElements(By.tagName("button"))
			.stream()
			.filter((button) -> button.isDisplayed() && button.getAccessibleName().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No button '" + name + "' in " + part))
			.click();
	}

	void fill(String css, String text) {
		WebElement field = find(css);
		field.clear();
		field.sendKeys(text);
	}

	void select(String css, String value) {
		find(css + " option[value='" + value + "']").click();
	}

	/** Keys go to what has the focus. */
	void type(CharSequence... keys) {
		new Actions(this.browser.driver()).sendKeys(keys).perform();
	}

	void tab() {
		type(Keys.TAB);
	}

	/** The id of what has the focus. */
	String focused() {
		return String.valueOf(run("return document.activeElement.id || document.activeElement.dataset.key"
				+ " || document.activeElement.textContent"));
	}

	Object run(String script, Object... arguments) {
		return this.browser.driver().executeScript(script, arguments);
	}

	void awaitText(String css, String part) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(css)).as(css).contains(part));
	}

	void awaitTexts(String css, ThrowingConsumer<List<?>> expectation) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> expectation.accept(texts(css)));
	}

	void awaitHidden(String css) {
		await(() -> !find(css).isDisplayed());
	}

	void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(condition);
	}

}
