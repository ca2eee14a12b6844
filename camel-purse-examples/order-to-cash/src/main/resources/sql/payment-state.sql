-- A notification may be older than what is stored.
UPDATE sales_order
SET payment_status = :#${header.CamelPurseStatus}, payment_version = :#${header.CamelPurseVersion},
    authorized = :#${header.CamelPurseTotalAuthorized}, captured = :#${header.CamelPurseTotalCaptured},
    voided = :#${header.CamelPurseTotalVoided}, refunded = :#${header.CamelPurseTotalRefunded},
    read_at = CURRENT_TIMESTAMP
WHERE payment_id = :#${header.CamelPursePaymentId}
  AND COALESCE(payment_version, 0) <= COALESCE(CAST(:#${header.CamelPurseVersion} AS BIGINT), payment_version, 0)
