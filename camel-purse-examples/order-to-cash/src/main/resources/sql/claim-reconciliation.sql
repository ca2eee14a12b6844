-- 1 row for the one instance that reconciles. The claim of a process that dies expires.
UPDATE reconciliation
SET claimed_by = :#${properties:orderToCash.instance},
    claimed_until = CURRENT_TIMESTAMP
        + CAST(:#${properties:orderToCash.claimPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND,
    begun_at = CASE WHEN begun_for = CAST(:#${variable.night} AS VARCHAR) THEN begun_at ELSE CURRENT_TIMESTAMP END,
    begun_for = :#${variable.night}, unread = 0
WHERE night < :#${variable.night} AND (claimed_until IS NULL OR claimed_until < CURRENT_TIMESTAMP)
