package io.zcached.testcontainers;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.MountableFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What {@link ZcachedContainer} waits for, seen without an engine.
 */
class ZcachedContainerWaitTests {

	private static final Duration BRIEF = Duration.ofSeconds(1);

	private final StandInContainer container = new StandInContainer(1);

	@Test
	void withTlsShouldLeaveWhatTheUserWaitsFor() {
		WaitStrategy own = Wait.forLogMessage(".*ready.*", 1);
		this.container.waitingFor(own);
		withTls();
		assertThat(this.container.waitsFor()).isSameAs(own);
	}

	@Test
	void withTlsShouldLeaveHowLongTheUserWaits() {
		this.container.withStartupTimeout(BRIEF);
		withTls();
		assertThatException().isThrownBy(() -> this.container.waitsFor().waitUntilReady(this.container))
			.withMessageContaining("within 1 s");
	}

	private void withTls() {
		TlsFiles.get();
		this.container.withTls(MountableFile.forHostPath(TlsFiles.CERTIFICATE_PEM),
				MountableFile.forHostPath(TlsFiles.PRIVATE_KEY_PEM));
	}

}
