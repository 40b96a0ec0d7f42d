//! The error codes common to AWS's services, in all their spellings, and their classification.
//!
//! Failures are classified only here, for the predicates of errors as well as for retries.

use http::StatusCode;

/// The classification of a failed response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureClass {
    /// The service throttles the caller.
    Throttling,
    /// The service timed out while reading the request.
    Timeout,
    /// A transient failure of the service.
    Transient,
    /// The time of the signature is too far from the service's clock.
    ClockSkew,
    /// The service rejected the signature, possibly because of a wrong clock.
    Signature,
    /// The credentials have expired.
    Expired,
    /// The service does not recognize the caller or denies access.
    Auth,
    /// Anything else.
    Other,
}

/// Classifies a failure by its code if that is known, and otherwise by its status.
pub(crate) fn classify(code: Option<&str>, status: StatusCode) -> FailureClass {
    let known = code.and_then(|code| CODES.iter().find(|(_, codes)| codes.contains(&code)));
    match (known, status.as_u16()) {
        (Some((class, _)), _) => *class,
        (None, 429) => FailureClass::Throttling,
        (None, 408) => FailureClass::Timeout,
        (None, 500 | 502 | 503 | 504) => FailureClass::Transient,
        (None, 401 | 403) => FailureClass::Auth,
        (None, _) => FailureClass::Other,
    }
}

/// Returns `true` for a code that is common to AWS's services.
pub(crate) fn is_known(code: &str) -> bool {
    CODES.iter().any(|(_, codes)| codes.contains(&code))
}

/// Returns `true` for a code of an exhausted quota.
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

/// Returns `true` if a code says that the request conflicts with an existing resource.
pub(super) fn is_conflict(code: &str) -> bool {
    let name = ["Exception", "Fault"].iter().find_map(|suffix| code.strip_suffix(suffix)).unwrap_or(code);
    name.ends_with("Conflict") || (name.ends_with("Exists") && !name.ends_with("NotExists"))
}

const CODES: &[(FailureClass, &[&str])] = &[
    (
        FailureClass::Throttling,
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
    (FailureClass::Timeout, &["RequestTimeout", "RequestTimeoutException"]),
    (
        FailureClass::Transient,
        &[
            "InternalError",
            "InternalFailure",
            "InternalFailureException",
            "InternalServerError",
            "ServiceUnavailable",
            "ServiceUnavailableException",
        ],
    ),
    (
        FailureClass::ClockSkew,
        &["RequestExpired", "RequestExpiredException", "RequestInTheFuture", "RequestTimeTooSkewed"],
    ),
    (FailureClass::Signature, &["AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch"]),
    (FailureClass::Expired, &["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]),
    (
        FailureClass::Auth,
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
        fn check(code: Option<&str>, status: u16, expected: FailureClass) {
            assert_eq!(classify(code, StatusCode::from_u16(status).unwrap()), expected);
        }
        check(Some("ThrottlingException"), 400, FailureClass::Throttling);
        check(Some("SlowDown"), 503, FailureClass::Throttling);
        check(None, 429, FailureClass::Throttling);
        check(Some("Unknown"), 429, FailureClass::Throttling);
        check(Some("RequestTimeout"), 400, FailureClass::Timeout);
        check(None, 408, FailureClass::Timeout);
        for status in [500, 502, 503, 504] {
            check(Some("Unknown"), status, FailureClass::Transient);
        }
        for status in [400, 402, 404, 409, 499, 501, 505, 599] {
            check(None, status, FailureClass::Other);
        }
        check(Some("ServiceUnavailable"), 400, FailureClass::Transient);
        check(Some("RequestExpired"), 403, FailureClass::ClockSkew);
        check(Some("SignatureDoesNotMatch"), 403, FailureClass::Signature);
        check(Some("ExpiredToken"), 400, FailureClass::Expired);
        check(Some("OptInRequired"), 403, FailureClass::Auth);
        check(None, 401, FailureClass::Auth);
        check(Some("Unknown"), 403, FailureClass::Auth);
        check(Some("throttling"), 400, FailureClass::Other);
    }
}
