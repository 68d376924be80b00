-- the count of {object} is part of {part_of}, a count of {other}; correct part_of or clear it
SELECT 'damage_counts' AS resource, part.claim_id AS id, 'part_of' AS field, part.part_of AS value, part.object, part.part_of, whole.object AS other
FROM damage_counts AS part
JOIN damage_counts AS whole ON whole.claim_id = part.part_of
WHERE part.object <> whole.object
