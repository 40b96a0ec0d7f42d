//! `operations.rs`: the client's methods, one for each operation.

mod streams;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::syntax::{Scope, deprecated, docs, ty};
use super::{ident, jmespath};
use crate::ir::endpoints::Value;
use crate::ir::{
    Auth, Binding, Checksum, ChecksumAlgorithm, ContextParameter, ContextSource, Customizations, Operation, Pagination,
    ResponseChecksum, Service, Step,
};

/// Emits the methods and the statics that describe their operations.
pub fn emit(service: &Service) -> TokenStream {
    let statics = service.operations.iter().map(description);
    let methods = service.operations.iter().map(|operation| item(service, operation));
    let (paged, plain): (Vec<_>, Vec<_>) =
        service.operations.iter().partition(|operation| operation.pagination.is_some());
    let marker = (!paged.is_empty()).then(|| ident(&service.name)).into_iter();
    let error = (!plain.is_empty()).then(|| ident("Error")).into_iter();
    let request_body = service.operations.iter().any(Operation::has_stream).then(|| ident("RequestBody"));
    let next_page = (!paged.is_empty()).then(|| ident("next_page"));
    let has_path = |operation: &Operation| {
        operation.context.iter().any(|parameter| matches!(parameter.source, ContextSource::Path(_)))
    };
    let jmespath = service.operations.iter().any(has_path).then(|| ident("jmespath"));
    let items = request_body.into_iter().chain(jmespath).chain(next_page);
    quote! {
        use super::service::{#(#marker,)* Client, #(#error)*};
        use tinsmith_client::codegen::{Operation, #(#items),*};

        tinsmith_client::codegen::operations! { #(#statics)* }

        impl Client { #(#methods)* }
    }
}

fn description(operation: &Operation) -> TokenStream {
    let (name, static_name) = (&operation.name, ident(&operation.static_name));
    let new = match &operation.binding {
        Binding::Http { method, uri, status } => {
            let status = Literal::u16_unsuffixed(*status);
            quote!(Operation::new(#name, #method, #uri, #status))
        }
        Binding::Rpc { target } => quote!(Operation::rpc(#name, #target)),
    };
    let (auth, context) = (auth(&operation.auth), context(&operation.context));
    let unsigned = operation.unsigned_payload.then(|| quote!(.unsigned_payload()));
    let host = operation.host_prefix.as_ref().map(|prefix| quote!(.host_prefix(#prefix)));
    let (streams, http2) = (streams::description(operation), operation.is_http2.then(|| quote!(.http2())));
    let checksum = operation.checksum.as_ref().map(|checksum| match checksum {
        Checksum::Md5 => quote!(.checksum()),
        Checksum::Chosen { header, is_required } => {
            let header = header.as_deref().unwrap_or_default();
            let function = ident(if *is_required { "required_checksum" } else { "optional_checksum" });
            quote!(.#function(#header))
        }
    });
    let response_checksum = operation.response_checksum.as_ref().map(response_checksum);
    let customizations = customizations(&operation.customizations);
    let gzip = operation.takes_gzip.then(|| quote!(.gzip()));
    quote! {
        #static_name = #new #auth #unsigned #host #context #streams #http2 #checksum #response_checksum #gzip #customizations;
    }
}

/// The call that sets the checksum of responses.
fn response_checksum(checksum: &ResponseChecksum) -> TokenStream {
    let header = &checksum.mode_header;
    let algorithms = checksum.algorithms.iter().map(|algorithm| {
        let name = ident(match algorithm {
            ChecksumAlgorithm::Crc32 => "Crc32",
            ChecksumAlgorithm::Crc32c => "Crc32c",
            ChecksumAlgorithm::Crc64Nvme => "Crc64Nvme",
            ChecksumAlgorithm::Sha1 => "Sha1",
            ChecksumAlgorithm::Sha256 => "Sha256",
        });
        quote!(tinsmith_client::codegen::Algorithm::#name)
    });
    quote!(.response_checksum(#header, &[#(#algorithms),*]))
}

/// The calls that set what no model describes.
fn customizations(customizations: &Customizations) -> TokenStream {
    let Customizations { headers, label_default, tree_hash, endpoint_member } = customizations;
    let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#pairs),*])));
    let label = label_default.as_ref().map(|(member, text)| quote!(.label_default(#member, #text)));
    let tree_hash = tree_hash.as_ref().map(|header| quote!(.tree_hash(#header)));
    let endpoint = endpoint_member.as_ref().map(|member| quote!(.endpoint_member(#member)));
    quote!(#headers #label #tree_hash #endpoint)
}

/// The call that sets an operation's authentication schemes; none for Signature Version 4 alone, the default.
fn auth(auth: &[Auth]) -> Option<TokenStream> {
    let names = auth.iter().map(|auth| match auth {
        Auth::SigV4 => quote!(tinsmith_client::codegen::Auth::SigV4),
        Auth::Bearer => quote!(tinsmith_client::codegen::Auth::Bearer),
        Auth::Anonymous => quote!(tinsmith_client::codegen::Auth::Anonymous),
    });
    match auth {
        [Auth::SigV4] => None,
        [Auth::Anonymous] => Some(quote!(.no_auth())),
        _ => Some(quote!(.auth(&[#(#names),*]))),
    }
}

/// Returns the call that sets the endpoint parameters of an operation, if it has any.
fn context(context: &[ContextParameter]) -> Option<TokenStream> {
    let parameters = context.iter().map(|ContextParameter { name, source }| {
        let (function, value) = match source {
            ContextSource::Member(member) => ("member", quote!(#member)),
            ContextSource::Path(path) => ("path", jmespath::expression(path)),
            ContextSource::Fixed(Value::Text(text)) => ("text", quote!(#text)),
            ContextSource::Fixed(Value::Flag(flag)) => ("flag", quote!(#flag)),
            ContextSource::Fixed(Value::Texts(texts)) => ("texts", quote!(&[#(#texts),*])),
        };
        let function = ident(function);
        quote!(tinsmith_client::codegen::ContextParameter::#function(#name, #value))
    });
    (!context.is_empty()).then(|| quote!(.context(&[#(#parameters),*])))
}

fn item(service: &Service, operation: &Operation) -> TokenStream {
    if operation.has_stream() {
        return streams::item(operation);
    }
    let (docs, deprecated) = (docs(&operation.docs), deprecated(operation.deprecated.as_ref()));
    let pagination = operation.pagination.as_ref();
    let method = match pagination.and_then(|pagination| paged(service, operation, pagination)) {
        Some(method) => method,
        None => plain(operation),
    };
    quote! {
        #docs
        #deprecated
        #method
    }
}

/// Returns the method of an operation without pagination.
fn plain(operation: &Operation) -> TokenStream {
    let (name, static_name) = (ident(&operation.method_name), ident(&operation.static_name));
    let input = operation.input.as_deref().map(ident);
    let parameter = input.map(|input| quote!(, request: types::#input));
    let argument = if parameter.is_some() { quote!(request) } else { quote!(types::Unit::default()) };
    let output = operation.output.as_deref().map(ident);
    let (signature, body) = match output {
        // Not an `async fn`: compiling a future around that of the call would take a seventh of the client's time.
        Some(output) => (
            quote!(pub fn #name(&self #parameter) -> impl Future<Output = Result<types::#output, Error>>),
            quote!(self.0.call(&#static_name, #argument)),
        ),
        None => (
            quote!(pub async fn #name(&self #parameter) -> Result<(), Error>),
            quote!(self.0.call::<_, types::Unit>(&#static_name, #argument).await.map(drop)),
        ),
    };
    quote! {
        #signature {
            #body
        }
    }
}

/// Returns the method of an operation with pagination.
fn paged(service: &Service, operation: &Operation, pagination: &Pagination) -> Option<TokenStream> {
    let (name, marker, static_name) =
        (ident(&operation.method_name), ident(&service.name), ident(&operation.static_name));
    let (input, output) = (ident(operation.input.as_deref()?), ident(operation.output.as_deref()?));
    let field = ident(&pagination.input_token.field);
    let token = if pagination.input_token.optional { quote!(Some(token)) } else { quote!(token) };
    let next = token_of(&pagination.output_token);
    let (collection, items) = match &pagination.items {
        Some((path, ty)) => {
            let (ty, items) = (self::ty(Scope::Client, ty), items_of(path));
            (Some(quote!(, #ty)), quote!(|page| #items))
        }
        None => (None, quote!(drop)),
    };
    let docs = paged_docs(pagination.items.is_some()).map(|line| quote!(#[doc = #line]));
    Some(quote! {
        #(#docs)*
        pub fn #name(
            &self,
            request: types::#input,
        ) -> tinsmith_client::PagedCall<#marker, types::#input, types::#output #collection> {
            self.0.paged(
                &#static_name,
                request,
                |request, page| next_page(#next, |token| request.#field = #token),
                #items,
            )
        }
    })
}

/// Returns the paragraph on pagination that follows the operation's documentation.
fn paged_docs(has_items: bool) -> impl Iterator<Item = &'static str> {
    let items = [
        " Awaiting the call returns one page. [`pages`](tinsmith_client::PagedCall::pages) reads all pages, and",
        " [`items`](tinsmith_client::PagedCall::items) the items on them.",
    ];
    let pages = [" Awaiting the call returns one page. [`pages`](tinsmith_client::PagedCall::pages) reads all pages."];
    let lines = if has_items { items.to_vec() } else { pages.to_vec() };
    [""].into_iter().chain(lines)
}

/// Returns the expression for a reference to the token in `page`, if it has one.
fn token_of(path: &[Step]) -> TokenStream {
    let (token, absent) = path.iter().fold((quote!(page), false), |(value, absent), step| {
        let field = ident(&step.field);
        let value = match (absent, step.optional) {
            (false, false) => quote!(#value.#field),
            (false, true) => quote!(#value.#field.as_ref()),
            (true, false) => quote!(#value.map(|page| &page.#field)),
            (true, true) => quote!(#value.and_then(|page| page.#field.as_ref())),
        };
        (value, absent || step.optional)
    });
    if absent { token } else { quote!(Some(&#token)) }
}

/// Returns the expression for the items in `page`, which are moved out of it.
fn items_of(path: &[Step]) -> TokenStream {
    let (items, absent) = path.iter().fold((quote!(page), false), |(value, absent), step| {
        let field = ident(&step.field);
        let value = match (absent, step.optional) {
            (false, _) => quote!(#value.#field),
            (true, false) => quote!(#value.map(|page| page.#field)),
            (true, true) => quote!(#value.and_then(|page| page.#field)),
        };
        (value, absent || step.optional)
    });
    if absent { quote!(#items.unwrap_or_default()) } else { items }
}
