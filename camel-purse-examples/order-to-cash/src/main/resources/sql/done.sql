-- The operation of an Order is its payment link.
UPDATE business_document
SET state = 'done',
    operation_id = COALESCE(CAST(:#${variable.operationId} AS VARCHAR),
        CASE kind WHEN 'Order' THEN (SELECT o.link_id FROM sales_order o WHERE o.number = order_number) END),
    operation_status = :#${variable.operationStatus},
    operation_amount = CAST(:#${variable.operationAmount} AS BIGINT), reason = NULL, remedy = NULL,
    unresolved_since = NULL, outcome_at = CURRENT_TIMESTAMP, acknowledged_at = NULL, claimed_by = NULL,
    claimed_until = NULL
WHERE id = :#${variable.document[id]} AND state = 'open' AND claim = :#${variable.document[claim]}
