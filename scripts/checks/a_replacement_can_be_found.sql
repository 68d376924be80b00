-- replaced_by is neither an id in use nor a withdrawn id; correct it or clear it
WITH used AS (
    SELECT source_id AS id FROM sources
    UNION ALL
    SELECT citation_id AS id FROM citations
    UNION ALL
    SELECT actor_id AS id FROM actors
    UNION ALL
    SELECT place_id AS id FROM places
    UNION ALL
    SELECT strike_id AS id FROM strikes
    UNION ALL
    SELECT link_id AS id FROM strike_links
    UNION ALL
    SELECT report_id AS id FROM strike_reports
    UNION ALL
    SELECT claim_id AS id FROM victim_counts
    UNION ALL
    SELECT claim_id AS id FROM damage_counts
    UNION ALL
    SELECT statement_id AS id FROM statements
    UNION ALL
    SELECT exclusion_id AS id FROM exclusions
    UNION ALL
    SELECT crosswalk_id AS id FROM crosswalk
    UNION ALL
    SELECT coding_row_id AS id FROM codings
    UNION ALL
    SELECT adjudication_id AS id FROM adjudications
    UNION ALL
    SELECT audit_id AS id FROM audits
    UNION ALL
    SELECT id FROM withdrawn
)
SELECT 'withdrawn' AS resource, w.withdrawal_id AS id, 'replaced_by' AS field, w.replaced_by AS value
FROM withdrawn AS w
WHERE w.replaced_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM used WHERE used.id = w.replaced_by)
