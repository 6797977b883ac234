package io.zcached.client.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys and certificates of one authority, made by the JDK's keytool in a directory of the
 * test.
 */
public final class Certificates {

	/** The password of the key store; looked for in messages and logs. */
	public static final String PASSWORD = "canary-password";

	private final Path store;

	private final KeyStore keys;

	/**
	 * Makes the authority and what it has signed.
	 * @param directory where the key store goes
	 */
	public Certificates(Path directory) {
		this.store = directory.resolve("keys.p12");
		keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c");
		keytool("-genkeypair", "-alias", "good", "-signer", "ca", "-dname", "CN=good", "-ext",
				"san=dns:localhost,ip:127.0.0.1");
		keytool("-genkeypair", "-alias", "wrong-host", "-signer", "ca", "-dname", "CN=wrong", "-ext",
				"san=dns:other.example");
		keytool("-genkeypair", "-alias", "no-ip", "-signer", "ca", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost");
		keytool("-genkeypair", "-alias", "expired", "-signer", "ca", "-dname", "CN=expired", "-ext",
				"san=dns:localhost,ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
		keytool("-genkeypair", "-alias", "future", "-signer", "ca", "-dname", "CN=future", "-ext",
				"san=dns:localhost,ip:127.0.0.1", "-startdate", "+10d", "-validity", "5");
		keytool("-genkeypair", "-alias", "self-signed", "-dname", "CN=self", "-ext", "san=dns:localhost,ip:127.0.0.1");
		try (InputStream in = Files.newInputStream(this.store)) {
			this.keys = KeyStore.getInstance("PKCS12");
			this.keys.load(in, PASSWORD.toCharArray());
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new AssertionError("cannot read the key store", ex);
		}
	}

	/**
	 * A context.
	 * @param protocol the newest protocol of a server, {@code TLS} for all
	 * @param key the alias of the key to show, {@code null} for none
	 * @param trusted whether the authority is trusted, or nobody known
	 * @return the context
	 */
	public SSLContext context(String protocol, String key, boolean trusted) {
		try {
			SSLContext context = SSLContext.getInstance(protocol);
			context.init((key != null) ? keyManagers(key) : null, trustManagers(trusted ? "ca" : "self-signed"), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new AssertionError("cannot make a context", ex);
		}
	}

	/**
	 * A client's context that trusts the authority and offers one protocol only.
	 * @param protocol such as {@code TLSv1.3}
	 * @return the context
	 */
	public SSLContext only(String protocol) {
		return OnlyProtocol.of(context("TLS", null, true), protocol);
	}

	private KeyManager[] keyManagers(String alias) throws IOException, GeneralSecurityException {
		KeyStore one = empty();
		char[] password = PASSWORD.toCharArray();
		one.setKeyEntry(alias, this.keys.getKey(alias, password), password, this.keys.getCertificateChain(alias));
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(one, password);
		return factory.getKeyManagers();
	}

	private TrustManager[] trustManagers(String alias) throws IOException, GeneralSecurityException {
		KeyStore one = empty();
		one.setCertificateEntry(alias, this.keys.getCertificate(alias));
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(one);
		return factory.getTrustManagers();
	}

	private static KeyStore empty() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private void keytool(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
		command.addAll(Arrays.asList(arguments));
		command.addAll(List.of("-keystore", this.store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
				"-keyalg", "EC"));
		if (!command.contains("-validity")) {
			command.addAll(List.of("-validity", "365"));
		}
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			if (process.waitFor() != 0) {
				throw new AssertionError("keytool failed: " + output);
			}
		}
		catch (IOException ex) {
			throw new AssertionError("keytool cannot be run", ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError("interrupted", ex);
		}
	}

}
