package io.zcached.spring.boot.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority in a directory of the test, and what it signs; made by the
 * JDK's keytool.
 */
public final class TestAuthority {

	/** The password of all stores. */
	public static final String PASSWORD = "password";

	private static final String AUTHORITY = "ca";

	private final Path directory;

	/**
	 * Makes the authority.
	 * @param directory an existing directory, one for each authority
	 */
	public TestAuthority(Path directory) {
		this.directory = directory;
		keytool("-genkeypair", "-alias", AUTHORITY, "-dname", "CN=Test CA", "-ext", "bc:c", "-validity", "30");
	}

	/**
	 * Signs a certificate.
	 * @param alias its name, unique in the authority
	 * @param arguments for keytool, such as {@code -ext san=ip:127.0.0.1}
	 * @return this authority
	 */
	public TestAuthority sign(String alias, String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("-genkeypair", "-alias", alias, "-signer", AUTHORITY, "-dname", "CN=" + alias));
		all.addAll(List.of(arguments));
		if (!all.contains("-validity")) {
			all.addAll(List.of("-validity", "30"));
		}
		keytool(all.toArray(String[]::new));
		return this;
	}

	/**
	 * The authority's own certificate, for those who trust it.
	 * @return a PEM file
	 */
	public Path certificate() {
		return certificate(AUTHORITY);
	}

	/**
	 * A certificate that the authority has signed.
	 * @param alias the name it was signed by
	 * @return a PEM file
	 */
	public Path certificate(String alias) {
		try {
			return pem(alias + ".pem", "CERTIFICATE", load().getCertificate(alias).getEncoded());
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The private key of a certificate.
	 * @param alias the name it was signed by
	 * @return a PEM file
	 */
	public Path key(String alias) {
		try {
			return pem(alias + ".key", "PRIVATE KEY", load().getKey(alias, PASSWORD.toCharArray()).getEncoded());
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path pem(String name, String type, byte[] content) throws IOException {
		String encoded = Base64.getMimeEncoder().encodeToString(content);
		return Files.writeString(this.directory.resolve(name),
				"-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, encoded));
	}

	/**
	 * What a server speaks TLS with, which trusts clients of this authority.
	 * @param alias the name its certificate was signed by
	 * @return the context
	 */
	public SSLContext serverContext(String alias) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(only(alias), PASSWORD.toCharArray());
			KeyStore trusted = empty();
			trusted.setCertificateEntry(AUTHORITY, load().getCertificate(AUTHORITY));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore only(String alias) throws IOException, GeneralSecurityException {
		KeyStore all = load();
		Certificate[] chain = all.getCertificateChain(alias);
		KeyStore one = empty();
		one.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
		return one;
	}

	private KeyStore load() throws IOException, GeneralSecurityException {
		try (InputStream in = Files.newInputStream(store())) {
			KeyStore all = KeyStore.getInstance("PKCS12");
			all.load(in, PASSWORD.toCharArray());
			return all;
		}
	}

	private Path store() {
		return this.directory.resolve("all.p12");
	}

	private void keytool(String... arguments) {
		try {
			Files.createDirectories(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-keystore", store().toString(), "-storepass",
				PASSWORD));
		TestKeyStores.keytool(all);
	}

	private static KeyStore empty() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

}
