package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'status':'AUTHORIZED'}                                     | []                                                                    | []                                                   | authorization AUTHORIZED
        {'status':'AUTHORIZED','updated_at':'2026-01-02T00:00:00Z'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-01T00:00:00Z'}]    | []                                                   | authorization AUTHORIZED
        {'status':'AUTHORIZED','updated_at':'2026-01-01T00:00:00Z'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-02T00:00:00Z'}]    | []                                                   | capture c SUCCESS
        {'status':'AUTHORIZED','updated_at':'2026-01-01T00:00:00Z'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-02T00:00:00Z'}]    | [{'id':'r','status':'PENDING','updated_at':'2026-01-02T00:00:00Z'}] | refund r PENDING
        {'status':'AUTHORIZED','updated_at':'2026-01-01T12:00:00Z'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-01T13:00:00+02:00'}] | []                                                 | authorization AUTHORIZED
        {'status':'AUTHORIZED','updated_at':'2026-01-01T12:00:00.1Z'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-01T12:00:00.09Z'}] | []                                                | authorization AUTHORIZED
        {'status':'AUTHORIZED','updated_at':'2026-01-01T12:00:00Z'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-01T13:00:00+00:30'}] | []                                                | capture c SUCCESS
        {'status':'AUTHORIZED','updated_at':'2026-01-01T12:00:00+02:00'} | [{'id':'c','status':'SUCCESS','updated_at':'2026-01-01T11:00:00-02:00'}] | []                                           | capture c SUCCESS
        {'status':'AUTHORIZED','updated_at':'odd'}                  | [{'id':'c','status':'SUCCESS','created_at':'2026-01-01T00:00:00Z'}]    | []                                                   | capture c SUCCESS
        {'status':'AUTHORIZED'}                                     | ['c', 1, null]                                                        | 'odd'                                                | authorization AUTHORIZED
        """)
    void theLatestChangeCounts(String authorization, String captures, String refunds, String expected)
            throws Exception {
        String payment =
                "{'authorization':" + authorization + ",'captures':" + captures + ",'refunds':" + refunds + "}";
        assertThat(WebhookChange.latestIn(new ObjectMapper().readTree(payment.replace('\'', '"'))))
                .get()
                .hasToString(expected);
    }
}
