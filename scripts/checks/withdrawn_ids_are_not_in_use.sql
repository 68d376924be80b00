-- the id is both withdrawn and in use; give the row a new id, or remove the tombstone
SELECT 'withdrawn' AS resource, w.withdrawal_id AS id, 'id' AS field, w.id AS value
FROM withdrawn AS w
JOIN every_id AS used ON used.id = w.id AND used.resource <> 'withdrawn'
