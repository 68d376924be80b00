-- the actor does not publish, speak, relay or act, and is not a parent; remove it
SELECT 'actors' AS resource, a.actor_id AS id, 'actor_id' AS field, a.actor_id AS value
FROM actors AS a
WHERE NOT EXISTS (SELECT 1 FROM sources AS x WHERE x.publisher_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM citations AS x WHERE x.speaker_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM citations AS x WHERE x.via_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM statements AS x WHERE x.party_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM actors AS x WHERE x.parent_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM codings AS x WHERE x.speaker_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM codings AS x WHERE x.via_id = a.actor_id)
    AND NOT EXISTS (SELECT 1 FROM codings AS x WHERE x.party_id = a.actor_id)
