-- the count is part of {part_of}, which has a different strike, document or speaker; correct part_of or clear it
WITH counts AS (
    SELECT 'victim_counts' AS resource, claim_id, part_of, strike_id, citation_id FROM victim_counts
    UNION ALL
    SELECT 'damage_counts', claim_id, part_of, strike_id, citation_id FROM damage_counts
)
SELECT part.resource, part.claim_id AS id, 'part_of' AS field, part.part_of AS value, part.part_of
FROM counts AS part
JOIN counts AS whole ON whole.claim_id = part.part_of
JOIN citations AS here ON here.citation_id = part.citation_id
JOIN citations AS there ON there.citation_id = whole.citation_id
WHERE part.strike_id <> whole.strike_id OR here.source_id <> there.source_id OR here.speaker_id <> there.speaker_id
