-- Each row is a denial with the accusation that it answers. The accusation is empty if the denial does not answer a coded
-- accusation.
SELECT denial.claim_id AS denial_id, denial.strike_id, denial.strike_name, denial.topic, denial.party_name, denial.party_role,
    denial.code, denial.speaker_name AS denied_by, denial.speaker_side AS denied_by_side, denial.source_title AS denied_in,
    denial.published_on AS denied_on, accusation.claim_id AS accusation_id, accusation.stance AS accusation_stance,
    accusation.party_name AS accused, accusation.speaker_name AS accused_by, accusation.speaker_side AS accused_by_side,
    accusation.source_title AS accused_in, accusation.published_on AS accused_on
FROM claims AS denial
LEFT JOIN claims AS accusation ON accusation.claim_id = denial.answers
WHERE denial.resource = 'statements' AND denial.stance = 'denies'
ORDER BY denial.claim_id
