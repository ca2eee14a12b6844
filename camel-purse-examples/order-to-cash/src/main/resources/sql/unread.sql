-- The night is repeated for those that could not be read because Purse was unavailable.
UPDATE reconciliation SET unread = unread + 1
