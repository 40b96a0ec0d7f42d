//! Compares the signatures of random requests with those of AWS's own crate.

use aws_credential_types::Credentials as TheirCredentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use fastrand::Rng;

use super::*;

type Pairs = Vec<(String, String)>;

/// A description of a request, from which each implementation builds its own.
#[derive(Debug)]
struct Case {
    method: &'static str,
    target: String,
    headers: Pairs,
    body: Option<Vec<u8>>,
    token: Option<String>,
    region: &'static str,
    service: &'static str,
    path_as_sent: bool,
    time: SystemTime,
    expires_in: Duration,
}

impl Case {
    fn random(rng: &mut Rng) -> Self {
        let path_as_sent = rng.bool();
        Self {
            method: rng.choice(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"]).unwrap(),
            target: path(rng) + &query(rng),
            headers: headers(rng),
            body: (!rng.u8(..5).eq(&0)).then(|| (0..rng.usize(..200)).map(|_| rng.u8(..)).collect()),
            token: rng.bool().then(|| text(rng, &["a", "Z", "9", "+", "/", "=", "&", "%"], 40)),
            region: rng.choice(["us-east-1", "eu-west-1", "cn-north-1"]).unwrap(),
            service: rng.choice(["dynamodb", "s3", "execute-api"]).unwrap(),
            path_as_sent,
            time: UNIX_EPOCH + Duration::new(rng.u64(..4_102_444_800), rng.u32(..1_000_000_000)),
            expires_in: Duration::from_secs(rng.u64(1..=604_800)),
        }
    }

    fn uri(&self) -> String {
        format!("https://example.amazonaws.com{}", self.target)
    }

    fn payload(&self) -> Payload {
        self.body.as_deref().map_or(Payload::UNSIGNED, Payload::of)
    }

    fn request(&self) -> Request<()> {
        let builder = Request::builder().method(self.method).uri(self.uri());
        let builder = self.headers.iter().fold(builder, |builder, (name, value)| builder.header(name, value));
        builder.body(()).unwrap()
    }

    fn signer(&self) -> Signer {
        let signer = Signer::new(self.region, self.service);
        if self.path_as_sent { signer.path_as_sent() } else { signer }
    }

    fn settings(&self) -> SigningSettings {
        let mut settings = SigningSettings::default();
        if self.path_as_sent {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        }
        settings
    }

    /// Returns the headers and the query parameters that AWS's crate adds to the request.
    fn theirs(&self, settings: SigningSettings) -> (Pairs, Pairs) {
        let identity = TheirCredentials::new("AKIDEXAMPLE", SECRET, self.token.clone(), None, "tests").into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(self.time)
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let body = self.body.as_deref().map_or(SignableBody::UnsignedPayload, SignableBody::Bytes);
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let headers = headers.filter(|(name, _)| headers::is_signed(&name.to_lowercase()));
        let request = SignableRequest::new(self.method, self.uri(), headers, body).unwrap();
        let (headers, parameters) = sign(request, &params).unwrap().into_parts().0.into_parts();
        let headers = headers.into_iter().map(|header| (header.name().to_owned(), header.value().to_owned()));
        let parameters = parameters.into_iter().map(|(name, value)| (name.to_owned(), value.into_owned()));
        (headers.collect(), parameters.collect())
    }

    fn check_headers(&self) {
        let mut settings = self.settings();
        if self.body.is_none() {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let mut request = self.request();
        self.signer().sign(&mut request, &self.payload(), &credentials(self.token.as_deref()), self.time).unwrap();
        let (expected, _) = self.theirs(settings);
        assert_eq!(expected.len(), 2 + usize::from(self.token.is_some()) + usize::from(self.body.is_none()));
        for (name, value) in expected {
            assert_eq!(request.headers()[&name].to_str().unwrap(), value, "{name} of {self:?}");
        }
    }

    fn check_url(&self) {
        let mut settings = self.settings();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(self.expires_in);
        let (mut request, credentials) = (self.request(), credentials(self.token.as_deref()));
        self.signer().presign(&mut request, &self.payload(), &credentials, self.time, self.expires_in).unwrap();
        let (_, expected) = self.theirs(settings);
        assert_eq!(expected.len(), 6 + usize::from(self.token.is_some()));
        let query = request.uri().query().unwrap();
        for (name, value) in expected {
            let mut encoded = Vec::new();
            encode::encode(value.bytes(), encode::Slash::Encode, &mut encoded);
            let parameter = format!("{name}={}", String::from_utf8(encoded).unwrap());
            assert_eq!(query.split('&').filter(|found| *found == parameter).count(), 1, "{parameter} of {self:?}");
        }
        let before = self.request();
        let before = before.uri().query().unwrap_or_default().split('&').filter(|parameter| !parameter.is_empty());
        assert!(query.split('&').zip(before).all(|(after, before)| after == before), "{query} of {self:?}");
    }
}

fn text(rng: &mut Rng, pieces: &[&str], most: usize) -> String {
    (0..rng.usize(..=most)).map(|_| *rng.choice(pieces).unwrap()).collect()
}

fn path(rng: &mut Rng) -> String {
    let pieces = [
        "/",
        "/",
        "/",
        "a",
        "B",
        "7",
        "-",
        "_",
        "~",
        ".",
        "..",
        "/./",
        "/../",
        "//",
        "%20",
        "%2F",
        "%2f",
        "%E1%88%B4",
        "%",
        "%zz",
        "+",
        ":",
        "@",
        "&",
        "=",
        "$",
        ",",
        ";",
        "!",
        "*",
        "'",
        "(",
        ")",
        "\u{1234}",
        "caf\u{e9}",
    ];
    format!("/{}", text(rng, &pieces, 12))
}

fn query(rng: &mut Rng) -> String {
    let pieces = [
        "&",
        "&",
        "&",
        "=",
        "=",
        "a",
        "a",
        "b",
        "A",
        "10",
        "2",
        "-",
        "~",
        "%20",
        "+",
        "%2B",
        "%41",
        "%7e",
        "%E1%88%B4",
        "%",
        "%g1",
        "/",
        "?",
        ":",
        "@",
        "!",
        "'",
        ",",
        "\u{1234}",
    ];
    let query = format!("?{}", text(rng, &pieces, 20));
    // AWS's crate replaces bytes that are not UTF-8 by U+FFFD before it signs.
    let is_text = percent_encoding::percent_decode_str(&query).decode_utf8().is_ok();
    if is_text && rng.u8(..4) > 0 { query } else { String::new() }
}

fn headers(rng: &mut Rng) -> Pairs {
    let names = [
        "X-A",
        "x-a",
        "x-b",
        "x-amz-user-agent",
        "x-amz-checksum-mode",
        "content-type",
        "X-Amz-Meta-\u{61}",
        "accept",
        "user-agent",
        "content-length",
        "amz-sdk-request",
        "x-amzn-trace-id",
        "transfer-encoding",
        "zz",
        "cookie",
    ];
    let pieces = ["a", "b", "C", " ", " ", "  ", "\"", ",", ";", "=", "/", "caf\u{e9}", "\u{1234}", "\u{a0}"];
    let mut headers: Vec<_> =
        (0..rng.usize(..24)).map(|_| ((*rng.choice(&names).unwrap()).to_owned(), text(rng, &pieces, 12))).collect();
    if rng.bool() {
        headers.push(("host".to_owned(), "example.amazonaws.com".to_owned()));
    }
    headers
}

#[test]
fn headers_are_signed_alike() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..10_000 {
        Case::random(&mut rng).check_headers();
    }
}

#[test]
fn urls_are_signed_alike() {
    let mut rng = Rng::with_seed(2);
    for _ in 0..2_000 {
        Case::random(&mut rng).check_url();
    }
}
