UPDATE business_document
SET state = 'done', operation_id = :#${variable.operationId}, operation_status = :#${variable.operationStatus},
    operation_amount = CAST(:#${variable.operationAmount} AS BIGINT), reason = NULL, remedy = NULL,
    unresolved_since = NULL, outcome_at = CURRENT_TIMESTAMP, acknowledged_at = NULL, claimed_by = NULL,
    claimed_until = NULL
WHERE id = :#${variable.document[id]} AND state = 'open' AND claim = :#${variable.document[claim]}
