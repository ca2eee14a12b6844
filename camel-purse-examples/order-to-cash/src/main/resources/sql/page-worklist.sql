-- What a person has to decide, documents whose outcome is unknown, and those that have waited for long, with what they
-- wait for: those that have waited longest.
SELECT d.kind, d.number, d.order_number, d.state, d.operation_id, d.operation_status,
    CASE WHEN d.state = 'manual' OR d.reason IS NOT NULL THEN d.reason
        ELSE (SELECT 'it waits for ' || e.kind || ' ' || e.number FROM business_document e
            WHERE e.order_number = d.order_number AND e.state = 'open' AND e.id < d.id
              AND (e.kind <> 'CreditNote' OR d.kind = 'CreditNote')
            ORDER BY e.id FETCH FIRST 1 ROW ONLY) END AS reason,
    d.remedy, CAST(d.amount AS VARCHAR) AS amount, d.currency,
    TO_CHAR(COALESCE(d.unresolved_since, d.outcome_at, d.received_at) AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since,
    TO_CHAR(CASE d.state WHEN 'open' THEN d.due_at END AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS due
FROM business_document d
WHERE d.state IN ('manual', 'open') AND (d.state = 'manual' OR d.unresolved_since IS NOT NULL
    OR d.received_at < CURRENT_TIMESTAMP
        - CAST(:#${properties:orderToCash.waitPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND)
ORDER BY COALESCE(d.unresolved_since, d.outcome_at, d.received_at), d.id
FETCH FIRST 100 ROWS ONLY
