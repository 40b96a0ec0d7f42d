//! The codes of errors that are common to AWS's services, in all the spellings that they have, and what they mean.
//!
//! Whether a failure is one of a kind is decided here alone, for the predicates of errors as well as for retries.

use http::StatusCode;

/// What kind of failure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The caller calls too often.
    Throttling,
    /// The request took too long to arrive.
    Timeout,
    /// A failure of the service that passes.
    Transient,
    /// The time of the signature is too far from that of the service.
    ClockSkew,
    /// The service does not take the signature, for which the clock may be the reason.
    Signature,
    /// The credentials have expired.
    Expired,
    /// The service does not know the caller or does not let them in.
    Auth,
    /// Anything else.
    Other,
}

/// The kind of a failure, by its code where that is known, or else by its status.
pub(crate) fn kind(code: Option<&str>, status: StatusCode) -> Kind {
    let known = code.and_then(|code| CODES.iter().find(|(_, codes)| codes.contains(&code)));
    match (known, status.as_u16()) {
        (Some((kind, _)), _) => *kind,
        (None, 429) => Kind::Throttling,
        (None, 408) => Kind::Timeout,
        (None, 500 | 502 | 503 | 504) => Kind::Transient,
        (None, 401 | 403) => Kind::Auth,
        (None, _) => Kind::Other,
    }
}

/// Whether a code is one of those that are common to AWS's services.
pub(crate) fn is_known(code: &str) -> bool {
    CODES.iter().any(|(_, codes)| codes.contains(&code))
}

/// Whether a code says that a quota is used up.
pub(super) fn is_quota(code: &str) -> bool {
    const CODES: [&str; 6] = [
        "QuotaExceeded",
        "QuotaExceededException",
        "ResourceLimitExceeded",
        "ResourceLimitExceededException",
        "ServiceQuotaExceeded",
        "ServiceQuotaExceededException",
    ];
    CODES.contains(&code)
}

/// Whether a code says that there is something already that is in the way.
pub(super) fn is_conflict(code: &str) -> bool {
    let name = ["Exception", "Fault"].iter().find_map(|suffix| code.strip_suffix(suffix)).unwrap_or(code);
    name.ends_with("Conflict") || (name.ends_with("Exists") && !name.ends_with("NotExists"))
}

const CODES: &[(Kind, &[&str])] = &[
    (
        Kind::Throttling,
        &[
            "BandwidthLimitExceeded",
            "EC2ThrottledException",
            "LimitExceededException",
            "PriorRequestNotComplete",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "SlowDown",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
            "TransactionInProgressException",
        ],
    ),
    (Kind::Timeout, &["RequestTimeout", "RequestTimeoutException"]),
    (
        Kind::Transient,
        &[
            "InternalError",
            "InternalFailure",
            "InternalFailureException",
            "InternalServerError",
            "ServiceUnavailable",
            "ServiceUnavailableException",
        ],
    ),
    (Kind::ClockSkew, &["RequestExpired", "RequestExpiredException", "RequestInTheFuture", "RequestTimeTooSkewed"]),
    (Kind::Signature, &["AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch"]),
    (Kind::Expired, &["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]),
    (
        Kind::Auth,
        &[
            "AccessDenied",
            "AccessDeniedException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "UnauthorizedOperation",
            "UnrecognizedClientException",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_has_two_kinds() {
        let mut all: Vec<&str> = CODES.iter().flat_map(|(_, codes)| *codes).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn conflicts() {
        for code in [
            "Conflict",
            "ConflictException",
            "ResourceConflictException",
            "StateMachineAlreadyExists",
            "ResourceAlreadyExistsException",
            "DBClusterAlreadyExistsFault",
            "ResourceExistsException",
            "QueueNameExists",
            "AWS.SimpleQueueService.QueueAlreadyExists",
        ] {
            assert!(is_conflict(code), "{code}");
        }
        for code in
            ["", "Exception", "ResourceNotFoundException", "DoesNotExist", "NotExistsException", "ConflictingPolicy"]
        {
            assert!(!is_conflict(code), "{code}");
        }
    }

    #[test]
    fn kinds() {
        #[track_caller]
        fn check(code: Option<&str>, status: u16, expected: Kind) {
            assert_eq!(kind(code, StatusCode::from_u16(status).unwrap()), expected);
        }
        check(Some("ThrottlingException"), 400, Kind::Throttling);
        check(Some("SlowDown"), 503, Kind::Throttling);
        check(None, 429, Kind::Throttling);
        check(Some("Unknown"), 429, Kind::Throttling);
        check(Some("RequestTimeout"), 400, Kind::Timeout);
        check(None, 408, Kind::Timeout);
        for status in [500, 502, 503, 504] {
            check(Some("Unknown"), status, Kind::Transient);
        }
        for status in [400, 402, 404, 409, 499, 501, 505, 599] {
            check(None, status, Kind::Other);
        }
        check(Some("ServiceUnavailable"), 400, Kind::Transient);
        check(Some("RequestExpired"), 403, Kind::ClockSkew);
        check(Some("SignatureDoesNotMatch"), 403, Kind::Signature);
        check(Some("ExpiredToken"), 400, Kind::Expired);
        check(Some("OptInRequired"), 403, Kind::Auth);
        check(None, 401, Kind::Auth);
        check(Some("Unknown"), 403, Kind::Auth);
        check(Some("throttling"), 400, Kind::Other);
    }
}
