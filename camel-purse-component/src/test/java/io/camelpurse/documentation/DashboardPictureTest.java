package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard and the alerts with the values of a run. */
class DashboardPictureTest {

    private static final Path IMAGE = Document.ROOT.resolve("docs/images/dashboard.png");

    private static Recording recording;

    @BeforeAll
    static void run() throws Exception {
        recording = DashboardRun.record();
    }

    static Iterable<Dashboard.Panel> panels() {
        return Dashboard.read().panels().stream()
                .filter(panel -> !panel.type().equals("row"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelHasLinesInTheRun(Dashboard.Panel panel) {
        assertThat(new DashboardPicture(recording).lines(panel).values())
                .isNotEmpty()
                .anySatisfy(line -> assertThat(Arrays.stream(line)).anyMatch(value -> value >= 0))
                .allSatisfy(line -> assertThat(Arrays.stream(line)).noneMatch(value -> value < 0));
        assertThat(new DashboardPicture(recording).lines(panel).keySet()).noneMatch(legend -> legend.contains("{{"));
    }

    @Test
    void theAlertsFireOfWhatHappenedInTheRunAndNoOthers() {
        assertThat(AlertRules.holding(recording, 1)).isEmpty();
        Set<String> fired = new HashSet<>();
        for (int i = 0; i < recording.size(); i++) {
            fired.addAll(AlertRules.holding(recording, i));
        }
        assertThat(fired)
                .containsExactlyInAnyOrder(
                        "PurseOperationFailed",
                        "PurseOutcomeUnknown",
                        "PurseUnavailable",
                        "PurseWebhookRejected",
                        "PurseWebhookRouteFails");
    }

    /** {@code -Dpurse.docs.write=true} writes it. */
    @Test
    void theDocumentationShowsAnImageOfTheDashboard() throws Exception {
        if (Boolean.getBoolean("purse.docs.write")) {
            new DashboardPicture(recording).write(Dashboard.read(), IMAGE);
        }

        assertThat(IMAGE).isNotEmptyFile();
        assertThat(Document.page("operations.adoc").text()).contains("image::images/dashboard.png[");
    }
}
