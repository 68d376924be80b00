-- the same speaker {other} in the same words, in {first}, what the statement {value}; correct the stance, the speaker or the strike of one of the two
WITH stated AS (
    SELECT t.statement_id, t.strike_id, t.stance, concat_ws(' ', t.topic, t.code, t.party_id, t.party_role) AS words,
        c.source_id, c.speaker_id, c.passage_sha256, c.passage_start, c.passage_start + c.passage_words AS passage_end
    FROM statements AS t JOIN citations AS c ON c.citation_id = t.citation_id
    WHERE t.stance <> 'admits'
)
SELECT 'statements' AS resource, later.statement_id AS id, 'stance' AS field, later.stance AS value,
    min(earlier.statement_id) AS first, min_by(earlier.stance, earlier.statement_id) AS other
FROM stated AS later
JOIN stated AS earlier
    ON earlier.strike_id = later.strike_id AND earlier.words = later.words AND earlier.source_id = later.source_id
    AND earlier.speaker_id = later.speaker_id AND (earlier.stance = 'denies') <> (later.stance = 'denies') AND earlier.statement_id < later.statement_id
WHERE earlier.passage_sha256 = later.passage_sha256
    OR earlier.passage_start < later.passage_end AND later.passage_start < earlier.passage_end
GROUP BY later.statement_id, later.stance
