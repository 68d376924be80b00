-- Every date and every place that reports give for a strike, best first. The best is the one that most independent voices
-- report. Ties go first to the one with first-hand speech (own_finding), then to the later publication, then to the earlier
-- date. Reports that give no date are not counted for the date, and reports that give no place are not counted for the place.
WITH given AS (
    SELECT strike_id, 'date' AS aspect, date_start, date_end, NULL AS place_id, citation_id
    FROM strike_reports WHERE date_start IS NOT NULL
    UNION ALL
    SELECT strike_id, 'place', NULL, NULL, place_id, citation_id FROM strike_reports WHERE place_id IS NOT NULL
), counted AS (
    SELECT strike_id, aspect, date_start, date_end, place_id,
        count(DISTINCT voice) AS voices,
        count(*) AS reports,
        count(*) FILTER (WHERE speech = 'own_finding') AS first_hand_reports,
        max(published_on) AS latest_publication
    FROM given JOIN spoken USING (citation_id)
    GROUP BY ALL
)
SELECT strike_id, aspect,
    row_number() OVER (PARTITION BY strike_id, aspect ORDER BY voices DESC, first_hand_reports > 0 DESC,
        latest_publication DESC NULLS LAST, date_start, date_end, place_id) AS position,
    date_start, date_end, place_id, voices, reports, first_hand_reports, latest_publication
FROM counted
ORDER BY strike_id, aspect, position
