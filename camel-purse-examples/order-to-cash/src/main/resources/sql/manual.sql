-- A person has to decide.
UPDATE business_document
SET state = 'manual', operation_id = COALESCE(CAST(:#${variable.operationId} AS VARCHAR), operation_id),
    operation_status = :#${variable.operationStatus},
    reason = LEFT(CAST(:#${variable.reason} AS VARCHAR), 2000),
    remedy = LEFT(CAST(:#${variable.remedy} AS VARCHAR), 500), outcome_at = CURRENT_TIMESTAMP,
    acknowledged_at = NULL, claimed_by = NULL, claimed_until = NULL
WHERE id = :#${variable.document[id]} AND state = 'open' AND claim = :#${variable.document[claim]}
