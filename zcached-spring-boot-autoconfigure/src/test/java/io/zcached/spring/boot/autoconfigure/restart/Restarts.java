package io.zcached.spring.boot.autoconfigure.restart;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Starts {@link RestartedApplication} twenty times, each with a class loader of its own,
 * as development tools do, and tells what is left. A process of its own, in which soft
 * references do not hide anything.
 */
public class Restarts {

	private static final int COUNT = 20;

	private static final long PATIENCE_MILLIS = 60_000;

	Restarts() {
	}

	public static void main(String[] arguments) throws Exception {
		List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
		startSomethingElse();
		for (int i = 0; i < COUNT; i++) {
			loaders.add(start());
		}
		long start = System.currentTimeMillis();
		while (left(loaders) + threads() > 0 && System.currentTimeMillis() - start < PATIENCE_MILLIS) {
			System.gc();
			Thread.sleep(100);
		}
		System.out.println("left: " + left(loaders) + " class loaders, " + threads() + " threads");
	}

	private static WeakReference<ClassLoader> start() throws Exception {
		URLClassLoader loader = new RestartLoader(classPath());
		Thread.currentThread().setContextClassLoader(loader);
		try (loader) {
			Callable<?> application = (Callable<?>) loader.loadClass(RestartedApplication.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			System.out.println("answer: " + application.call());
		}
		finally {
			Thread.currentThread().setContextClassLoader(Restarts.class.getClassLoader());
		}
		return new WeakReference<>(loader);
	}

	/** Threads of Spring and of the JDK keep the class loader of whoever comes first. */
	private static void startSomethingElse() {
		new SpringApplicationBuilder(Restarts.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run()
			.close();
	}

	private static long left(List<WeakReference<ClassLoader>> loaders) {
		return loaders.stream().filter((loader) -> loader.get() != null).count();
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zcached-"))
			.count();
	}

	private static URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(new File(entry).toURI().toURL());
		}
		return urls.toArray(URL[]::new);
	}

	/** Loads the application and all of zcached itself. */
	private static final class RestartLoader extends URLClassLoader {

		RestartLoader(URL[] urls) {
			super(urls, Restarts.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("io.zcached.")) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}

	}

}
