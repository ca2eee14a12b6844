-- 0 rows if no order has this payment link. A response may be older than what is stored: a link that is paid, cancelled
-- or expired stays so.
UPDATE sales_order
SET link_status = CASE WHEN COALESCE(link_version, 0)
            > COALESCE(CAST(:#${header.CamelPurseVersion} AS BIGINT), link_version, 0)
          OR link_status IN ('PAID', 'CANCELLED', 'EXPIRED')
            AND CAST(:#${header.CamelPurseStatus} AS VARCHAR) NOT IN ('PAID', 'CANCELLED', 'EXPIRED')
        THEN link_status ELSE CAST(:#${header.CamelPurseStatus} AS VARCHAR) END,
    link_version = GREATEST(COALESCE(link_version, 0),
        COALESCE(CAST(:#${header.CamelPurseVersion} AS BIGINT), link_version, 0)),
    payment_id = COALESCE(CAST(:#${header.CamelPursePaymentId} AS VARCHAR), payment_id),
    paid_at = CASE WHEN CAST(:#${header.CamelPursePaymentId} AS VARCHAR) IS NULL THEN paid_at
        ELSE COALESCE(paid_at, CURRENT_TIMESTAMP) END,
    link_read_at = CURRENT_TIMESTAMP
WHERE link_id = :#${header.CamelPursePaymentLinkId}
