-- the count of {object} is part of {part_of}, a count of {other}; a part has the object of its total, unless that is a collective such as buildings or infrastructure; correct part_of or clear it
SELECT 'damage_counts' AS resource, part.claim_id AS id, 'part_of' AS field, part.part_of AS value, part.object, part.part_of, whole.object AS other
FROM damage_counts AS part
JOIN damage_counts AS whole ON whole.claim_id = part.part_of
WHERE part.object <> whole.object
    AND whole.object NOT IN ('civil_infrastructure', 'urban_infrastructure', 'residential_facility', 'building', 'public_building', 'property')
    AND NOT (whole.object = 'vehicle' AND part.object IN ('ambulance', 'emergency_vehicle'))
    AND NOT (whole.object = 'residential_building' AND part.object IN ('house', 'apartment'))
