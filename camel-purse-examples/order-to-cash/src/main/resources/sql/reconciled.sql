-- The night is done, or repeated later where Purse was unavailable.
UPDATE reconciliation
SET night = CASE unread WHEN 0 THEN CAST(:#${variable.night} AS VARCHAR) ELSE night END,
    begun_for = CASE unread WHEN 0 THEN NULL ELSE begun_for END,
    claimed_until = CASE unread WHEN 0 THEN NULL ELSE CURRENT_TIMESTAMP
        + CAST(:#${properties:orderToCash.reconcileRetryDelay} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND END
WHERE night < CAST(:#${variable.night} AS VARCHAR)
