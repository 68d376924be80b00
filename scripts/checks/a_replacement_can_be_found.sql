-- replaced_by is neither an id in use nor a withdrawn id; correct it or clear it
SELECT 'withdrawn' AS resource, w.withdrawal_id AS id, 'replaced_by' AS field, w.replaced_by AS value
FROM withdrawn AS w
WHERE w.replaced_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM every_id AS used WHERE used.id = w.replaced_by AND used.resource <> 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM withdrawn AS other WHERE other.id = w.replaced_by)
