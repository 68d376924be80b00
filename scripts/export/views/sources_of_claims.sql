-- Each row is a claim with everything needed to find and check it: who said it, through whom, in which document, and the
-- passage's fingerprint.
SELECT claims.claim_id, claims.resource, claims.strike_id, claims.strike_name, claims.outcome, claims.object, claims.topic, claims.code,
    claims.stance, claims.count_min, claims.count_max, claims.qualifier, claims.speaker_name, claims.speaker_side, claims.via_name,
    claims.speech, claims.source_id, claims.source_title, claims.publisher_name, sources.author, claims.published_on, claims.language,
    sources.url, sources.archived_url, sources.read_on, sources.read_from, claims.citation_id, citations.passage_sha256,
    citations.passage_words, citations.passage_start
FROM claims
JOIN citations ON citations.citation_id = claims.citation_id
JOIN sources ON sources.source_id = claims.source_id
ORDER BY claims.claim_id
