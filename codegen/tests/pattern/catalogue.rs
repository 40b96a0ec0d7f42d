//! The patterns that are compiled into the test.

/// AppFlow's, all of them.
pub const APPFLOW: &[&str] = &[
    r".*",
    r"^$|com.amazonaws.vpce.[\w/!:@#.\-]+$",
    r"^(?!aws:)[a-zA-Z+-=._:/]+$",
    r"^([a-zA-Z0-9_=]+)\.([a-zA-Z0-9_=]+)\.([a-zA-Z0-9_\-\+\/=]*)$",
    r"^(https?)://[-a-zA-Z0-9+&@#/%?=~_|!:,.;]*[-a-zA-Z0-9+&@#/%=~_|]$",
    r"^(https?|ftp|file)://[-a-zA-Z0-9+&@#/%?=~_|!:,.;]*[-a-zA-Z0-9+&@#/%=~_|]$",
    r"^(upsolver-appflow)\S*$",
    r"^.+$",
    r"^[ -~]+$",
    r"^[A-Za-z0-9\-._~]+$",
    r"^[\s\w+-=\.:/@]*$",
    r"^[\s\w/!@#+=,.-]*$",
    r"^[\s\w/!@#+=.-]*$",
    r"^[\s\w_-]+$",
    r"^[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*$",
    r"^[\w!@#\-.?,\s]*$",
    r"^[\w/!@#+=.-]+$",
    r"^[\w/-]+$",
    r"^[\w]+$",
    r"^[a-zA-Z0-9][\w!@#.-]+$",
    r"^[a-zA-Z0-9_]*$",
    r"^\S+$",
    r"^\d{3}$",
    r"^arn:aws:.*:.*:[0-9]+:",
    r"^arn:aws:appflow:.*:[0-9]+:",
    r"^arn:aws:iam:.*:[0-9]+:",
    r"^arn:aws:kms:.*:[0-9]+:",
    r"^arn:aws:secretsmanager:.*:[0-9]+:",
];

/// One of each kind that AppFlow lacks: always matching, bounded runs, repeated literals, characters beyond ASCII in
/// literals, runs and tables, a table with more states than one byte can encode, look-arounds, and branches that are
/// too large together.
pub const OTHERS: &[&str] = &[
    r"^[\s\S]*$",
    r"^([0-9]+)+$",
    r"^\S{36,64}$",
    r"^[0-9a-f]{8}-[0-9a-f]{4}$",
    r"^https:\/\/é+$",
    r"^[\u0020-\u00FF]+$",
    r"^[^\u0000-\u00FF]$",
    r"^\p{Sc}[\p{Zs}_]+$",
    r"^(?:[àï]a|[éö]b|[😀-😏])*$",
    r"^(?:[\u0080-\u{10ffff}]-)*$",
    r"^(?:a{3}|a{5})$",
    r"^(?:aa)*$",
    r"^([a-z_-]{3,128}|[a-z_:/-]{3,200}|[A-Z_]+)$",
    r"^[0-9A-Za-z\.\-_]*(?<!\.)$",
    r"^(?=^.{2,256}$)(?!.*\s)[0-9a-zA-Z-_.:=+@]*$",
    r"\bfoo\b",
    r"^(a{1,3000}b|c{0,3000}d?(?:ef){2}|\bg\b)$",
    r"^arn:(aws|aws-cn|aws-iso-{0,1}[a-z]{0,1}):iam::[0-9]{0,63}:role/[A-Za-z0-9:_/+=,@.-]{0,1024}$",
];
