-- replaced_by is an id of another table than the withdrawn id; give the row that says the same, or clear it
SELECT 'withdrawn' AS resource, withdrawal_id AS id, 'replaced_by' AS field, replaced_by AS value
FROM withdrawn
WHERE substr(replaced_by, 1, 3) <> substr(id, 1, 3)
    -- a passage that was excluded may be coded later
    AND NOT (id LIKE 'ex-%' AND substr(replaced_by, 1, 3) IN ('vc-', 'dc-', 'sm-', 'sr-'))
