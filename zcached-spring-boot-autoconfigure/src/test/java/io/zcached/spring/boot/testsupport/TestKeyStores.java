package io.zcached.spring.boot.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
		Path file = directory.resolve("selfsigned.p12");
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost,ip:127.0.0.1", "-validity", "30", "-storetype", "PKCS12", "-keystore",
				file.toString(), "-storepass", password);
		try {
			Process process = new ProcessBuilder(command).inheritIO().start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool failed with " + process.exitValue());
			}
			return file;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
