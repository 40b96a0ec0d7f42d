//! The algorithms of checksums in AWS's headers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use super::crc::Crc;
use super::sha1::Sha1;

/// An algorithm of `aws.protocols#httpChecksum`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// CRC-32.
    Crc32,
    /// CRC-32C.
    Crc32c,
    /// CRC-64/NVME.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl Algorithm {
    const ALL: [Self; 5] = [Self::Crc32, Self::Crc32c, Self::Crc64Nvme, Self::Sha1, Self::Sha256];

    /// The name in models and in headers.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }

    /// Finds the algorithm with this name.
    pub(super) fn of_name(name: &HeaderValue) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| name == algorithm.name())
    }

    /// The header of its checksums.
    pub(super) const fn header(self) -> HeaderName {
        HeaderName::from_static(match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        })
    }

    pub(super) fn hasher(self) -> Hasher {
        match self {
            Self::Crc32 => Hasher::Crc(Crc::crc32()),
            Self::Crc32c => Hasher::Crc(Crc::crc32c()),
            Self::Crc64Nvme => Hasher::Crc(Crc::crc64_nvme()),
            Self::Sha1 => Hasher::Sha1(Box::new(Sha1::new())),
            Self::Sha256 => Hasher::Sha256(Box::default()),
        }
    }
}

/// A checksum in progress.
#[derive(Debug)]
pub(super) enum Hasher {
    Crc(Crc),
    Sha1(Box<Sha1>),
    Sha256(Box<Sha256>),
}

impl Hasher {
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Crc(crc) => crc.update(bytes),
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256(hash) => Digest::update(&mut **hash, bytes),
        }
    }

    /// Returns the checksum as its header has it.
    pub fn finish(self) -> String {
        match self {
            Self::Crc(crc) => STANDARD.encode(crc.bytes()),
            Self::Sha1(hash) => STANDARD.encode(hash.finish()),
            Self::Sha256(hash) => STANDARD.encode(hash.finalize()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_of_a_text() {
        let expected = [
            (Algorithm::Crc32, "y/Q5Jg=="),
            (Algorithm::Crc32c, "4waSgw=="),
            (Algorithm::Crc64Nvme, "rosUhgp5mIg="),
            (Algorithm::Sha1, "98O8HYCOBHMq32eZZczDTKeuNEE="),
            (Algorithm::Sha256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
        ];
        assert_eq!(expected.map(|(algorithm, _)| algorithm), Algorithm::ALL);
        for (algorithm, expected) in expected {
            let mut hasher = algorithm.hasher();
            hasher.update(b"1234");
            hasher.update(b"56789");
            assert_eq!(hasher.finish(), expected, "{algorithm:?}");
            let header = algorithm.header();
            assert_eq!(
                header.as_str().strip_prefix(super::super::PREFIX),
                Some(&*algorithm.name().to_ascii_lowercase())
            );
        }
    }
}
