//! Endpoints: their URL, their headers, and how requests to them are signed.

use crate::ir::endpoints::{Endpoint, Expression, Type};

use super::node::Node;
use super::rules::Endpoints;

const KEYS: [&str; 3] = ["headers", "properties", "url"];
/// The authentication schemes that the runtime supports; a bearer token needs no settings.
const SUPPORTED: [&str; 2] = ["bearer", "sigv4"];
const SCHEME_KEYS: [&str; 5] =
    ["disableDoubleEncoding", "disableNormalizePath", "name", "signingName", "signingRegion"];

impl Endpoints {
    /// Lowers the endpoint of a rule, or the one that a test expects.
    pub fn endpoint(&mut self, node: &Node<'_>, depth: usize) -> Option<Endpoint> {
        node.object(&KEYS, &mut self.problems)?;
        let url = node.require("url", &mut self.problems)?;
        let url = self.argument(&url, Type::String, depth);
        let headers = match node.get("headers") {
            Some(headers) => self.headers(&headers, depth),
            None => Some(Vec::new()),
        };
        let mut endpoint = Endpoint {
            url: url?,
            headers: headers?,
            signing_region: None,
            signing_name: None,
            disable_double_encoding: false,
            unsupported_schemes: None,
        };
        if let Some(properties) = node.get("properties") {
            // `metricValues` is for the user agents of AWS's SDKs, which list the features that a call uses; ours does
            // not.
            properties.object(&["authSchemes", "metricValues"], &mut self.problems)?;
            if let Some(schemes) = properties.get("authSchemes") {
                self.schemes(&schemes, &mut endpoint, depth)?;
            }
        }
        Some(endpoint)
    }

    fn headers(&mut self, node: &Node<'_>, depth: usize) -> Option<Vec<(String, Vec<Expression>)>> {
        let mut headers = Vec::new();
        for (name, node) in node.entries(&mut self.problems)? {
            let mut values = Vec::new();
            let items = node.items(&mut self.problems)?;
            if items.is_empty() {
                self.problems.push(node.problem("no values", "at least one"));
            }
            for value in items {
                values.push(self.argument(&value, Type::String, depth)?);
            }
            headers.push((name.to_owned(), values));
        }
        Some(headers)
    }

    /// Reads the settings of `sigv4`. The other schemes are alternatives to it; without it, calls to the endpoint are
    /// refused with the names of the others.
    fn schemes(&mut self, node: &Node<'_>, endpoint: &mut Endpoint, depth: usize) -> Option<()> {
        let schemes = node.items(&mut self.problems)?;
        let mut names = Vec::new();
        for scheme in &schemes {
            scheme.map(&mut self.problems)?;
            let name = scheme.require("name", &mut self.problems)?.text(&mut self.problems)?;
            if name == "sigv4" && !names.contains(&name) {
                self.scheme(scheme, endpoint, depth)?;
            }
            names.push(name);
        }
        if !names.is_empty() && !names.iter().any(|name| SUPPORTED.contains(name)) {
            endpoint.unsupported_schemes = Some(names.join(", "));
        }
        Some(())
    }

    fn scheme(&mut self, node: &Node<'_>, endpoint: &mut Endpoint, depth: usize) -> Option<()> {
        node.object(&SCHEME_KEYS, &mut self.problems)?;
        if let Some(region) = node.get("signingRegion") {
            endpoint.signing_region = Some(self.argument(&region, Type::String, depth)?);
        }
        if let Some(name) = node.get("signingName") {
            endpoint.signing_name = Some(self.argument(&name, Type::String, depth)?);
        }
        if let Some(disable) = node.get("disableDoubleEncoding") {
            endpoint.disable_double_encoding = disable.boolean(&mut self.problems)?;
        }
        if let Some(disable) = node.get("disableNormalizePath")
            && disable.boolean(&mut self.problems)?
        {
            self.problems.push(disable.problem("`true` is not supported", "false"));
        }
        Some(())
    }
}
