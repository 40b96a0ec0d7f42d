//! The indefinite article before the name of a type.

/// Returns the article before the name of a type as it is pronounced: "an `AggregationConfig`", "a `UserName`", "an
/// `S3Bucket`".
pub fn article(name: &str) -> &'static str {
    if begins_with_vowel_sound(name) { "an" } else { "a" }
}

/// Prefixes that are spelled with a vowel and pronounced with a consonant, as in "you" and "one".
const CONSONANTS: [&str; 9] = ["Eu", "One", "Ubi", "Uni", "Uri", "Url", "Usa", "Use", "Uti"];
/// Prefixes that are pronounced with a vowel, although the list above contains their beginning.
const VOWELS: [&str; 2] = ["Unim", "Unin"];
/// Prefixes whose first consonant is silent, and abbreviations that are spelled out.
const SILENT: [&str; 10] = ["Hls", "Honor", "Hour", "Html", "Http", "Mfa", "Rds", "Sns", "Sqs", "Xml"];

fn begins_with_vowel_sound(name: &str) -> bool {
    let mut characters = name.chars();
    let Some(first) = characters.next() else { return false };
    let is_letter_alone = characters.next().is_none_or(|second| second.is_ascii_digit() || second.is_ascii_uppercase());
    if is_letter_alone {
        return "AEFHILMNORSX".contains(first);
    }
    let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    begins(&VOWELS) || begins(&SILENT) || ("AEIOU".contains(first) && !begins(&CONSONANTS))
}

#[cfg(test)]
mod tests {
    use super::article;

    #[track_caller]
    fn check(expected: &str, names: &[&str]) {
        for name in names {
            assert_eq!(article(name), expected, "{name}");
        }
    }

    #[test]
    fn vowels() {
        check("an", &["AggregationConfig", "ErrorInfo", "InforNexusMetadata", "OAuth2Properties", "UpsolverMetadata"]);
    }

    #[test]
    fn consonants() {
        check("a", &["FieldTypeDetails", "SalesforceMetadata", "ZendeskMetadata", "SapODataMetadata", ""]);
    }

    #[test]
    fn vowels_that_are_spoken_as_consonants() {
        check(
            "a",
            &["UserProfile", "UnitOfWork", "UniqueName", "UsageReport", "UtilityRate", "OneTimeKey", "EuropeRegion"],
        );
        check(
            "an",
            &["UninstallRequest", "UnimplementedError", "UntagResourceRequest", "UnderscoreName", "OnDemandFlow"],
        );
    }

    #[test]
    fn letters_that_are_spoken_by_their_names() {
        check("an", &["S3Metadata", "XRay", "FValue", "HttpHeader", "MfaDevice", "A", "X"]);
        check("a", &["U2Gate", "T3Value", "B", "HeaderName", "XylophoneConfig"]);
    }
}
