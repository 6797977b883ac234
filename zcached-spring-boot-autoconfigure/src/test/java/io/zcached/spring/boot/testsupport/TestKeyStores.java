package io.zcached.spring.boot.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/**
 * Key stores made by the JDK's keytool.
 */
public final class TestKeyStores {

	private TestKeyStores() {
	}

	/**
	 * A PKCS12 key store with one self-signed certificate for localhost and 127.0.0.1.
	 * @param directory where to put it
	 * @param password the password of the store and its key
	 * @return the file
	 */
	public static Path selfSigned(Path directory, String password) {
		return selfSigned(directory, password, "san=dns:localhost,ip:127.0.0.1");
	}

	/**
	 * A PKCS12 key store with one self-signed certificate.
	 * @param directory where to put it
	 * @param password the password of the store and its key
	 * @param names the alternative names, as keytool wants them
	 * @return the file
	 */
	public static Path selfSigned(Path directory, String password, String names) {
		Path file = directory.resolve("selfsigned.p12");
		keytool(List.of("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", names,
				"-validity", "30", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", password));
		return file;
	}

	static void keytool(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(arguments);
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool failed with " + process.exitValue());
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a server with such a key store speaks TLS with.
	 * @param keyStore the file
	 * @param password its password
	 * @return the context
	 */
	public static SSLContext serverContext(Path keyStore, String password) {
		JksSslStoreDetails details = new JksSslStoreDetails("PKCS12", null, keyStore.toUri().toString(), password);
		return SslBundle.of(new JksSslStoreBundle(details, null), SslBundleKey.of(password)).createSslContext();
	}

}
