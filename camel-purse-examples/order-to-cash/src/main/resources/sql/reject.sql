UPDATE business_document
SET state = 'rejected', operation_id = :#${variable.operationId}, operation_status = :#${variable.operationStatus},
    reason = LEFT(CAST(:#${variable.reason} AS VARCHAR), 2000),
    field = COALESCE(CAST(:#${variable.field} AS VARCHAR), 'the document as a whole'),
    field_value = COALESCE(CAST(:#${variable.value} AS VARCHAR),
        CAST(:#${variable.document[amount]} AS VARCHAR) || ' ' || currency,
        'no amount'),
    remedy = LEFT(CAST(:#${variable.remedy} AS VARCHAR), 500),
    unresolved_since = NULL, outcome_at = CURRENT_TIMESTAMP, acknowledged_at = NULL,
    claimed_by = NULL, claimed_until = NULL
WHERE id = :#${variable.document[id]} AND state = 'open' AND claim = :#${variable.document[claim]}
