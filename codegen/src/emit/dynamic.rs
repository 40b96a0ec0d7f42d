//! `dynamic.rs`: the operations by their command-line names, and a line of documentation for each member of a request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::ir::{Operation, Service, Summary};

/// Emits the table of operations and the summaries of members.
pub fn emit(service: &Service) -> TokenStream {
    let marker = ident(&service.name);
    let values = service.operations.iter().filter(|operation| !operation.has_stream());
    let entries: Vec<_> = values.map(entry).collect();
    let summaries = summaries(&service.summaries);
    // These imports are unused if every operation of the service has a stream.
    let (operations, entry, alias) = if entries.is_empty() {
        (None, None, None)
    } else {
        let alias = quote!(type Operation<I, O> = Entry<#marker, I, O>;);
        (
            Some(quote!(
                use super::operations;
            )),
            Some(quote!(, Entry)),
            Some(alias),
        )
    };
    quote! {
        #operations
        use super::service::{#marker, Client};
        use tinsmith_client::codegen::dynamic::{DynOperation #entry};

        impl AsRef<tinsmith_client::codegen::Handle<#marker>> for Client {
            fn as_ref(&self) -> &tinsmith_client::codegen::Handle<#marker> {
                &self.0
            }
        }

        #alias

        /// The operations whose requests and responses are values, not streams, sorted by name.
        pub static OPERATIONS: &[&dyn DynOperation<#marker>] = &[#(#entries),*];

        /// The first sentence on each member of a request, a line each: the structure's name, `$`, the member's name, a
        /// space, and Markdown.
        pub static SUMMARIES: &str = #summaries;
    }
}

fn entry(operation: &Operation) -> TokenStream {
    let static_name = ident(&operation.static_name);
    let (name, summary) = (command(operation), &operation.summary);
    let [input, output] = [&operation.input, &operation.output].map(|name| ident(name.as_deref().unwrap_or("Unit")));
    let pages = operation.pagination.as_ref().map(|pagination| {
        let (method, token) = (ident(&operation.method_name), &pagination.output_token_path);
        quote!(.pages(|client, request| client.#method(request).pages(), #token))
    });
    quote! {
        &Operation::<types::#input, types::#output>::new(#name, &operations::#static_name, #summary) #pages
    }
}

/// Returns the operation's name on a command line: the words of its method name, which is unique.
fn command(operation: &Operation) -> String {
    operation.method_name.trim_end_matches('_').replace('_', "-")
}

/// Formats the summaries as one raw string, so that each is on a line of its own in the file.
fn summaries(summaries: &[Summary]) -> Literal {
    let lines: String = summaries.iter().map(|summary| format!("{} {}\n", summary.member, summary.text)).collect();
    // A raw string needs more hashes than follow any quotation mark in it.
    let hashes = (0..).map(|count| "#".repeat(count)).find(|hashes| !lines.contains(&format!("\"{hashes}")));
    let hashes = hashes.unwrap_or_default();
    format!("r{hashes}\"{lines}\"{hashes}").parse().expect("a raw string is a literal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_any_text_are_unchanged() {
        for text in ["", "plain", "\"", "\"#", "\"##x\"#", "\\n \\", "é — \u{1f980}"] {
            let literal = summaries(&[Summary { member: "A$b".to_owned(), text: text.to_owned() }]);
            let read: syn::LitStr = syn::parse2(quote!(#literal)).expect("it is a literal");
            assert_eq!(read.value(), format!("A$b {text}\n"));
        }
    }
}
