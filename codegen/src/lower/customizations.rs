//! The services that AWS's SDKs treat in a way that no model describes, and the customizations of each.
//!
//! The facts are here alone: they become parts of the descriptions of operations, which the runtime follows for any
//! service. Smithy's protocol tests have cases for each of them.

use model::{Member, Operation, Shape, traits};

use super::context::{Context, sdk_id};

/// The customizations of a service.
pub struct Customization {
    /// The service's name among AWS's SDKs.
    sdk_id: &'static str,
    /// The headers of all requests, in lower case.
    pub headers: &'static [(&'static str, &'static str)],
    /// The text of a label of the URI whose member is absent or empty, after the member's name.
    label: Option<(&'static str, &'static str)>,
    /// The header for the SHA-256 tree hash of a stream, in lower case.
    tree_hash: Option<&'static str>,
    /// The member of the input that is the URL of the endpoint, after the operation's name.
    endpoint: Option<(&'static str, &'static str)>,
}

const NONE: Customization = Customization { sdk_id: "", headers: &[], label: None, tree_hash: None, endpoint: None };

static ALL: &[Customization] = &[
    // Without it, the service answers in another form of JSON.
    Customization { sdk_id: "API Gateway", headers: &[("accept", "application/json")], ..NONE },
    Customization {
        sdk_id: "Glacier",
        headers: &[("x-amz-glacier-version", "2012-06-01")],
        // The account of the credentials.
        label: Some(("accountId", "-")),
        tree_hash: Some("x-amz-sha256-tree-hash"),
        ..NONE
    },
    Customization { sdk_id: "Machine Learning", endpoint: Some(("Predict", "PredictEndpoint")), ..NONE },
];

/// Returns the customizations of the service; nearly all have none.
pub fn of_service(service: &Shape) -> &'static Customization {
    let sdk_id = sdk_id(service);
    ALL.iter().find(|customization| customization.sdk_id == sdk_id).unwrap_or(&NONE)
}

impl Customization {
    /// The member that is a label with a text of its own where a request has none, and that text.
    pub fn label_default(&self, input: &Shape) -> Option<(&'static str, &'static str)> {
        self.label.filter(|(name, _)| input.member(name).is_some_and(is_label))
    }

    /// The header for the tree hash of a request, whose input has a member for it.
    pub fn tree_hash(&self, context: &Context<'_>, operation: &Operation) -> Option<&'static str> {
        let input = context.model.shapes.get(&operation.input.target)?;
        let is_header = |member: &Member, name| {
            member.traits.get::<traits::HttpHeader>().is_some_and(|header| header.0.eq_ignore_ascii_case(name))
        };
        let has_stream = || input.members().into_iter().any(|member| super::streams::is_stream(context, member));
        self.tree_hash.filter(|name| input.members().into_iter().any(|member| is_header(member, name)) && has_stream())
    }

    /// The member of an operation's input that is the URL of its endpoint.
    pub fn endpoint_member(&self, operation: &Shape, input: &Shape) -> Option<&'static str> {
        let (name, member) = self.endpoint?;
        (operation.id.name() == name && input.member(member).is_some()).then_some(member)
    }
}

fn is_label(member: &Member) -> bool {
    member.traits.has::<traits::HttpLabel>()
}
