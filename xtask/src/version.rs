//! The next version after a change, by cargo's rules.

use codegen::compatibility::Bump;
use semver::{BuildMetadata, Prerelease, Version};

/// Returns the smallest version that announces a change of this severity.
///
/// Cargo treats versions with the same leftmost non-zero number as compatible. A release is a later version than its
/// pre-releases: after `0.2.0-alpha.1`, `0.2.0` announces any change, and after `0.1.1-alpha.1`, `0.1.1` announces only
/// changes compatible with `0.1.0`.
pub fn after(old: &Version, bump: Bump) -> Version {
    if bump == Bump::None {
        return old.clone();
    }
    let released = Version { pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY, ..old.clone() };
    if !old.pre.is_empty() && announces(&released, bump) {
        return released;
    }
    let Version { major, minor, patch, .. } = released;
    match (bump, major, minor) {
        (Bump::Major, 0, 0) => Version::new(0, 0, patch.saturating_add(1)),
        (Bump::Major, 0, _) => Version::new(0, minor.saturating_add(1), 0),
        (Bump::Major, _, _) => Version::new(major.saturating_add(1), 0, 0),
        (Bump::Minor, 1.., _) => Version::new(major, minor.saturating_add(1), 0),
        _ => Version::new(major, minor, patch.saturating_add(1)),
    }
}

/// Returns `true` if code written for one version compiles with another, according to the numbers.
pub fn is_compatible(old: &Version, new: &Version) -> bool {
    let leading = |version: &Version| match (version.major, version.minor) {
        (0, 0) => (0, 0, version.patch),
        (0, minor) => (0, minor, 0),
        (major, _) => (major, 0, 0),
    };
    old == new || (old.pre.is_empty() && new.pre.is_empty() && leading(old) == leading(new))
}

/// Returns `true` if the first release with these numbers may bring a change of this severity.
fn announces(version: &Version, bump: Bump) -> bool {
    match (bump, version.major, version.minor, version.patch) {
        (Bump::Major, 0, 0, _) | (Bump::Major, 0, _, 0) | (Bump::Major, 1.., 0, 0) => true,
        (Bump::Major, ..) => false,
        (Bump::Minor, 1.., _, patch) => patch == 0,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[track_caller]
    fn check(old: &str, expect: [&str; 4]) {
        let bumps = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];
        assert_eq!(bumps.map(|bump| after(&version(old), bump).to_string()), expect);
    }

    #[test]
    fn bumps_are_cargos() {
        check("0.0.3", ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]);
        check("0.4.7", ["0.4.7", "0.4.8", "0.4.8", "0.5.0"]);
        check("1.4.7+x", ["1.4.7+x", "1.4.8", "1.5.0", "2.0.0"]);
        check("0.0.18446744073709551615", ["0.0.18446744073709551615"; 4]);
    }

    #[test]
    fn a_release_follows_its_pre_releases() {
        check("1.4.7-rc.1+x", ["1.4.7-rc.1+x", "1.4.7", "1.5.0", "2.0.0"]);
        check("1.5.0-rc.1", ["1.5.0-rc.1", "1.5.0", "1.5.0", "2.0.0"]);
        check("2.0.0-rc.1", ["2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"]);
        check("0.2.0-alpha.1", ["0.2.0-alpha.1", "0.2.0", "0.2.0", "0.2.0"]);
        check("0.1.1-alpha.1", ["0.1.1-alpha.1", "0.1.1", "0.1.1", "0.2.0"]);
    }

    #[test]
    fn compatibility_is_cargos() {
        for (old, new, expect) in [
            ("0.1.0", "0.1.9", true),
            ("0.1.0", "0.2.0", false),
            ("1.1.0", "1.9.0", true),
            ("1.1.0", "2.0.0", false),
            ("0.0.1", "0.0.2", false),
            ("0.1.1-alpha.1", "0.1.1-alpha.1", true),
            ("0.1.1-alpha.1", "0.1.1-alpha.2", false),
            ("0.1.1-alpha.1", "0.1.1", false),
        ] {
            assert_eq!(is_compatible(&version(old), &version(new)), expect, "{old} {new}");
        }
    }
}
