-- 0 rows if there is a document of this kind and number, or if this one was accepted before the rules became stricter.
INSERT INTO business_document (identity, kind, number, order_number, invoice_number, currency, decimals, amount,
    content, digest, state, reason, field, field_value, remedy, outcome_at)
SELECT
    CASE WHEN CAST(:#${body[state]} AS VARCHAR) = 'open'
        THEN CAST(:#${body[kind]} AS VARCHAR) || ' ' || CAST(:#${body[number]} AS VARCHAR)
        ELSE 'rejected ' || CAST(:#${variable.digest} AS VARCHAR) END,
    CAST(:#${body[kind]} AS VARCHAR), CAST(:#${body[number]} AS VARCHAR), CAST(:#${body[order]} AS VARCHAR),
    CAST(:#${body[invoice]} AS VARCHAR), CAST(:#${body[currency]} AS VARCHAR), CAST(:#${body[decimals]} AS SMALLINT),
    CAST(:#${body[amount]} AS NUMERIC(18, 2)), CAST(:#${variable.content} AS BYTEA),
    CAST(:#${variable.digest} AS VARCHAR), CAST(:#${body[state]} AS VARCHAR),
    LEFT(COALESCE('the document ' || CAST(:#${variable.fault} AS VARCHAR), CAST(:#${body[reason]} AS VARCHAR)), 2000),
    CAST(:#${body[field]} AS VARCHAR), CAST(:#${body[value]} AS VARCHAR), CAST(:#${body[remedy]} AS VARCHAR),
    CASE WHEN CAST(:#${body[state]} AS VARCHAR) = 'open' THEN NULL ELSE CURRENT_TIMESTAMP END
WHERE CAST(:#${body[state]} AS VARCHAR) = 'open' OR NOT EXISTS (
    SELECT 1 FROM business_document e
    WHERE e.digest = CAST(:#${variable.digest} AS VARCHAR) AND e.identity NOT LIKE 'rejected %')
ON CONFLICT DO NOTHING
