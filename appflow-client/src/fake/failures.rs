//! Creates the errors of AppFlow's model, each with its HTTP status.

use tinsmith_client::fake::{Failure, StatusCode};

/// Returns a `ValidationException` for a constraint that depends on the state, or that the model can't express.
pub fn validation(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "ValidationException", message)
}

/// Returns a `ConflictException`: the request conflicts with an existing resource.
pub fn conflict(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::CONFLICT, "ConflictException", message)
}

/// Returns a `ResourceNotFoundException`: a resource in the request does not exist.
pub fn not_found(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::NOT_FOUND, "ResourceNotFoundException", message)
}

/// Returns a `ServiceQuotaExceededException`: the account has reached its limit of these resources.
pub fn quota(limit: usize, things: &str) -> Failure {
    let message = format!("The quota of {limit} {things} is exceeded.");
    Failure::new(StatusCode::PAYMENT_REQUIRED, "ServiceQuotaExceededException", message)
}

/// Returns an `UnsupportedOperationException`: the operation does not apply to the flow.
pub fn unsupported(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "UnsupportedOperationException", message)
}

/// Returns the failure of a connector that refuses the credentials.
pub fn refused_credentials() -> Failure {
    let message = "The connector refused the credentials in the request.";
    Failure::new(StatusCode::UNAUTHORIZED, "ConnectorAuthenticationException", message)
}

/// Returns the error with this code, for faults; `None` if the model declares no such error.
pub fn with_code(code: &str) -> Option<Failure> {
    Some(match code {
        "AccessDeniedException" => {
            Failure::new(StatusCode::FORBIDDEN, "AccessDeniedException", "A permission is missing.")
        }
        "ConflictException" => conflict("The resource is in use."),
        "ConnectorAuthenticationException" => refused_credentials(),
        "ConnectorServerException" => {
            let message = "The application behind the connector failed.";
            Failure::new(StatusCode::BAD_REQUEST, "ConnectorServerException", message)
        }
        "InternalServerException" => Failure::internal(),
        "ResourceNotFoundException" => not_found("The resource does not exist."),
        "ServiceQuotaExceededException" => {
            let message = "A quota is exceeded.";
            Failure::new(StatusCode::PAYMENT_REQUIRED, "ServiceQuotaExceededException", message)
        }
        "ThrottlingException" => Failure::new(StatusCode::TOO_MANY_REQUESTS, "ThrottlingException", "Rate exceeded"),
        "UnsupportedOperationException" => unsupported("The operation is not supported for the flow."),
        "ValidationException" => validation("The request is not valid."),
        _ => return None,
    })
}
