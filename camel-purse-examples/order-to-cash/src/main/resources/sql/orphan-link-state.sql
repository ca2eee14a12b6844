UPDATE orphan_link
SET link_status = :#${header.CamelPurseStatus},
    payment_id = COALESCE(CAST(:#${header.CamelPursePaymentId} AS VARCHAR), payment_id)
WHERE link_id = :#${header.CamelPursePaymentLinkId}
