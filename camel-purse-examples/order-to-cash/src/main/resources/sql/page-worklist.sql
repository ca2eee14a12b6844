-- What a person has to decide, and documents whose outcome is unknown: those that have waited longest.
SELECT d.kind, d.number, d.order_number, d.state, d.operation_id, d.operation_status, d.reason, d.remedy,
    CAST(d.amount AS VARCHAR) AS amount, d.currency,
    TO_CHAR(COALESCE(d.unresolved_since, d.outcome_at, d.received_at) AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since,
    TO_CHAR(CASE d.state WHEN 'open' THEN d.due_at END AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS due
FROM business_document d
WHERE d.state IN ('manual', 'open') AND (d.state = 'manual' OR d.unresolved_since IS NOT NULL)
ORDER BY COALESCE(d.unresolved_since, d.outcome_at, d.received_at), d.id
FETCH FIRST 100 ROWS ONLY
