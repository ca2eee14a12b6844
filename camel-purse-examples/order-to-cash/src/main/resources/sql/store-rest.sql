-- A final invoice has a second row behind it, which voids what is left when the invoice is done. There is none if
-- another document was stored under its number, however close together the two arrived.
INSERT INTO business_document (identity, kind, number, order_number, invoice_number, content, digest, state)
SELECT 'FinalInvoice ' || number, 'FinalInvoice', number, order_number, number, CAST('' AS BYTEA), digest, 'open'
FROM business_document
WHERE identity = 'Invoice ' || CAST(:#${body[number]} AS VARCHAR) AND digest = :#${variable.digest}
ON CONFLICT DO NOTHING
