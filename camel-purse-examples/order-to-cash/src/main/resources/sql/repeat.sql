-- The same document again: its outcome, once there is one, is acknowledged again. 0 rows if it has other content.
UPDATE business_document SET acknowledged_at = NULL
WHERE digest = :#${variable.digest} AND identity IN ('rejected ' || CAST(:#${variable.digest} AS VARCHAR),
    'Final' || CAST(:#${body[kind]} AS VARCHAR) || ' ' || CAST(:#${body[number]} AS VARCHAR),
    CAST(:#${body[kind]} AS VARCHAR) || ' ' || CAST(:#${body[number]} AS VARCHAR))
