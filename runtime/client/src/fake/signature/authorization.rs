//! Parses the header `Authorization`.

use std::fmt::Write as _;

use hmac::Mac;
use http::header::AUTHORIZATION;
use http::{HeaderMap, StatusCode};
use sha2::{Digest, Sha256};

use super::super::answer::Failure;
use super::mac;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERM: &str = "aws4_request";

/// The parts of the header.
pub struct Authorization {
    pub access_key: String,
    pub date: String,
    pub region: String,
    pub service: String,
    /// The names in lower case, in the order in which they were signed.
    pub signed_headers: Vec<String>,
    pub signature: Vec<u8>,
}

impl Authorization {
    /// Reads the header of a request.
    pub fn read(headers: &HeaderMap) -> Result<Self, Failure> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let Some(value) = values.next() else {
            let code = "MissingAuthenticationTokenException";
            return Err(Failure::new(StatusCode::FORBIDDEN, code, "Missing Authentication Token"));
        };
        if values.next().is_some() {
            return Err(incomplete("There is more than one Authorization header."));
        }
        let text = value.to_str().map_err(|_| incomplete("The Authorization header is not text."))?;
        let parameters = text
            .trim_start()
            .strip_prefix(ALGORITHM)
            .filter(|rest| rest.starts_with(' '))
            .ok_or_else(|| incomplete("Unsupported AWS 'algorithm', expected 'AWS4-HMAC-SHA256'."))?;
        Self::from_parameters(parameters)
    }

    /// Returns the string to sign.
    pub fn string_to_sign(&self, signed_at: &str, canonical: &[u8]) -> String {
        let Self { date, region, service, .. } = self;
        format!("{ALGORITHM}\n{signed_at}\n{date}/{region}/{service}/{TERM}\n{}", hex(&Sha256::digest(canonical)))
    }

    /// Derives the signing key from the secret for this day, region and service.
    pub fn signing_key(&self, secret: &str) -> Vec<u8> {
        let first = format!("AWS4{secret}").into_bytes();
        [&self.date, &self.region, &self.service, TERM]
            .into_iter()
            .fold(first, |key, text| mac(&key, text.as_bytes()).finalize().into_bytes().to_vec())
    }

    fn from_parameters(text: &str) -> Result<Self, Failure> {
        let parameter = |name: &str| {
            let mut found =
                text.split(',').filter_map(|part| part.trim().split_once('=')).filter(|(key, _)| *key == name);
            match (found.next(), found.next()) {
                (Some((_, value)), None) => Ok(value),
                _ => Err(incomplete(format!("Authorization header requires '{name}' parameter."))),
            }
        };
        let credential: Vec<&str> = parameter("Credential")?.split('/').collect();
        let [access_key, date, region, service, TERM] = *credential else {
            let form = "e.g. keyid/date/region/service/aws4_request";
            return Err(incomplete(format!("Credential must have exactly 5 slash-delimited elements, {form}.")));
        };
        let signed_headers: Vec<String> = parameter("SignedHeaders")?.split(';').map(str::to_owned).collect();
        if !signed_headers.is_sorted_by(|one, next| one < next) {
            return Err(incomplete("SignedHeaders must be names in lower case and in order."));
        }
        let signature = unhex(parameter("Signature")?)
            .filter(|signature| signature.len() == 32)
            .ok_or_else(|| incomplete("Signature must be 64 hexadecimal digits."))?;
        let [access_key, date, region, service] = [access_key, date, region, service].map(str::to_owned);
        Ok(Self { access_key, date, region, service, signed_headers, signature })
    }
}

/// Writes bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Parses hexadecimal digits, in lower or upper case.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect()
}

pub(super) fn incomplete(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "IncompleteSignatureException", message)
}
