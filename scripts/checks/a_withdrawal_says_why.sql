-- the reason has no word; say in a sentence why the row was withdrawn
SELECT 'withdrawn' AS resource, withdrawal_id AS id, 'reason' AS field, reason AS value
FROM withdrawn
WHERE upper(reason) = lower(reason)
