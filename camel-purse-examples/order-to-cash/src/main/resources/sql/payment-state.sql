-- A notification may be older than what is stored.
UPDATE sales_order
SET payment_status = :#${header.CamelPurseStatus}, payment_version = :#${header.CamelPurseVersion},
    authorized = :#${header.CamelPurseTotalAuthorized}, captured = :#${header.CamelPurseTotalCaptured},
    voided = :#${header.CamelPurseTotalVoided}, refunded = :#${header.CamelPurseTotalRefunded},
    authorized_at = COALESCE(CAST(CAST(:#${jsonpath($.created_at)} AS VARCHAR) AS TIMESTAMP WITH TIME ZONE),
        authorized_at),
    read_at = CURRENT_TIMESTAMP
WHERE payment_id = :#${header.CamelPursePaymentId}
  AND COALESCE(payment_version, 0) <= COALESCE(CAST(:#${header.CamelPurseVersion} AS BIGINT), payment_version, 0)
