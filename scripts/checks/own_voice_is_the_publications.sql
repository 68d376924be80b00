-- speech is own_voice but the speaker is neither the publisher nor an agency named in the byline; correct speaker_id or speech
SELECT 'citations' AS resource, c.citation_id AS id, 'speaker_id' AS field, c.speaker_id AS value
FROM citations AS c
JOIN sources AS s ON s.source_id = c.source_id
JOIN actors AS a ON a.actor_id = c.speaker_id
WHERE c.speech = 'own_voice' AND c.speaker_id <> s.publisher_id AND NOT (a.kind = 'media' AND s.author IS NOT NULL)
