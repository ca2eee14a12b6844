-- The newest documents of an order.
SELECT d.kind, d.number, d.state, CAST(d.amount AS VARCHAR) AS amount, d.currency, d.operation_id, d.operation_status,
    d.reason, d.field, d.field_value, d.remedy,
    TO_CHAR(d.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS received,
    TO_CHAR(CASE d.state WHEN 'open' THEN d.due_at END AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS due,
    TO_CHAR(d.acknowledged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS acknowledged
FROM business_document d WHERE d.order_number = :#${variable.number}
ORDER BY d.id DESC FETCH FIRST 200 ROWS ONLY
