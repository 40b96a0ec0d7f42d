//! AWS's partitions: the properties shared by the endpoints of their regions.
//!
//! The data is from the list published with AWS's SDKs (`partitions.json`, version 1.1). The endpoint tests in many
//! models are older: they expect the isolated partitions to have no dual-stack endpoints.

/// A group of regions that does not share accounts with any other.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// Its name, such as `aws-cn`.
    pub name: &'static str,
    /// The DNS suffix of its hosts.
    pub dns_suffix: &'static str,
    /// The DNS suffix of its dual-stack hosts.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The signing region for services without regions.
    pub implicit_global_region: &'static str,
}

impl Partition {
    /// Returns the partition of a region; an unknown region belongs to `aws`.
    pub fn of(region: &str) -> &'static Self {
        let entry = PARTITIONS.iter().find(|entry| entry.contains(region));
        entry.map_or(&PARTITIONS[0].partition, |entry| &entry.partition)
    }
}

/// A partition and the regions in it.
struct Entry {
    /// The pseudo-region of services without regions, such as `aws-global`.
    global: Option<&'static str>,
    /// The prefixes of its regions, each followed by `-`, a word, `-` and a number.
    prefixes: &'static [&'static str],
    partition: Partition,
}

impl Entry {
    fn contains(&self, region: &str) -> bool {
        self.global == Some(region)
            || self.prefixes.iter().any(|prefix| region.strip_prefix(prefix).is_some_and(is_place))
    }
}

/// Returns `true` for a text such as `-west-1`.
fn is_place(text: &str) -> bool {
    let Some((word, number)) = text.strip_prefix('-').and_then(|text| text.split_once('-')) else { return false };
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !word.is_empty()
        && word.bytes().all(is_word)
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

static PARTITIONS: [Entry; 8] = [
    Entry {
        global: Some("aws-global"),
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        partition: Partition {
            name: "aws",
            dns_suffix: "amazonaws.com",
            dual_stack_dns_suffix: "api.aws",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "us-east-1",
        },
    },
    Entry {
        global: Some("aws-cn-global"),
        prefixes: &["cn"],
        partition: Partition {
            name: "aws-cn",
            dns_suffix: "amazonaws.com.cn",
            dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "cn-northwest-1",
        },
    },
    Entry {
        global: Some("aws-us-gov-global"),
        prefixes: &["us-gov"],
        partition: Partition {
            name: "aws-us-gov",
            dns_suffix: "amazonaws.com",
            dual_stack_dns_suffix: "api.aws",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "us-gov-west-1",
        },
    },
    Entry {
        global: None,
        prefixes: &["eusc-de"],
        partition: Partition {
            name: "aws-eusc",
            dns_suffix: "amazonaws.eu",
            dual_stack_dns_suffix: "api.amazonwebservices.eu",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "eusc-de-east-1",
        },
    },
    Entry {
        global: Some("aws-iso-global"),
        prefixes: &["us-iso"],
        partition: Partition {
            name: "aws-iso",
            dns_suffix: "c2s.ic.gov",
            dual_stack_dns_suffix: "api.aws.ic.gov",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "us-iso-east-1",
        },
    },
    Entry {
        global: Some("aws-iso-b-global"),
        prefixes: &["us-isob"],
        partition: Partition {
            name: "aws-iso-b",
            dns_suffix: "sc2s.sgov.gov",
            dual_stack_dns_suffix: "api.aws.scloud",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "us-isob-east-1",
        },
    },
    Entry {
        global: Some("aws-iso-e-global"),
        prefixes: &["eu-isoe"],
        partition: Partition {
            name: "aws-iso-e",
            dns_suffix: "cloud.adc-e.uk",
            dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "eu-isoe-west-1",
        },
    },
    Entry {
        global: Some("aws-iso-f-global"),
        prefixes: &["us-isof"],
        partition: Partition {
            name: "aws-iso-f",
            dns_suffix: "csp.hci.ic.gov",
            dual_stack_dns_suffix: "api.aws.hci.ic.gov",
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region: "us-isof-south-1",
        },
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(partition: &str, regions: &[&str]) {
        for region in regions {
            assert_eq!(Partition::of(region).name, partition, "{region}");
        }
    }

    #[test]
    fn regions_are_in_their_partition() {
        check("aws", &["aws-global", "us-east-1", "ap-southeast-7", "ca-west-1", "il-central-1", "mx-central-1"]);
        check("aws", &["af-south-1", "eu-central-2", "me-west-1", "sa-west-1"]);
        check("aws-cn", &["aws-cn-global", "cn-north-1", "cn-northwest-1"]);
        check("aws-us-gov", &["aws-us-gov-global", "us-gov-east-1", "us-gov-west-1"]);
        check("aws-eusc", &["eusc-de-east-1"]);
        check("aws-iso", &["aws-iso-global", "us-iso-east-1", "us-iso-west-1"]);
        check("aws-iso-b", &["aws-iso-b-global", "us-isob-east-1", "us-isob-west-1"]);
        check("aws-iso-e", &["aws-iso-e-global", "eu-isoe-west-1"]);
        check("aws-iso-f", &["aws-iso-f-global", "us-isof-east-1", "us-isof-south-1"]);
    }

    #[test]
    fn an_unlisted_region_is_matched_by_the_regular_expression() {
        check("aws-cn", &["cn-a_B9-77"]);
        check("aws-eusc", &["eusc-de-west-2"]);
        check("aws", &["cn-north", "cn-north-", "cn--1", "cn-north-1-1", "cn-north-1a", "xcn-north-1", "cn", ""]);
        check("aws", &["cn-n\u{f6}rth-1", "cn-north-\u{663}", "cn-north-1\n", "eusc-fr-east-1", "aws-eusc-global"]);
    }

    #[test]
    fn hosts_end_as_aws_lists_them() {
        let found = PARTITIONS.each_ref().map(|Entry { partition, .. }| {
            (partition.name, partition.dns_suffix, partition.dual_stack_dns_suffix, partition.supports_dual_stack)
        });
        let expected = [
            ("aws", "amazonaws.com", "api.aws", true),
            ("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", true),
            ("aws-us-gov", "amazonaws.com", "api.aws", true),
            ("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", true),
            ("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", true),
            ("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", true),
            ("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", true),
            ("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", true),
        ];
        assert_eq!(found, expected);
        assert!(PARTITIONS.iter().all(|entry| entry.partition.supports_fips));
    }

    #[test]
    fn a_pseudo_region_is_in_its_partition() {
        for entry in &PARTITIONS {
            assert_eq!(Partition::of(entry.partition.implicit_global_region), &entry.partition);
        }
    }
}
