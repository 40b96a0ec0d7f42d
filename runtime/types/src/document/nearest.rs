//! Finds the candidate most similar to a misspelled name.
//!
//! A candidate is chosen only if no other is equally similar. Case, `_`, `-` and spaces are ignored. If typing errors
//! don't explain the difference, two names are similar if one ends with the other, word by word: `name` and
//! `connectorProfileName`.

/// Names longer than this are not compared, so that the cost of a hostile document stays proportional to its length.
const LONGEST: usize = 256;
const MOST_EDITS: usize = 3;

/// Returns the index of the only candidate that is closest to the name and close enough.
pub fn nearest(name: &str, candidates: impl Iterator<Item = &'static str>) -> Option<usize> {
    if name.len() > LONGEST {
        return None;
    }
    let (folded, whole) = (fold(name), name);
    let name = folded;
    let mut ending = None;
    let mut endings = 0;
    let mut best: Option<(usize, usize)> = None;
    let mut alone = false;
    for (index, candidate) in candidates.enumerate() {
        let Some(distance) = distance(&name, &fold(candidate)) else {
            if is_ending(whole, candidate) || is_ending(candidate, whole) {
                (ending, endings) = (Some(index), endings + 1);
            }
            continue;
        };
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => alone = false,
            _ => (best, alone) = (Some((distance, index)), true),
        }
    }
    match best {
        Some((_, index)) => alone.then_some(index),
        None => ending.filter(|_| endings == 1),
    }
}

/// Returns `true` if the longer name ends with the shorter one, which has four letters or more and starts at a word
/// boundary.
fn is_ending(short: &str, long: &str) -> bool {
    let (short, folded) = (fold(short), fold(long));
    if short.chars().count() < 4 || folded.len() <= short.len() || !folded.ends_with(&short) {
        return false;
    }
    let is_separator = |character: &char| matches!(character, '_' | '-' | ' ');
    let mut ending = long.chars().rev().filter(|character| !is_separator(character));
    let first = ending.by_ref().nth(short.chars().count() - 1);
    let before = long.chars().rev().nth(short.chars().count());
    first.is_some_and(char::is_uppercase) || before.is_some_and(|before| is_separator(&before))
}

/// Returns the edit distance between two case-folded names if it is at most one edit for each four letters.
///
/// Digits are never edited, as `v1` is not a misspelled `v2`, but all of them may be missing.
fn distance(one: &str, two: &str) -> Option<usize> {
    let (long, short) = (one.chars().count().max(two.chars().count()), one.chars().count().min(two.chars().count()));
    let allowed = (short / 4).min(MOST_EDITS);
    if short == 0 || long - short > allowed {
        return None;
    }
    let (digits_of_one, digits_of_two) = (digits(one), digits(two));
    if digits_of_one != digits_of_two && !digits_of_one.is_empty() && !digits_of_two.is_empty() {
        return None;
    }
    Some(strsim::osa_distance(one, two)).filter(|distance| *distance <= allowed)
}

fn fold(name: &str) -> String {
    name.chars().filter(|character| !matches!(character, '_' | '-' | ' ')).map(|it| it.to_ascii_lowercase()).collect()
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, candidates: &[&'static str], expect: Option<&str>) {
        let found = nearest(name, candidates.iter().copied()).map(|index| candidates[index]);
        assert_eq!(found, expect, "{name}");
    }

    #[test]
    fn case_and_separators_make_no_difference() {
        check("salesforce", &["Slack", "Salesforce"], Some("Salesforce"));
        check("CUSTOMCONNECTOR", &["CustomConnector"], Some("CustomConnector"));
        check("access_token", &["accessToken"], Some("accessToken"));
        check("client-credentials", &["CLIENT_CREDENTIALS"], Some("CLIENT_CREDENTIALS"));
        check("s3", &["S3"], Some("S3"));
        check("Ä", &["ä"], None);
    }

    #[test]
    fn one_edit_for_each_four_letters_and_three_at_most() {
        check("abc", &["abd"], None);
        check("abcd", &["abce"], Some("abce"));
        check("abcdefg", &["abcdeyz"], None);
        check("abcdefgh", &["abcdefyz"], Some("abcdefyz"));
        check("abcdefghijklmnop", &["abcdefghijklmxyz"], Some("abcdefghijklmxyz"));
        check("abcdefghijklmnop", &["abcdefghijklwxyz"], None);
        check("passwrod", &["password"], Some("password"));
        check("abcd", &["abcdef"], None);
    }

    #[test]
    fn nothing_where_two_are_as_near() {
        check("abcx", &["abcy", "abcz"], None);
        check("abcx", &["abcy", "abcz", "ABCX"], Some("ABCX"));
        check("abcx", &["ABCX", "abcy", "abcz"], Some("ABCX"));
        check("abcx", &["ABCX", "abc_x"], None);
    }

    #[test]
    fn names_that_end_with_another() {
        check("name", &["connectorProfileName", "kmsArn"], Some("connectorProfileName"));
        check("ConnectorOAuthRequest", &["accessToken", "oAuthRequest"], Some("oAuthRequest"));
        check("profile_name", &["connectorProfileName"], Some("connectorProfileName"));
        check("name", &["profileName", "flowName"], None);
        check("name", &["Name", "profileName"], Some("Name"));
        check("arn", &["kmsArn"], None);
        check("ame", &["profileName"], None);
        check("rename", &["profileName"], None);
    }

    #[test]
    fn digits_are_not_corrected() {
        check("us-east-3", &["us-east-1"], None);
        check("OAUTH", &["OAUTH2"], Some("OAUTH2"));
        check("OAUTH2", &["OAUTH"], Some("OAUTH"));
    }

    #[test]
    fn nothing_for_the_empty_and_the_endless() {
        check("", &["", "a"], None);
        check("_", &["-"], None);
        check(&"a".repeat(256), &[], None);
        check(&format!("{}a", "_".repeat(255)), &["A"], Some("A"));
        check(&format!("{}a", "_".repeat(256)), &["A"], None);
    }
}
