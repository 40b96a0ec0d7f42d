//! TLS by rustls with ring, and the certificate authorities that the machine trusts.
//!
//! The list is the machine's rather than a compiled-in one: its administrator's changes apply to this client as to
//! AWS's own, including `SSL_CERT_FILE` and `SSL_CERT_DIR`.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, Error, RootCertStore};

use super::{TransportError, TransportErrorKind};
use crate::BoxError;
use crate::config::ConfigError;

/// Creates a connector that trusts the machine's certificate authorities.
pub(super) fn connector() -> Result<TlsConnector, BoxError> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let errors = found.errors.iter().map(|error| format!(": {error}")).collect::<String>();
        return Err(format!(
            "no certificate authorities on this machine, expected some, or SSL_CERT_FILE to name a file of them{errors}"
        )
        .into());
    }
    trusting(roots)
}

/// Creates a connector that trusts only the authorities in a file.
pub(super) fn bundle(path: &Path) -> Result<TlsConnector, ConfigError> {
    let expected = "a file of certificates in PEM";
    let invalid = || ConfigError::Environment { variable: "AWS_CA_BUNDLE", expected };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|_| invalid())? {
        roots.add(certificate.map_err(|_| invalid())?).map_err(|_| invalid())?;
    }
    if roots.is_empty() {
        return Err(invalid());
    }
    trusting(roots).map_err(ConfigError::Tls)
}

/// Creates a connector that trusts these authorities.
pub(super) fn trusting(roots: RootCertStore) -> Result<TlsConnector, BoxError> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Converts the error of a handshake: TLS's own, or that of the connection below it.
pub(super) fn error(error: io::Error) -> TransportError {
    let kind = match error.get_ref() {
        Some(cause) if cause.is::<Error>() => TransportErrorKind::Tls,
        _ => TransportErrorKind::Connect,
    };
    TransportError::new(kind, error)
}
