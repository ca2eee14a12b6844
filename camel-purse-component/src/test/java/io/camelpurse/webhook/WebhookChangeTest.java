package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2026-01-02T00:00:00Z      | 2026-01-01T00:00:00Z      |                      | authorization AUTHORIZED
        2026-01-01T00:00:00Z      | 2026-01-02T00:00:00Z      |                      | capture c SUCCESS
        2026-01-01T00:00:00Z      | 2026-01-02T00:00:00Z      | 2026-01-02T00:00:00Z | refund r PENDING
        2026-01-01T12:00:00Z      | 2026-01-01T13:00:00+02:00 |                      | authorization AUTHORIZED
        2026-01-01T12:00:00.1Z    | 2026-01-01T12:00:00.09Z   |                      | authorization AUTHORIZED
        2026-01-01T12:00:00Z      | 2026-01-01T13:00:00+00:30 |                      | capture c SUCCESS
        2026-01-01T12:00:00+02:00 | 2026-01-01T11:00:00-02:00 |                      | capture c SUCCESS
        """)
    void theLatestChangeCounts(String authorization, String capture, String refund, String expected) throws Exception {
        assertLatest(
                """
                {'authorization': {'status': 'AUTHORIZED', 'updated_at': '%s'},
                 'captures': [{'id': 'c', 'status': 'SUCCESS', 'updated_at': '%s'}],
                 'refunds': [%s]}""".formatted(
                        authorization,
                        capture,
                        refund == null ? "" : "{'id': 'r', 'status': 'PENDING', 'updated_at': '" + refund + "'}"),
                expected);
    }

    @Test
    void anAuthorizationAloneIsTheChange() throws Exception {
        assertLatest(
                "{'authorization': {'status': 'AUTHORIZED'}, 'captures': [], 'refunds': []}",
                "authorization AUTHORIZED");
    }

    @Test
    void anUnreadableTimeIsTheEarliest() throws Exception {
        assertLatest("""
                {'authorization': {'status': 'AUTHORIZED', 'updated_at': 'odd'},
                 'captures': [{'id': 'c', 'status': 'SUCCESS', 'created_at': '2026-01-01T00:00:00Z'}],
                 'refunds': []}""", "capture c SUCCESS");
    }

    @Test
    void listsOfAnUnknownFormAreIgnored() throws Exception {
        assertLatest(
                "{'authorization': {'status': 'AUTHORIZED'}, 'captures': ['c', 1, null], 'refunds': 'odd'}",
                "authorization AUTHORIZED");
    }

    private static void assertLatest(String payment, String expected) throws Exception {
        assertThat(WebhookChange.latestIn(new ObjectMapper().readTree(payment.replace('\'', '"'))))
                .get()
                .hasToString(expected);
    }
}
