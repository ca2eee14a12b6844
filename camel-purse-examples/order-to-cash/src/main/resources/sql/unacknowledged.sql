SELECT d.id, d.state, d.kind, d.number, d.order_number, d.operation_id, d.operation_status, d.reason, d.field,
    d.field_value, d.remedy, COALESCE(d.currency, o.currency) AS currency,
    -- As text: JSON numbers are read as floating-point ones.
    CAST(CASE WHEN d.operation_amount IS NULL THEN d.amount
        ELSE CAST(d.operation_amount / POWER(10, o.decimals) AS NUMERIC(18, 2)) END AS VARCHAR)
    AS amount,
    TO_CHAR(d.outcome_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS issued,
    CAST(:#${properties:orderToCash.name} AS VARCHAR) || '-' || CAST(d.id AS VARCHAR) || '-' || d.state || '-'
        || TO_CHAR(d.outcome_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS') AS response_id,
    CAST(:#${properties:orderToCash.name} AS VARCHAR) AS sender,
    CAST(:#${properties:orderToCash.erp} AS VARCHAR) AS receiver
FROM business_document d LEFT JOIN sales_order o ON o.number = d.order_number
WHERE d.state <> 'open' AND d.acknowledged_at IS NULL
  AND (d.claimed_until IS NULL OR d.claimed_until < CURRENT_TIMESTAMP)
ORDER BY d.outcome_at, d.id
FETCH FIRST 100 ROWS ONLY
