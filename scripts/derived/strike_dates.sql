-- Every date and every place that reports give for a strike, best first. Reports that state it vote; if none does, those from
-- which it is inferred vote. A date or place without a vote comes last. A date within a reported period is supported by the
-- voices of both. The best is the one that most voices support; then the narrower, then the one from first-hand speech
-- (own_finding), then the later publication, then the earlier date. A tie is marked if another date or place, which also has a
-- vote of its own and neither contains this one nor is contained in it, has as many voices.
WITH given AS (
    SELECT r.strike_id, 'date' AS aspect, r.date_start, r.date_end, r.date_precision, NULL AS place_id, r.basis, s.voice, s.speech, s.published_on
    FROM strike_reports AS r JOIN spoken AS s USING (citation_id) WHERE r.date_start IS NOT NULL
    UNION ALL
    SELECT r.strike_id, 'place', NULL, NULL, NULL, r.place_id, r.basis, s.voice, s.speech, s.published_on
    FROM strike_reports AS r JOIN spoken AS s USING (citation_id) WHERE r.place_id IS NOT NULL
), voting AS (
    SELECT *, basis = 'stated' OR NOT bool_or(basis = 'stated') OVER (PARTITION BY strike_id, aspect) AS votes FROM given
), told AS (
    SELECT strike_id, aspect, date_start, date_end, place_id, arg_min(date_precision, CASE date_precision WHEN 'day' THEN 0 WHEN 'days' THEN 1
            WHEN 'month' THEN 2 ELSE 3 END) AS date_precision,
        count(*) AS reports, count(*) FILTER (WHERE speech = 'own_finding') AS first_hand_reports,
        coalesce(bool_or(speech = 'own_finding') FILTER (WHERE votes), false) AS is_first_hand, bool_or(votes) AS is_voted,
        max(published_on) AS latest_publication,
        CASE WHEN aspect = 'place' THEN 0 ELSE coalesce(date_end - date_start, 99999) END AS width
    FROM voting GROUP BY strike_id, aspect, date_start, date_end, place_id
), supported AS (
    SELECT t.*, (SELECT count(DISTINCT v.voice) FROM voting AS v
            WHERE v.strike_id = t.strike_id AND v.aspect = t.aspect AND v.votes AND (v.place_id = t.place_id
                OR (v.date_start <= t.date_start AND coalesce(v.date_end, DATE '9999-12-31') >= coalesce(t.date_end, DATE '9999-12-31')))) AS voices
    FROM told AS t
)
SELECT a.strike_id, a.aspect,
    row_number() OVER (PARTITION BY a.strike_id, a.aspect ORDER BY a.is_voted DESC, a.voices DESC, a.width, a.is_first_hand DESC,
        a.latest_publication DESC NULLS LAST, a.date_start, a.date_end, a.place_id) AS position,
    a.date_start, a.date_end, a.date_precision, a.place_id, a.voices,
    EXISTS (SELECT 1 FROM supported AS b
        WHERE b.strike_id = a.strike_id AND b.aspect = a.aspect AND b.voices = a.voices AND a.is_voted AND b.is_voted
            AND (b.place_id <> a.place_id OR NOT (
                (b.date_start <= a.date_start AND coalesce(b.date_end, DATE '9999-12-31') >= coalesce(a.date_end, DATE '9999-12-31'))
                OR (b.date_start >= a.date_start AND coalesce(b.date_end, DATE '9999-12-31') <= coalesce(a.date_end, DATE '9999-12-31'))))) AS is_tie,
    a.reports, a.first_hand_reports, a.latest_publication
FROM supported AS a
ORDER BY strike_id, aspect, position
