package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application is killed, without a chance to tidy up, and started again on the same inbox. */
class RestartTest {

    private static final Path SCENE = Path.of("src/demo");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path root;

    private final PurseSandbox purse = PurseSandbox.start();
    private Process application;

    @AfterEach
    void stop() throws InterruptedException {
        kill();
        purse.close();
    }

    @Test
    void theBooksAreRightAlthoughTheApplicationWasKilledInTheMiddle() throws Exception {
        Folders folders = new Folders(root);
        Shoppers shoppers = new Shoppers(purse, folders, SCENE.resolve("shoppers.properties"), Duration.ZERO);
        purse.faults().always("*", Fault.latency(Duration.ofMillis(20)));

        start(folders);
        day("day-1").forEach(folders::deliver);
        until(shoppers, () -> handled(folders) >= 5);
        kill();
        start(folders);
        until(shoppers, () -> handled(folders) >= 17 && shoppers.promptOnesHavePaid());
        day("day-2").forEach(folders::deliver);
        until(shoppers, () -> purse.journal("capturePayment").size() >= 3);
        kill();
        start(folders);
        until(shoppers, () -> Folders.files(folders.inbox(), ".xml").isEmpty());

        List<Path> documents =
                Stream.of("day-1", "day-2").flatMap(day -> day(day).stream()).toList();
        Expectation expectation = Expectation.of(documents, shoppers::pays);
        assertThat(new Settlement(expectation, purse).lines()).allMatch(Settlement.Line::agrees);
        assertThat(Folders.files(folders.rejected(), ".xml"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyElementsOf(expectation.rejected());
    }

    private void start(Folders folders) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        Demo.settings(purse, folders).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(OrderToCash.class.getName());
        application = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/restart-test.log")))
                .start();
    }

    private void kill() throws InterruptedException {
        if (application != null) {
            application.destroyForcibly().waitFor();
        }
    }

    private void until(Shoppers shoppers, BooleanSupplier condition) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    assertThat(application.isAlive()).isTrue();
                    shoppers.look();
                    return condition.getAsBoolean();
                });
    }

    private static int handled(Folders folders) {
        return Folders.files(folders.done(), ".xml").size()
                + Folders.files(folders.rejected(), ".xml").size();
    }

    private static List<Path> day(String day) {
        return Folders.files(SCENE.resolve(day), ".xml");
    }
}
