//! Reads a request from a JSON, YAML or TOML file, and prints every mistake in it, or the request without its secrets.
//!
//! `cargo run -p appflow-types --example read_request -- request.yaml`

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use appflow_types::{CreateConnectorProfileRequest, Strict, Structure as _};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("expected the path of a file that ends in .json, .yaml, .yml or .toml");
        return ExitCode::FAILURE;
    };
    match read(Path::new(&path)) {
        Ok(request) => {
            println!("{}", request.redacted());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(path: &Path) -> Result<CreateConnectorProfileRequest, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let Strict(request) = match path.extension().and_then(|extension| extension.to_str()) {
        // JSON has a reader of its own, which reports lines and columns.
        Some("json") => return Ok(CreateConnectorProfileRequest::from_json(&text)?),
        Some("yaml" | "yml") => serde_yaml_ng::from_str(&text)?,
        Some("toml") => toml::from_str(&text)?,
        _ => return Err("expected a file that ends in .json, .yaml, .yml or .toml".into()),
    };
    Ok(request)
}
