-- An order and its payment, as read last. Numbers as text: JSON numbers are read as floating-point ones.
SELECT o.number, o.currency, CAST(o.decimals AS VARCHAR) AS decimals, CAST(o.amount AS VARCHAR) AS amount, o.link_id,
    o.link_status, o.payment_id, o.payment_status, CAST(o.authorized AS VARCHAR) AS authorized,
    CAST(o.captured AS VARCHAR) AS captured, CAST(o.voided AS VARCHAR) AS voided,
    CAST(o.refunded AS VARCHAR) AS refunded,
    TO_CHAR(o.paid_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS paid,
    TO_CHAR(CASE WHEN o.payment_id IS NULL THEN o.link_read_at ELSE o.read_at END
        AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "read"
FROM sales_order o WHERE o.number = :#${variable.number}
