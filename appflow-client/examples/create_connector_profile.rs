//! Creates a connector profile from a request in a JSON document, and prints its ARN.
//!
//! Region and credentials are those of the environment: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`.
//! With `AWS_ENDPOINT_URL_APPFLOW=http://127.0.0.1:8000` it calls a server on this machine instead of AWS.
//!
//! `cargo run -p appflow-client --example create_connector_profile -- request.json`

use std::error::Error;
use std::process::ExitCode;

use appflow_client::Client;
use appflow_client::types::{CreateConnectorProfileRequest, Structure as _};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match create().await {
        Ok(arn) => {
            println!("{arn}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn create() -> Result<String, Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("expected the path of a request, a JSON document")?;
    let document = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let request = CreateConnectorProfileRequest::from_json(&document).map_err(|error| format!("{path}: {error}"))?;

    let client = Client::from_env()?;
    let response = client.create_connector_profile(request).await?;
    Ok(response.connector_profile_arn.unwrap_or_else(|| "created; the service gave no ARN".to_owned()))
}
