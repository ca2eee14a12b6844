package io.camelpurse.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.doctor.Finding.Status;
import io.camelpurse.fixture.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms of a report. Tests {@link Finding}. */
class DiagnosisTest {

    private final Diagnosis diagnosis = new Diagnosis(List.of(
            Finding.ok("shop is 10.0.0.1").of("dns"),
            Finding.failed("closed", "Open the firewall").of("tcp"),
            Finding.warning("expires soon", "Renew it").of("tls"),
            Finding.skipped("needs the check tcp").of("token")));

    @Test
    void theTextHasALineForEachCheckAndTheRemedyBelowIt() {
        assertThat(diagnosis.text())
                .isEqualTo(String.join(
                        "\n",
                        "ok       dns            shop is 10.0.0.1",
                        "failed   tcp            closed",
                        "                     -> Open the firewall",
                        "warning  tls            expires soon",
                        "                     -> Renew it",
                        "skipped  token          needs the check tcp",
                        "Checks: 4, failed: 1, warnings: 1",
                        ""));
    }

    @Test
    void theJsonHasTheSame() {
        assertThat(Json.parse(diagnosis.json())).isEqualTo(Json.parse("""
                {"status": "failed", "checks": [
                  {"name": "dns", "status": "ok", "seen": "shop is 10.0.0.1", "remedy": null},
                  {"name": "tcp", "status": "failed", "seen": "closed", "remedy": "Open the firewall"},
                  {"name": "tls", "status": "warning", "seen": "expires soon", "remedy": "Renew it"},
                  {"name": "token", "status": "skipped", "seen": "needs the check tcp", "remedy": null}]}
                """));
    }

    @Test
    void theExitCodeIsThatOfTheWorstFinding() {
        assertThat(diagnosis.exitCode()).isEqualTo(1);
        assertThat(new Diagnosis(List.of(Finding.warning("", "").of("tls"))).exitCode())
                .isZero();
        assertThat(new Diagnosis(List.of(Finding.ok("").of("tls"))).exitCode()).isZero();
        assertThat(new Diagnosis(List.of()).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void aFindingIsFoundByItsCheck() {
        assertThat(diagnosis.finding("tcp").remedy()).isEqualTo("Open the firewall");
        assertThatThrownBy(() -> diagnosis.finding("tpc")).hasMessage("There is no check tpc");
    }

    @Test
    void ofTwoHostsTheWorseCounts() {
        Finding both = Finding.ok("api").and(Finding.failed("token", "fix"));
        assertThat(both).isEqualTo(Finding.failed("api; token", "fix"));
        assertThat(Finding.failed("api", "fix").and(Finding.ok("token")))
                .isEqualTo(Finding.failed("api; token", "fix"));
    }
}
