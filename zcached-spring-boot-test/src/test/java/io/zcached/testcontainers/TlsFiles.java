package io.zcached.testcontainers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import io.zcached.client.testsupport.Certificates;

/**
 * Certificates in files on the class path, where annotations can name them.
 */
public final class TlsFiles {

	static final String DIRECTORY = "target/test-classes/tls";

	/** The authority that signed the server's certificate. */
	static final String AUTHORITY_PEM = DIRECTORY + "/ca.pem";

	/** A certificate for localhost and 127.0.0.1. */
	static final String CERTIFICATE_PEM = DIRECTORY + "/certificate.pem";

	static final String PRIVATE_KEY_PEM = DIRECTORY + "/private-key.pem";

	/** A key store with the authority as the only thing that it trusts. */
	static final String AUTHORITY_JKS = DIRECTORY + "/ca.p12";

	/** A key store with the certificate and its key. */
	static final String KEY_JKS = DIRECTORY + "/key.p12";

	static final String PASSWORD = Certificates.PASSWORD;

	private static final Certificates certificates = create();

	private TlsFiles() {
	}

	/**
	 * The certificates, whose files are there from now on.
	 */
	public static Certificates get() {
		return certificates;
	}

	private static Certificates create() {
		try {
			Path directory = Path.of(DIRECTORY);
			Files.createDirectories(directory);
			Files.deleteIfExists(directory.resolve("keys.p12"));
			Certificates created = new Certificates(directory);
			write(directory.resolve("keys.p12"));
			return created;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Path file) throws IOException, GeneralSecurityException {
		char[] password = PASSWORD.toCharArray();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, password);
		}
		writePem(AUTHORITY_PEM, "CERTIFICATE", keys.getCertificate("ca").getEncoded());
		writePem(CERTIFICATE_PEM, "CERTIFICATE", keys.getCertificate("good").getEncoded());
		writePem(PRIVATE_KEY_PEM, "PRIVATE KEY", keys.getKey("good", password).getEncoded());
		KeyStore authority = empty();
		authority.setCertificateEntry("ca", keys.getCertificate("ca"));
		writeStore(AUTHORITY_JKS, authority);
		KeyStore key = empty();
		key.setKeyEntry("good", keys.getKey("good", password), password, keys.getCertificateChain("good"));
		writeStore(KEY_JKS, key);
	}

	private static KeyStore empty() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private static void writeStore(String file, KeyStore store) throws IOException, GeneralSecurityException {
		try (OutputStream out = Files.newOutputStream(Path.of(file))) {
			store.store(out, PASSWORD.toCharArray());
		}
	}

	private static void writePem(String file, String type, byte[] content) throws IOException {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		Files.writeString(Path.of(file), "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, text));
	}

}
